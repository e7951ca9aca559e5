"""Where in the workbooks a problem is: file, sheet, row, column and the label over the cell.

An import leaves `origin/{county}.parquet` (file, sheet, row; village, household and person; year) and, in the manifest,
the columns of every sheet. A household's problem is shown at its householder's row, else its first; the cell is that of the
rule's first field that the sheet has. A blank is no problem in a sheet that has no column for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

import polars as pl

from tuopin.register.layouts import LAYOUTS
from tuopin.register.problem import Level
from tuopin.register.quality.frames import AT
from tuopin.register.quality.rule import catalogue, declared
from tuopin.register.schema import TABLES
from tuopin.register.snapshot import Snapshot

COLUMNS: Final = {"index": pl.Int32(), "sheet": pl.String(), "target": pl.String(), "column": pl.Int64(), "label": pl.String()}
ORIGIN: Final = {
    "file": pl.Int32(), "sheet": pl.String(), "row": pl.Int64(), "village_code": pl.String(), "household_code": pl.String(),
    "person_code": pl.String(), "year": pl.Int32(),
}
WHERE: Final = ("file", "sheet", "row", "column", "label")


def asked(snapshot: Snapshot) -> frozenset[str] | None:
    """The fields ("table.field") that some sheet has a column for; None when the snapshot was not imported."""
    sources = snapshot.manifest.get("sources")
    targets = {target for _, sheet in _sheets(snapshot) for target in sheet["columns"]}
    return frozenset(field for target in targets for field in _stands_for(target)) if sources else None


@dataclass(frozen=True, slots=True)
class Origin:
    """The workbooks of a snapshot: every sheet, and every column that was kept."""

    snapshot: Snapshot
    files: pl.DataFrame
    columns: pl.DataFrame

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """Read from the manifest; empty when the snapshot was not imported."""
        names = [str(source["name"]) for source in snapshot.manifest.get("sources") or ()]
        files = pl.DataFrame({"index": range(len(names)), "name": names}, schema={"index": pl.Int32, "name": pl.String})
        rows = [
            (index, sheet["sheet"], field, column, _label(sheet["layout"], target))
            for index, sheet in _sheets(snapshot)
            for target, column in sheet["columns"].items()
            if not target.startswith("place.")
            for field in _stands_for(target)
        ]
        return cls(snapshot, files, pl.DataFrame(rows, schema=COLUMNS, orient="row"))

    def locate(self, county: str, found: pl.DataFrame) -> pl.DataFrame:
        """The problems with their places filled in; those of no known row keep nulls."""
        path = self.snapshot.root / "origin" / f"{county}.parquet"
        if not path.exists() or not len(found):
            return found
        origin = pl.read_parquet(path).select(pl.col(name).cast(kind) for name, kind in ORIGIN.items())
        numbered = found.drop(WHERE, strict=False).with_row_index("problem")
        best = self._best(numbered, origin)
        placed = numbered.join(best, on="problem", how="left", maintain_order="left").drop("problem")
        unasked = (pl.col("level") == str(Level.BLANK)) & pl.col("file").is_not_null() & pl.col("column").is_null()
        return placed.filter(~unasked)

    def _best(self, numbered: pl.DataFrame, origin: pl.DataFrame) -> pl.DataFrame:
        """For each problem the row and column to look at."""
        rows = _rows(numbered, origin)
        cells = rows.join(_fields(), on="rule").join(
            self.columns, left_on=["file", "sheet", "target"], right_on=["index", "sheet", "target"], how="left"
        )
        order = [pl.col("column").is_null(), "rank", "preference", "file", "sheet", "row"]
        first = cells.sort(order, maintain_order=True).unique("problem", keep="first", maintain_order=True)
        named = first.join(self.files, left_on="file", right_on="index", how="left").with_columns(file=pl.col("name"))
        return named.select("problem", *WHERE)


def _rows(numbered: pl.DataFrame, origin: pl.DataFrame) -> pl.DataFrame:
    """Every row of the workbooks that is about the problem's person, household, village or county; the best preferred."""
    keys = numbered.select("problem", "rule", "village_code", "household_code", "person_code", "year", AT)
    people = origin.filter(pl.col("household_code").is_not_null())
    places = origin.filter(pl.col("household_code").is_null())
    of_households = keys.filter(pl.col("household_code").is_not_null()).join(people, on="household_code", suffix="_there")
    of_villages = keys.filter(pl.col("household_code").is_null()).join(
        places, on="village_code", suffix="_there", nulls_equal=True
    )
    wanted, there = pl.coalesce("person_code", AT), pl.col("person_code_there")
    suits = pl.col("person_code").is_null() | there.is_null() | (there == pl.col("person_code"))
    in_year = pl.col("year").is_null() | pl.col("year_there").is_null() | (pl.col("year") == pl.col("year_there"))
    preference = pl.when(there == wanted).then(0).when(there.is_null()).then(1).otherwise(2)
    shape = ["problem", "rule", "file", "sheet", "row", preference.alias("preference")]
    return pl.concat([frame.filter(suits & in_year).select(shape) for frame in (of_households, of_villages)])


def _fields() -> pl.DataFrame:
    """Each rule's fields in order; of a blank rule only the first."""
    rows = [
        (rule.id, field, rank)
        for rule in catalogue().values()
        for rank, field in enumerate(rule.fields[:1] if rule.level is Level.BLANK else rule.fields)
    ]
    return pl.DataFrame(rows, schema={"rule": pl.String, "target": pl.String, "rank": pl.Int32}, orient="row")


def _sheets(snapshot: Snapshot) -> Iterator[tuple[int, dict[str, Any]]]:
    for index, source in enumerate(snapshot.manifest.get("sources") or ()):
        for sheet in source["sheets"]:
            yield index, sheet


def _stands_for(target: str) -> tuple[str, ...]:
    """The fields a column fills: a key ("key.household_code") fills that of every table."""
    name = target.removeprefix("key.")
    return (target,) if name == target else tuple(f"{table}.{name}" for table in TABLES if name in TABLES[table].names)


def _label(layout: str, target: str) -> str:
    """The header as the layout writes it, else the field's own name."""
    written = LAYOUTS[layout].columns if layout in LAYOUTS else ()
    label = next((column.label for column in written if column.target == target), None)
    return label or declared(_stands_for(target)[0]).zh
