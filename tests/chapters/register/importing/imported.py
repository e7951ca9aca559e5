"""Run an import in a test and look at what came out."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from chapters.register.importing.books import people, rows_of, write
from tuopin.register.importing import Options, Outcome, import_files
from tuopin.register.snapshot import Snapshot


class Imported:
    """The outcome of an import and its snapshot, verified."""

    def __init__(self, outcome: Outcome, snapshot: Snapshot) -> None:
        self.outcome, self.snapshot = outcome, snapshot
        list(snapshot.verify())

    def table(self, name: str, county: str = "520381", year: int | None = None) -> pl.DataFrame:
        whole = name in {"village_year", "county_year", "place"}
        yearly = name in {"household_year", "person_year"}
        return self.snapshot.scan(name, None if whole else county, (year or 2016) if yearly else None).collect()

    def column(self, name: str, field: str) -> list[object]:
        return self.table(name)[field].to_list()

    @property
    def problems(self) -> pl.DataFrame:
        return self.outcome.problems

    @property
    def found(self) -> list[tuple[str, int, int | None]]:
        """Rule, row, column of every problem."""
        return list(self.problems.select("rule", "row", "column").iter_rows())

    @property
    def rules(self) -> list[str]:
        return self.problems["rule"].to_list()

    def count(self, name: str) -> int:
        return self.outcome.total(name)


def run(files: Sequence[Path], out: Path, options: Options | None = None) -> Imported:
    outcome = import_files(files, out, options or Options())
    return Imported(outcome, Snapshot.open(out))


def rows(
    tmp_path: Path, content: Sequence[Sequence[object]], options: Options | None = None, **how: object
) -> Imported:
    """Import one workbook with these rows under the title."""
    return run([write(tmp_path / "book.xlsx", content, **how)], tmp_path / "snapshot", options)


def persons(tmp_path: Path, given: Sequence[dict[str, object]] | None = None, **how: object) -> Imported:
    """Import one workbook of the person export."""
    return rows(tmp_path, rows_of(people() if given is None else given), **how)
