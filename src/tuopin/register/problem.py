"""A problem is a row: where a person looks, what stands there, what was expected, in both languages."""

from enum import StrEnum

import polars as pl


class Level(StrEnum):
    """How grave: fatal rows are refused, the rest are taken and reported."""

    FATAL = "fatal"
    CONTRADICTION = "contradiction"
    BLANK = "blank"
    SUSPICIOUS = "suspicious"


COLUMNS: dict[str, pl.DataType] = {
    "rule": pl.String(),  # id of the catalogue, or of the import ("I…")
    "level": pl.String(),
    "table": pl.String(),
    "field": pl.String(),
    "file": pl.String(),
    "sheet": pl.String(),
    "row": pl.Int64(),  # as Excel counts, 1 is the first
    "column": pl.Int64(),  # as Excel counts, 1 is A; null: the whole row
    "label": pl.String(),  # the header over the cell
    "value": pl.String(),
    "because_zh": pl.String(),
    "because_en": pl.String(),
    "expected_zh": pl.String(),
    "expected_en": pl.String(),
    "county_code": pl.String(),
    "village_code": pl.String(),
    "household_code": pl.String(),
    "person_code": pl.String(),
    "year": pl.Int32(),
}


def problems(frame: pl.DataFrame | None = None) -> pl.DataFrame:
    """A problem table: the given columns in order and type, the others null; nothing given is an empty one."""
    if frame is None:
        return pl.DataFrame(schema=COLUMNS)
    have = frame.columns
    return frame.select((pl.col(name) if name in have else pl.lit(None)).cast(kind).alias(name) for name, kind in COLUMNS.items())
