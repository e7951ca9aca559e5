"""The wide lazy frame of each grain: its own table, the tables it belongs to, what is gathered from below, the year before."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import polars as pl

from tuopin.common.identity import PLACEHOLDER
from tuopin.register.quality.facts import born_inside
from tuopin.register.quality.gathered import wanted
from tuopin.register.quality.rule import Grain, column
from tuopin.register.schema import TABLES
from tuopin.register.snapshot import Snapshot

BEFORE: Final = "before."
AT: Final = "at"  # the member beside whose row a household's problem is shown: the householder, else the first
KEYS: Final[dict[Grain, tuple[str, ...]]] = {
    Grain.PERSON: ("village_code", "household_code", "person_code"),
    Grain.PERSON_YEAR: ("village_code", "household_code", "person_code", "year"),
    Grain.HOUSEHOLD: ("village_code", "household_code", AT),
    Grain.HOUSEHOLD_YEAR: ("village_code", "household_code", "year", AT),
    Grain.VILLAGE_YEAR: ("village_code", "year"),
    Grain.COUNTY_YEAR: ("year",),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One county of a snapshot in one year (None for the grains without a year).

    `elsewhere` are hashes of identity numbers that stand in more than one county.
    """

    snapshot: Snapshot
    county: str
    year: int | None = None
    elsewhere: pl.Series | None = None

    def scan(self, table: str, year: int | None = None) -> pl.LazyFrame:
        """A table of the part; of a table of years, the part's year unless another is given."""
        if table in ("village_year", "county_year"):
            place = pl.col("village_code").str.starts_with(self.county) if table == "village_year" else pl.col("county_code") == self.county
            return self.snapshot.scan(table).filter(place & (pl.col("year") == (year or self.year)))
        return self.snapshot.scan(table, self.county, (year or self.year) if table.endswith("_year") else None)


def wide(part: Part, grain: Grain, reads: Collection[str]) -> pl.LazyFrame:
    """The frame of a grain with every column that is read."""
    if grain is Grain.PERSON:
        return _beside(_persons(part), part, grain=grain, table="household")
    if grain is Grain.PERSON_YEAR:
        frame = _beside(_person_years(part), part, grain=grain, table="household_year")
        return _beside(frame, part, grain=grain, table="household")
    if grain is Grain.HOUSEHOLD:
        return _with_members(part.scan("household"), _persons(part), reads)
    if grain is Grain.HOUSEHOLD_YEAR:
        return _before(_households(part, reads), part, table="household_year", reads=reads)
    if grain is Grain.VILLAGE_YEAR:
        homes = _gather(_households(part, reads), ["village_code"], wanted("homes", reads))
        frame = part.scan("village_year").join(homes, on="village_code", how="left")
        return _before(frame, part, table="village_year", reads=reads)
    households = _households(part, reads).with_columns(county_code=pl.lit(part.county))
    homes = _gather(households, ["county_code"], wanted("homes", reads))
    return part.scan("county_year").join(homes, on="county_code", how="left")


def id18() -> pl.Expr:
    """The identity number, also out of a disability card's; null for placeholders and what is too short."""
    number = pl.col("id_number")
    usable = (number.str.len_chars() >= 18) & ~number.str.starts_with(PLACEHOLDER)
    return pl.when(usable).then(number.str.slice(0, 18).str.to_uppercase())


def _persons(part: Part) -> pl.LazyFrame:
    frame = part.scan("person").with_columns(id18=id18(), born=pl.coalesce("birth_on", born_inside()))
    known = pl.lit(value=False) if part.elsewhere is None else pl.col("id18").hash().is_in(part.elsewhere.implode())
    return frame.with_columns(elsewhere=pl.col("id18").is_not_null() & known)


def _person_years(part: Part) -> pl.LazyFrame:
    frame = _beside(part.scan("person_year"), part, grain=Grain.PERSON_YEAR, table="person", key="person_code")
    return frame.with_columns(born=pl.coalesce("birth_on", "person.birth_on", born_inside()))


def _households(part: Part, reads: Collection[str]) -> pl.LazyFrame:
    frame = _beside(part.scan("household_year"), part, grain=Grain.HOUSEHOLD_YEAR, table="household")
    return _with_members(frame, _person_years(part), reads)


def _with_members(frame: pl.LazyFrame, persons: pl.LazyFrame, reads: Collection[str]) -> pl.LazyFrame:
    head = pl.col("person_code").filter(pl.col("relation") == "head").first()
    columns = {AT: pl.coalesce(head, pl.col("person_code").first())} | wanted("members", reads)
    return frame.join(_gather(persons, ["household_code"], columns), on="household_code", how="left")


def _gather(frame: pl.LazyFrame, keys: list[str], columns: dict[str, pl.Expr]) -> pl.LazyFrame:
    return frame.group_by(keys).agg(expression.alias(name) for name, expression in columns.items())


def _beside(frame: pl.LazyFrame, part: Part, *, grain: Grain, table: str, key: str = "household_code") -> pl.LazyFrame:
    """Join a farther table; a name that a nearer one has becomes "table.name"."""
    names = {name: column(grain, f"{table}.{name}") or name for name in TABLES[table].names}
    far = part.scan(table).select(pl.col(key).alias("key"), *(pl.col(name).alias(other) for name, other in names.items()))
    return frame.join(far, left_on=key, right_on="key", how="left")


def _before(frame: pl.LazyFrame, part: Part, *, table: str, reads: Collection[str]) -> pl.LazyFrame:
    """Join what is read of the year before, as "before.name"; null where there is no such year."""
    read = sorted(name for name in reads if name.startswith(BEFORE))
    if not read or part.year is None:
        return frame
    key = TABLES[table].key[0]
    past = part.scan(table, part.year - 1).select(key, *(pl.col(name.removeprefix(BEFORE)).alias(name) for name in read))
    return frame.join(past, on=key, how="left")

