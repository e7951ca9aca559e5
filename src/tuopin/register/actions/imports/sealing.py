"""Rows of a snapshot made ready for the database: numbers sealed for their row and indexed, each with the day it holds from. Clause R3c."""

from datetime import date

import polars as pl

from tuopin.common.keys import Keys
from tuopin.common.sealed import index_many, seal_many
from tuopin.register.snapshot import Snapshot, read_counties
from tuopin.register.stored import STORED, Stored

WAITING = tuple(name for name in STORED if name != "place")


def frames(snapshot: Snapshot, county: str, *, year: int, keys: Keys) -> dict[str, pl.DataFrame]:
    """One county's rows by table, with exactly the columns that a version stores; numbers are nowhere in the clear."""
    households = read_counties(snapshot, "household", [county]).collect()
    yearly = {
        name: pl.concat([pl.read_parquet(path) for each in snapshot.years if (path := snapshot.path(name, county, each)).exists()] or [_none(snapshot, name)])
        for name in ("household_year", "person_year")
    }
    begun = _begun(households, yearly["household_year"], year)
    dated = {
        "household": households.join(begun, on="household_code", how="left", maintain_order="left"),
        "person": _persons(read_counties(snapshot, "person", [county]).collect(), begun),
    }
    places = {
        name: snapshot.scan(name).filter(pl.col(STORED[name].place).str.starts_with(county)).collect() for name in ("village_year", "county_year")
    }
    return {name: ready(STORED[name], frame, keys) for name, frame in (dated | yearly | places).items()}


def ready(stored: Stored, frame: pl.DataFrame, keys: Keys) -> pl.DataFrame:
    """The columns of a version in their order; sealed values as PostgreSQL reads bytes."""
    made = [series for field in stored.sealed for series in _pair(stored, frame, field.name, keys=keys)]
    whole = frame.with_columns(made)
    if stored.dated:
        whole = whole.with_columns(valid_to=pl.lit(None, pl.Date))
    return whole.select(stored.columns)


def _none(snapshot: Snapshot, name: str) -> pl.DataFrame:
    return snapshot.scan(name, "", 0).collect()


def _begun(households: pl.DataFrame, facts: pl.DataFrame, year: int) -> pl.DataFrame:
    """From when a household is new: the month of its identification, else 1 January of the first year the file tells of."""
    first = facts.group_by("household_code").agg(pl.col("year").min().alias("first"))
    opened = pl.date(pl.min_horizontal(pl.col("first").fill_null(year), pl.lit(year)), 1, 1)
    told = households.select("household_code", "identified_on").join(first, on="household_code", how="left")
    return told.select("household_code", pl.coalesce("identified_on", opened).alias("valid_from"))


def _persons(persons: pl.DataFrame, begun: pl.DataFrame) -> pl.DataFrame:
    """A person is a member from the month it was registered, else from when the household is."""
    joined = persons.join(begun, on="household_code", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("joined_on", "valid_from").alias("valid_from"))


def _pair(stored: Stored, frame: pl.DataFrame, name: str, *, keys: Keys) -> tuple[pl.Series, pl.Series]:
    field, plain, rows = f"{stored.table.name}.{name}", frame[name].to_list(), frame[stored.code].to_list()
    return (
        pl.Series(f"{name}_sealed", _hexed(seal_many(plain, rows, field=field, keys=keys)), dtype=pl.String),
        pl.Series(f"{name}_index", _hexed(index_many(plain, field=field, keys=keys)), dtype=pl.String),
    )


def _hexed(values: list[bytes | None]) -> list[str | None]:
    return [None if value is None else "\\x" + value.hex() for value in values]


def new_year(year: int) -> date:
    """The day a move told by a file of that year holds from."""
    return date(year, 1, 1)
