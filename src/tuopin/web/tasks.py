"""The door's own job: an import's difference as a workbook, and the originals with what is wrong marked in them. Clauses R2d, R3c.

The difference holds masked numbers. The originals are as they came, so they are packed with a note that says so on its face, and
only for who may export numbers.
"""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from tuopin.common.guard.kinds import FACE, Allowed, Kind
from tuopin.common.words import Words
from tuopin.jobs.handlers import handler
from tuopin.jobs.rules import WITH_NUMBERS, Counts
from tuopin.jobs.work import Work
from tuopin.officers.rules.powers import powers
from tuopin.register.actions.imports import files
from tuopin.register.queries import imports as queries
from tuopin.register.schema import TABLES
from tuopin.report.difference_workbook import Entry, write_difference_workbook
from tuopin.report.problem_workbook import write_problem_workbooks

MAY = Allowed(frozenset({Kind.IDENTITY, Kind.PHONE, Kind.BANK}), Words("退回填表人改正", "sent back to who filled them in"))
DIFFERENCE, MARKED, NOTE = "difference.xlsx", "marked-originals.zip", "说明.txt"
LIMIT = 10_000  # missing ones of a village
WRITING, MARKING = Words("写差异表", "writing the difference"), Words("标注原表", "marking the originals")


@handler("import.files", power="register.read")
def write(work: Work) -> Counts:
    """Arguments: batch. Rows of the difference in are rows of it out."""
    number = int(work.arguments.get("batch", 0))
    with work.acting():
        batch = queries.batch(number)
        work.progress(0, 2, WRITING)
        target = work.folder / DIFFERENCE
        entries = {
            "new": _new(number),
            "changed": _lines(number, "changed"),
            "moved": _lines(number, "moved"),
            "missing": _missing(number),
            "suspicious": _doubted(number),
        }
        counts = write_difference_workbook(target, entries, year=batch.year, note=f"{batch.place} {batch.digest[:16]}")
        rows = sum(counts.values())
    work.artefact(target, rows=rows, name=f"import-{number}-{DIFFERENCE}")
    marked = _marked(work, batch) if WITH_NUMBERS in powers(work.by) else 0
    return Counts(rows, rows, result={"batch": number, **counts, "marked": marked})


def _new(number: int) -> Iterator[Entry]:
    for each in queries.whole(number, ("new",)):
        yield Entry(each.village_code, each.household_code, each.code, each.name, TABLES[each.table].words, each.year)


def _lines(number: int, kind: str) -> Iterator[Entry]:
    for each in queries.whole(number, (kind,)):
        for line in each.lines:
            yield Entry(
                each.village_code,
                each.household_code,
                each.code,
                each.name,
                TABLES[each.table].words,
                each.year,
                line.label,
                line.old,
                line.new,
            )


def _missing(number: int) -> Iterator[Entry]:
    for village in [each.village_code for each in queries.villages(number)]:
        for table in ("household", "person"):
            for place, household, code, name in queries.missing(number, table, village, limit=LIMIT):
                yield Entry(place, household, code, name, TABLES[table].words)


def _doubted(number: int) -> Iterator[Entry]:
    after = 0
    while page := queries.problems(number, after=after, limit=1000):
        for each in page:
            table = TABLES[each.table].words if each.table in TABLES else Words("", "")
            yield Entry(
                each.village_code,
                each.household_code,
                each.person_code,
                None,
                table,
                each.year,
                rule=each.rule,
                said=Words(each.because_zh, each.because_en),
            )
        after = page[-1].pk


def _marked(work: Work, batch: object) -> int:
    """The originals with their problems, in one archive whose note says what it may hold; how many files."""
    problems = files.problems_file(batch)  # type: ignore[arg-type]
    sources = {path.name: path for path in files.workbooks(batch)}  # type: ignore[arg-type]
    if not problems.is_file() or not all(path.is_file() for path in sources.values()):
        return 0
    work.progress(1, 2, MARKING)
    written = write_problem_workbooks(sources, pl.read_parquet(problems), work.folder / "marked")
    if written:
        work.artefact(
            _packed(work.folder / MARKED, written), rows=len(written), name=f"import-{work.arguments['batch']}-{MARKED}", may_hold=MAY
        )
    return len(written)


def _packed(target: Path, written: Iterable[Path]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(NOTE, f"{FACE.zh} {FACE.en}\n{MAY.reason.zh} {MAY.reason.en}\n")
        for path in written:
            archive.write(path, path.name)
    return target
