"""The sheets' rows brought together into the tables of the register, with what they disagree about."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from tuopin.register.importing.documents import derived
from tuopin.register.importing.merging import disagreements, latest, located, merged
from tuopin.register.importing.person_codes import coded
from tuopin.register.importing.sheet import SheetRead
from tuopin.register.layouts import Grain
from tuopin.register.schema import TABLES
from tuopin.register.schema.parquet import conform

ORIGIN: dict[str, pl.DataType] = {
    "source": pl.Int32(),
    "row": pl.Int64(),
    "county_code": pl.String(),
    "village_code": pl.String(),
    "household_code": pl.String(),
    "person_code": pl.String(),
    "year": pl.Int32(),
}


@dataclass(frozen=True)
class Assembled:
    """The tables by name, where each row taken came from, and findings made on the way (with their source)."""

    tables: dict[str, pl.DataFrame]
    origin: pl.DataFrame
    findings: pl.DataFrame
    keys: pl.DataFrame


def assemble(reads: Sequence[SheetRead]) -> Assembled:
    """Persons first, then the households' own sheets beside them, then villages and counties."""
    persons, moved = _one_household_each(coded(_rows(reads, Grain.PERSON)))
    sheets, unknown = _of_known_households(_rows(reads, Grain.HOUSEHOLD), persons)
    villages, counties = _rows(reads, Grain.VILLAGE), _rows(reads, Grain.COUNTY)
    facts = pl.concat([persons, sheets], how="diagonal_relaxed")
    tables, findings = _tables(persons, facts, villages=villages, counties=counties)
    taken = pl.concat([persons, sheets, villages, counties], how="diagonal_relaxed")
    heads = _other_heads(sheets, _heads(tables["person"]))
    return Assembled(tables, _origin(taken), pl.concat([moved, unknown, heads, *findings]), _keys(reads))


def _rows(reads: Sequence[SheetRead], grain: Grain) -> pl.DataFrame:
    parts = [
        read.rows.with_columns(pl.lit(source, pl.Int32).alias("source"))
        for source, read in enumerate(reads)
        if read.layout.grain is grain
    ]
    empty = pl.DataFrame(schema={**ORIGIN, "ident": pl.String()})
    return pl.concat([empty, *parts], how="diagonal_relaxed")


def _keys(reads: Sequence[SheetRead]) -> pl.DataFrame:
    parts = [
        read.rows.select("row", "village_code", "household_code", "person_code", "year").with_columns(
            pl.lit(source, pl.Int32).alias("source")
        )
        for source, read in enumerate(reads)
    ]
    return pl.concat(parts) if parts else pl.DataFrame(schema=ORIGIN)


