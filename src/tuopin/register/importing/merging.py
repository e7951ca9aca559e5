"""Rows of several sheets about one thing made one row: the first value stands, a different later one is a problem."""

from collections.abc import Sequence

import polars as pl

from tuopin.register.importing.found import FOUND, found
from tuopin.register.importing.shown import shown
from tuopin.register.schema import TABLES

LOCATED: dict[str, pl.DataType] = {"source": pl.Int32(), **FOUND}


def merged(rows: pl.DataFrame, key: Sequence[str], fields: Sequence[str]) -> pl.DataFrame:
    """One row a key, each field the first value that is there; `rows` lie in the order of the files as given."""
    if not fields:
        return rows.select(key).unique(maintain_order=True)
    return rows.group_by(key, maintain_order=True).agg(pl.col(field).drop_nulls().first() for field in fields)


def latest(rows: pl.DataFrame, key: Sequence[str], fields: Sequence[str]) -> pl.DataFrame:
    """One row a key for what stays over the years: of each field the value of the latest year that has one."""
    by_year = merged(rows, [*key, "year"], fields).sort("year", descending=True, maintain_order=True)
    return merged(by_year, key, fields)


def disagreements(rows: pl.DataFrame, key: Sequence[str], fields: Sequence[str], *, table: str) -> pl.DataFrame:
    """Findings, with their source: cells unlike the first value of their key; I14 in one sheet, I15 between two."""
    if not fields:
        return located()
    several = rows.group_by(key, maintain_order=True).agg(
        (pl.col(field).min() != pl.col(field).max()).fill_null(value=False) for field in fields
    )
    parts = [
        _cells(
            rows.join(several.filter(field).select(key), on=key, how="semi", maintain_order="left"),
            key,
            field,
            table=table,
        )
        for field in fields
        if several[field].any()
    ]
    return pl.concat([located(), *parts])


def located(frame: pl.DataFrame | None = None) -> pl.DataFrame:
    """Findings with the number of the sheet they are in; nothing given is an empty table."""
    if frame is None:
        return pl.DataFrame(schema=LOCATED)
    return pl.concat([frame.select(pl.col("source").cast(pl.Int32)), found(frame)], how="horizontal")


def _cells(rows: pl.DataFrame, key: Sequence[str], field: str, *, table: str) -> pl.DataFrame:
    given = rows.filter(pl.col(field).is_not_null()).with_columns(
        pl.col(name).first().over(key).alias(f"first {name}") for name in ("source", "row", field)
    )
    same = pl.col("source") == pl.col("first source")
    rule = "I16" if field == "village_code" else "I14"
    return located(
        given.filter(pl.col(field) != pl.col(f"first {field}"))
        .with_columns(
            pl.when(same).then(pl.lit(rule)).otherwise(pl.lit("I16" if rule == "I16" else "I15")).alias("rule"),
            pl.concat_str(
                pl.when(same).then(pl.lit("")).otherwise(pl.format("#{}#", "first source")), pl.col("first row")
            ).alias("zh"),
            pl.lit(f"{table}.{field}").alias("target"),
            shown(pl.col(field), TABLES[table][field]).alias("value"),
        )
        .with_columns(pl.col("zh").alias("en"))
    )
