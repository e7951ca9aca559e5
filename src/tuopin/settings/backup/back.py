"""Putting a backup back: into an empty database only, whole or not at all."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import psycopg

from tuopin.common.progress import Advance
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words
from tuopin.settings.backup.archive import DUMP, LEDGER, MANIFEST, Reader, counted
from tuopin.settings.backup.contents import anything, must_see_all, rows
from tuopin.settings.backup.programs import feed, program
from tuopin.settings.database import Database
from tuopin.settings.postgres.cluster import synced

STAGED = ".restoring"
Started = Callable[[int], Advance]
Verify = Callable[[], object]


def restore(path: Path, named: Database, ledger: Path, *, started: Started, verify: Verify | None = None) -> dict[str, Any]:
    """Restore the file `path` into the empty database and the absent folder `ledger`; what its manifest says.

    Every digest is checked before anything is touched. The database is filled in one transaction; the ledger's files lie ready
    beside their place and are moved into it last. Interrupted between the two, the same command finishes the move. At the end
    `verify` is called. Refused if the database holds anything.
    """
    staged = ledger.with_name(ledger.name + STAGED)
    with Reader(path) as reader:
        manifest = reader.checked(started(path.stat().st_size))
        _must_have_no_ledger(ledger)
        if not _held(named):
            _must_not_be_older(named, manifest)
            _stage(reader, manifest, staged)
            _filled(reader, named, started=started, staged=staged)
        elif not _interrupted(named, staged, manifest):
            raise _not_empty(named)
    _counts_agree(named, manifest)
    (staged / MANIFEST).unlink()
    staged.rename(ledger)
    synced(ledger.parent)
    if verify:
        verify()
    return manifest


def _must_have_no_ledger(ledger: Path) -> None:
    if ledger.exists() and any(ledger.iterdir()):
        raise Refused(
            "ledger_in_place",
            because=Words(f"{ledger} 已有账本文件", f"{ledger} already holds a ledger"),
            remedy=Words("恢复到新的空目录（TUOPIN_HOME）", "restore into a new, empty folder (TUOPIN_HOME)"),
        )


def _held(named: Database) -> str | None:
    with psycopg.connect(named.owned(), autocommit=True) as connection:
        return anything(connection)


def _major(named: Database) -> int:
    with psycopg.connect(named.owned(), autocommit=True) as connection:
        return connection.info.server_version // 10000


def _must_not_be_older(named: Database, manifest: dict[str, Any]) -> None:
    there, made = _major(named), int(str(manifest["server"]).split(".", maxsplit=1)[0])
    if there < made:
        raise BadInput(
            "PostgreSQL",
            Words(f"备份来自 PostgreSQL {made}，不能恢复到 {there}", f"the backup comes from PostgreSQL {made}; it cannot go into {there}"),
            Words(f"恢复到 PostgreSQL {made} 或更新版本", f"restore into PostgreSQL {made} or newer"),
        )


def _not_empty(named: Database) -> Refused:
    found = _held(named)
    return Refused(
        "database_not_empty",
        because=Words(f"数据库不是空的：已有 {found}", f"the database is not empty: it holds {found}"),
        remedy=Words("恢复到新建的空数据库", "restore into a newly made, empty database"),
    )


def _interrupted(named: Database, staged: Path, manifest: dict[str, Any]) -> bool:
    """An earlier restore of this very backup has filled the database and was stopped before it moved the ledger's files."""
    try:
        told = json.loads((staged / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    with psycopg.connect(named.owned(), autocommit=True) as connection:
        return bool(told == manifest["digest"] and rows(connection) == manifest["rows"])


def _stage(reader: Reader, manifest: dict[str, Any], staged: Path) -> None:
    """The ledger's files beside their place, on the disk; the note that they are whole is written last."""
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    for name in manifest["members"]:
        inside = PurePosixPath(name)
        if name == DUMP:
            continue
        if not name.startswith(LEDGER) or ".." in inside.parts:
            raise BadInput(str(reader.path), Words(f"清单中有不该有的文件：{name}", f"the manifest names a file that does not belong: {name}"))
        _put(reader, name, staged.joinpath(*inside.parts[1:]))
    os.sync()
    (staged / MANIFEST).write_text(json.dumps(manifest["digest"]), "utf-8")
    synced(staged)


def _put(reader: Reader, name: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines(reader.chunks(name))


def _filled(reader: Reader, named: Database, *, started: Started, staged: Path) -> None:
    """One transaction: a failure, a kill or a closed pipe leaves the database as empty as it was."""
    command = [program("pg_restore", major=_major(named)), "--format=custom", "--single-transaction", "--no-owner", "--no-password"]
    try:
        feed(command, named.owned(), counted(reader.chunks(DUMP), started(reader.infos[DUMP].size)))
    except BaseException:
        if not _held(named):
            shutil.rmtree(staged, ignore_errors=True)
        raise


def _counts_agree(named: Database, manifest: dict[str, Any]) -> None:
    with psycopg.connect(named.owned(), autocommit=True) as connection:
        must_see_all(connection)
        there = rows(connection)
    for table, count in manifest["rows"].items():
        if there.get(table) != count:
            raise BadInput(
                table,
                Words(f"恢复后 {there.get(table, 0)} 行，备份中 {count} 行", f"holds {there.get(table, 0)} rows after the restore; the backup has {count}"),
            )