def _one_household_each(persons: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A person number stands in one household a year; rows that put it in another are refused (I09)."""
    first = persons.with_columns(pl.col("household_code").first().over("person_code", "year").alias("first"))
    moved = first.filter(pl.col("household_code") != pl.col("first"))
    said = moved.with_columns(
        pl.lit("I09").alias("rule"),
        pl.col("first").alias("zh"),
        pl.col("first").alias("en"),
        pl.lit("person.person_code").alias("target"),
        pl.col("person_code").alias("value"),
    )
    return first.filter(pl.col("household_code") == pl.col("first")).drop("first"), located(said)


def _of_known_households(sheets: pl.DataFrame, persons: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of household sheets, each in its household's village; those of no known household are refused (I10)."""
    village = persons.select("household_code", pl.col("village_code").alias("home")).unique(
        "household_code", keep="first", maintain_order=True
    )
    joined = sheets.join(village, on="household_code", how="left", maintain_order="left")
    unknown = joined.filter(pl.col("home").is_null()).with_columns(
        pl.lit("I10").alias("rule"),
        pl.lit("household.household_code").alias("target"),
        pl.col("household_code").alias("value"),
    )
    at_home = (
        joined.filter(pl.col("home").is_not_null())
        .with_columns(pl.col("village_code").fill_null(pl.col("home")))
        .drop("home")
    )
    return at_home.with_columns(pl.col("village_code").str.slice(0, 6).alias("county_code")), located(unknown)


def _tables(
    persons: pl.DataFrame, facts: pl.DataFrame, *, villages: pl.DataFrame, counties: pl.DataFrame
) -> tuple[dict[str, pl.DataFrame], list[pl.DataFrame]]:
    findings = []

    def table(name: str, rows: pl.DataFrame, *, extra: tuple[str, ...] = ()) -> pl.DataFrame:
        own, fields = _own(rows, name, extra)
        yearly = "year" in TABLES[name].key
        key = TABLES[name].key
        findings.append(disagreements(own, list(dict.fromkeys((*key, "year"))), fields, table=name))
        return merged(own, key, fields) if yearly else latest(own, key, fields)

    household = table("household", facts, extra=("village_code",))
    person = _told_by_documents(table("person", persons, extra=("household_code",)))
    tables = {
        "household": _with_heads(household, person),
        "person": person,
        "household_year": table("household_year", facts),
        "person_year": table("person_year", persons, extra=("household_code",)),
        "village_year": table("village_year", villages),
        "county_year": table("county_year", counties),
    }
    return _at_home(tables), findings


def _own(rows: pl.DataFrame, table: str, extra: tuple[str, ...]) -> tuple[pl.DataFrame, list[str]]:
    prefix = table + "."
    fields = [name.removeprefix(prefix) for name in rows.columns if name.startswith(prefix)]
    key = dict.fromkeys((*TABLES[table].key, "year", *extra, "source", "row"))
    own = rows.select(*key, *(pl.col(prefix + name).alias(name) for name in fields if name not in key))
    return own, [*extra, *(name for name in fields if name not in key)]


def _told_by_documents(person: pl.DataFrame) -> pl.DataFrame:
    """Sex and date of birth from a valid document number, where the sheets do not say them."""
    whole = conform(person, TABLES["person"])
    birth, sex = derived(pl.col("id_number"))
    return whole.with_columns(pl.coalesce("birth_on", birth).alias("birth_on"), pl.coalesce("sex", sex).alias("sex"))


def _with_heads(household: pl.DataFrame, person: pl.DataFrame) -> pl.DataFrame:
    """The householder's name from the household's list, where no sheet says it."""
    whole = conform(household, TABLES["household"])
    named = whole.join(_heads(person), on="household_code", how="left", maintain_order="left")
    return named.with_columns(pl.coalesce("head_name", "listed").alias("head_name")).drop("listed")


def _heads(person: pl.DataFrame) -> pl.DataFrame:
    heads = person.filter(pl.col("relation") == "head").unique("household_code", keep="first", maintain_order=True)
    return heads.select("household_code", pl.col("name").alias("listed"))


def _at_home(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Every row of a household in the household's village; a person's year knows the date of birth."""
    home = tables["household"].select("household_code", "village_code")
    birth = tables["person"].select("person_code", "birth_on")
    for name in ("person", "household_year", "person_year"):
        tables[name] = (
            tables[name]
            .drop("village_code", strict=False)
            .join(home, on="household_code", how="left", maintain_order="left")
        )
    tables["person_year"] = tables["person_year"].join(birth, on="person_code", how="left", maintain_order="left")
    return {name: conform(frame, TABLES[name]) for name, frame in tables.items()}


def _other_heads(sheets: pl.DataFrame, heads: pl.DataFrame) -> pl.DataFrame:
    if "household.head_name" not in sheets.columns:
        return located()
    joined = sheets.join(heads, on="household_code", how="left", maintain_order="left")
    other = joined.filter(pl.col("household.head_name") != pl.col("listed"))
    return located(
        other.with_columns(
            pl.lit("I13").alias("rule"),
            pl.col("listed").alias("zh"),
            pl.col("listed").alias("en"),
            pl.lit("household.head_name").alias("target"),
            pl.col("household.head_name").alias("value"),
        )
    )


def _origin(taken: pl.DataFrame) -> pl.DataFrame:
    return taken.select(pl.col(name).cast(kind) for name, kind in ORIGIN.items()).sort("source", "row")
