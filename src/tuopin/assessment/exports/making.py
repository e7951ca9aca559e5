"""An export as a job: everything read at one instant, counted against the database, guarded, published with a manifest. Clause R3c."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings
from django.db import connection

from tuopin.assessment.exports.files import Written, write
from tuopin.assessment.exports.source import Source
from tuopin.common import digest
from tuopin.common.guard import FACE, Allowed, Kind
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.jobs.rules import Counts
from tuopin.jobs.work import Work
from tuopin.register.queries.copied import at_one_instant

SYNTHETIC = Words("合成数据，人物均为虚构", "synthetic data, no real person")
NUMBERS = Allowed(
    frozenset((Kind.IDENTITY, Kind.PHONE)),
    Words("有权导出证件号码、电话的机构申请导出", "asked for by a body that may export ID and phone numbers"),
)


@dataclass(frozen=True)
class Export:
    """What is exported: how it is called, of which place, from which sources; whether it may hold people's numbers."""

    what: str
    place: str
    sources: Sequence[Source]
    numbers: bool = False

    @property
    def face(self) -> Words | None:
        """What must be said where a file is opened."""
        told = [FACE] if self.numbers else []
        told += [SYNTHETIC] if settings.SYNTHETIC else []
        return Words("；".join(each.zh for each in told), "; ".join(each.en for each in told)) if told else None

    def name(self, source: str) -> str:
        """What its files are called: what, where, which table; and that the people are made up, where they are."""
        parts = [self.what, self.place or "nation", source, *(["numbers"] if self.numbers else []), *(["synthetic"] if settings.SYNTHETIC else [])]
        return "-".join(dict.fromkeys(parts))


def export(asked: Export, work: Work) -> Counts:
    """Write, count, publish; as many rows as the database has, or nothing is published."""
    folder = work.folder / "export"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with at_one_instant(work.by):
        at = _instant()
        counted = {source.name: source.count() for source in asked.sources}
        written = list(_written(asked, work, folder=folder, counted=counted))
    manifest = _manifest(asked, written, at=at, path=folder / f"{asked.name('manifest')}.json")
    total = sum(counted.values())
    for each in (*written, manifest):
        work.progress(total, total, Words(f"检查并发布 {each.path.name}", f"looking into and publishing {each.path.name}"))
        work.artefact(each.path, rows=each.rows, name=each.path.name, may_hold=NUMBERS if asked.numbers else None)
    return Counts(total, sum(each.rows for each in written if each.path.suffix == ".csv"), result={"rows": counted})


def _written(asked: Export, work: Work, *, folder: Path, counted: dict[str, int]) -> Iterator[Written]:
    done, total = 0, sum(counted.values())
    for source in asked.sources:
        files = write(_told(source, work, done=done, total=total), folder, asked.name(source.name), face=asked.face)
        for each in files:
            if each.rows != counted[source.name]:
                raise Refused(
                    "counts",
                    because=Words(
                        f"{each.path.name} 有 {each.rows} 行，数据库有 {counted[source.name]} 行",
                        f"{each.path.name} has {each.rows} rows, the database {counted[source.name]}",
                    ),
                )
            yield each
        done += counted[source.name]


def _told(source: Source, work: Work, *, done: int, total: int) -> Iterator[pl.DataFrame]:
    for frame in source.frames():
        work.progress(done, total, Words(f"导出 {source.name}", f"exporting {source.name}"))
        yield frame
        done += len(frame)


def _instant() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT transaction_timestamp()")
        return str(cursor.fetchone()[0].astimezone(UTC).isoformat())


def _manifest(asked: Export, written: Sequence[Written], *, at: str, path: Path) -> Written:
    """Rows, bytes and SHA-256 of each file."""
    files = {each.path.name: {"rows": each.rows, "bytes": each.path.stat().st_size, "sha256": digest.of_file(each.path)} for each in written}
    told: dict[str, Any] = {"face": asked.face.both if asked.face else None, "what": asked.what, "place": asked.place, "as_of": at, "files": files}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return Written(path, len(files))
