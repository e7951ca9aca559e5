"""Taking a backup."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from tuopin import VERSION
from tuopin.common.progress import Advance
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.settings.backup.archive import CHUNK, DUMP, LEDGER, Writer, counted
from tuopin.settings.backup.contents import Connection, must_see_all, rows
from tuopin.settings.backup.programs import output, program
from tuopin.settings.database import Database
from tuopin.settings.postgres.cluster import synced

CHECKPOINT = "checkpoint"  # copied before the tiles it speaks of
SHRINKS = 4  # a guess, for the bar: how much smaller a dump is than its tables
Started = Callable[[int], Advance]


def backup(path: Path, named: Database, ledger: Path, *, at: datetime, started: Started) -> dict[str, Any]:
    """Write a backup to `path`, whole or not at all; what its manifest says. `started` is told the work's size in bytes, roughly."""
    if path.exists():
        raise BadInput(str(path), Words("文件已存在", "already exists"), Words("换一个文件名", "choose another name"))
    handle, part = _part(path)
    try:
        with os.fdopen(handle, "wb") as file:
            manifest = _written(Writer(file, made_at=int(at.timestamp())), named, ledger, at=at, started=started)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    synced(path.absolute().parent)
    return manifest


def _part(path: Path) -> tuple[int, Path]:
    try:
        handle, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.absolute().parent)
    except OSError as error:
        raise BadInput(str(path), Words(f"写不了：{error.strerror}", f"cannot be written: {error.strerror}")) from error
    return handle, Path(part)


def _written(writer: Writer, named: Database, ledger: Path, *, at: datetime, started: Started) -> dict[str, Any]:
    with psycopg.connect(named.owned(), autocommit=True) as connection:
        must_see_all(connection)
        size = _number(connection, "SELECT pg_database_size(current_database())")
        advance = started(size // SHRINKS + sum(path.stat().st_size for path in _files(ledger)))
        for name, path in _ledger(ledger):
            writer.add(name, _read(path, advance))
        about = {"made_at": at.isoformat(), "code": VERSION, "server": str(connection.info.parameter_status("server_version"))}
        return writer.close({**about, **_dumped(writer, connection, named.owned(), advance=advance)})


def _dumped(writer: Writer, connection: Connection, url: str, *, advance: Advance) -> dict[str, Any]:
    """The dump and the counts of rows see one and the same moment: a snapshot shared by both."""
    command = [program("pg_dump", major=connection.info.server_version // 10000), "--format=custom", "--compress=3", "--no-password"]
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        moment = connection.execute("SELECT pg_export_snapshot(), current_database()").fetchone() or ("", "")
        with closing(output([*command, f"--snapshot={moment[0]}"], url)) as chunks:
            writer.add(DUMP, counted(chunks, advance))
        return {"database": str(moment[1]), "rows": rows(connection)}


def _ledger(folder: Path) -> Iterator[tuple[str, Path]]:
    """The ledger's files, the checkpoint first. A partial tile that is gone by now has become part of a larger one: looked for again."""
    done: set[Path] = set()
    while left := [path for path in _files(folder) if path not in done]:
        for path in sorted(left, key=lambda path: (path.name != CHECKPOINT, path)):
            done.add(path)
            if path.exists():
                yield LEDGER + path.relative_to(folder).as_posix(), path


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def _read(path: Path, advance: Advance) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from counted(iter(lambda: file.read(CHUNK), b""), advance)


def _number(connection: Connection, question: str) -> int:
    found = connection.execute(question.encode()).fetchone()
    return int(str(found[0])) if found else 0
