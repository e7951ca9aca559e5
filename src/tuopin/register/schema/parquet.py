"""The Parquet types of the tables, from the declaration."""

import polars as pl

from tuopin.register.schema.field import Kind, Table

TYPES: dict[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.CODE: pl.String(),
    Kind.COUNT: pl.Int32(),
    Kind.FEN: pl.Int64(),
    Kind.HUNDREDTHS: pl.Int64(),
    Kind.TENK_FEN: pl.Int64(),
    Kind.DAY: pl.Date(),
    Kind.MONTH: pl.Date(),
    Kind.YEAR: pl.Int32(),
    Kind.FLAG: pl.Boolean(),
    Kind.CHOICE: pl.String(),
    Kind.CHOICES: pl.String(),
}


def types(table: Table) -> dict[str, pl.DataType]:
    """Column name to Parquet type, in the table's order."""
    return {field.name: TYPES[field.kind] for field in table.fields}


def conform(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Exactly the table's columns in order and type; a column that is not there is null."""
    have = frame.columns
    return frame.select(
        (pl.col(name) if name in have else pl.lit(None)).cast(kind).alias(name) for name, kind in types(table).items()
    )
