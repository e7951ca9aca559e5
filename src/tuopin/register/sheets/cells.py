"""A layout's cells as text, from the tables: the import backwards. Every cell is what the national exports would show."""

from collections.abc import Callable, Mapping
from typing import Final

import polars as pl

from tuopin.register.layouts import Column, Grain, Layout
from tuopin.register.schema import TABLES, Choice, Field, Kind

PLACE_DIGITS: Final = {"place.province": 2, "place.prefecture": 4, "place.county": 6, "place.township": 9, "place.village": 12}
ROWS: Final = {Grain.PERSON: "person", Grain.HOUSEHOLD: "household", Grain.VILLAGE: "village_year", Grain.COUNTY: "county_year"}
WHERE: Final = {Grain.VILLAGE: "village_code", Grain.COUNTY: "county_code"}
YEARLY: Final = ("household_year", "person_year", "village_year", "county_year")
KEYS: Final = {"household": "household_code", "household_year": "household_code", "person_year": "person_code"}
CODES: Final = ("household_code", "person_code", "village_code", "county_code")
JOINER: Final = "、"
NUMBERED: Final = "序号"
Tables = Mapping[str, pl.DataFrame]


def cells(tables: Tables, layout: Layout, *, names: Mapping[str, str], year: int | None = None) -> pl.DataFrame:
    """One text column a column of the layout, under its label; null where nothing is recorded.

    `names` gives the places' names by code; `year` is whose facts are shown (default: the latest there is).
    """
    rows = _rows(tables, layout, year)
    where = WHERE.get(layout.grain, "village_code")
    seen: dict[str, int] = {}
    columns = []
    for column in layout.columns:
        nth = seen.get(column.target or "", 0)
        seen[column.target or ""] = nth + 1
        columns.append(_cell(column, layout, nth=nth, where=where, names=names).alias(column.label))
    return rows.select(columns)


def text_of(field: Field, value: pl.Expr) -> pl.Expr:
    """A stored column as its cells are written."""
    write = WRITTEN.get(field.kind)
    if field.kind is Kind.CHOICE:
        return value.replace_strict(_labels(field), default=None, return_dtype=pl.String)
    return write(value) if write else value.cast(pl.String)


def _cell(column: Column, layout: Layout, *, nth: int, where: str, names: Mapping[str, str]) -> pl.Expr:
    target = column.target
    if target is None:
        return (pl.int_range(1, pl.len() + 1).cast(pl.String)) if column.label == NUMBERED else pl.lit(None, pl.String)
    if target in PLACE_DIGITS:
        return pl.col(where).str.slice(0, PLACE_DIGITS[target]).replace(dict(names))
    table, _, name = target.partition(".")
    if table == "key":
        return pl.col(name).cast(pl.String)
    field = TABLES[table][name]
    if field.kind is not Kind.CHOICES:
        return text_of(field, pl.col(target))
    return _several(field, pl.col(target), nth=nth, alone=sum(each.target == target for each in layout.columns) == 1)


def _several(field: Field, value: pl.Expr, *, nth: int, alone: bool) -> pl.Expr:
    """Several answers: joined in the one column there is, or the nth of them."""
    parts = value.str.split("|")
    if not alone:
        return parts.list.get(nth, null_on_oob=True).replace_strict(_labels(field), default=None, return_dtype=pl.String)
    return parts.list.eval(pl.element().replace_strict(_labels(field), default=None, return_dtype=pl.String)).list.join(JOINER)


def _labels(field: Field) -> dict[str, str]:
    choice: Choice | None = field.choice
    return {option.token: option.labels[0] for option in choice.options} if choice else {}


def _decimal(value: pl.Expr, places: int) -> pl.Expr:
    """Exact decimals without needless zeros: 295200 with two places is "2952"."""
    unit = 10**places
    size = value.abs()
    rest = (size % unit + unit).cast(pl.String).str.slice(1).str.strip_chars_end("0")
    point = pl.when(rest == "").then(pl.lit("")).otherwise(pl.lit("."))
    sign = pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.concat_str(sign, (size // unit).cast(pl.String), point, rest)


WRITTEN: Final[dict[Kind, Callable[[pl.Expr], pl.Expr]]] = {
    Kind.FLAG: lambda value: pl.when(value).then(pl.lit("是")).when(~value).then(pl.lit("否")),
    Kind.FEN: lambda value: _decimal(value, 2),
    Kind.HUNDREDTHS: lambda value: _decimal(value, 2),
    Kind.TENK_FEN: lambda value: _decimal(value, 6),
    Kind.MONTH: lambda value: value.dt.strftime("%Y%m"),
    Kind.DAY: lambda value: value.dt.strftime("%Y-%m-%d"),
}


def _rows(tables: Tables, layout: Layout, year: int | None) -> pl.DataFrame:
    """One row a row of the sheet, with every stored column the layout shows, named "table.field"."""
    shown = _of_year(tables, year)
    rows = _renamed(shown[ROWS[layout.grain]], ROWS[layout.grain], layout)
    if layout.grain is Grain.PERSON and len(shown.get("person_year", ())):
        rows = rows.join(shown["person_year"].select("person_code"), on="person_code", how="semi", maintain_order="left")
    for table, key in KEYS.items():
        needed = any((column.target or "").startswith(f"{table}.") for column in layout.columns)
        if needed and table != ROWS[layout.grain]:
            rows = rows.join(_renamed(shown[table], table, layout, key=key), on=key, how="left", maintain_order="left")
    return rows


def _of_year(tables: Tables, year: int | None) -> dict[str, pl.DataFrame]:
    years = [frame["year"].max() for name, frame in tables.items() if name in YEARLY and len(frame)]
    wanted = year if year is not None else max((int(str(each)) for each in years), default=0)
    return {name: frame.filter(year=wanted) if name in YEARLY else frame for name, frame in tables.items()}


def _renamed(frame: pl.DataFrame, table: str, layout: Layout, *, key: str | None = None) -> pl.DataFrame:
    shown = {(column.target or "").partition(".")[2] for column in layout.columns if (column.target or "").startswith(f"{table}.")}
    codes = [key] if key else [name for name in frame.columns if name in CODES]
    return frame.select(*codes, *(pl.col(name).alias(f"{table}.{name}") for name in frame.columns if name in shown))
