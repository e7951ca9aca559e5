"""The columns of a sheet read into the types of their fields, with a finding for every cell that could not be."""

from collections.abc import Mapping as Labels

import polars as pl

from tuopin.register.importing.cells import Read, read
from tuopin.register.importing.found import found, together
from tuopin.register.importing.mapping import Mapping
from tuopin.register.importing.recognise import Column, Recognised
from tuopin.register.importing.vocabulary import many
from tuopin.register.schema import TABLES, Field

KEY_FIELDS = {
    "key.household_code": TABLES["household"]["household_code"],
    "key.person_code": TABLES["person"]["person_code"],
    "key.village_code": TABLES["village_year"]["village_code"],
    "key.county_code": TABLES["county_year"]["county_code"],
    "key.year": TABLES["household_year"]["year"],
}
REFUSED_BY = {
    "key.household_code": "I02",
    "key.person_code": "I02",
    "key.village_code": "I04",
    "key.county_code": "I04",
    "key.year": "I11",
}
DECLARED = {
    "key.household_code": "household.household_code",
    "key.person_code": "person.person_code",
    "key.village_code": "household.village_code",
    "key.county_code": "county_year.county_code",
    "key.year": "household_year.year",
    "place.village": "household.village_code",
}
PADDED = ("key.household_code", "key.person_code")
ENOUGH_TEXT = 3  # cells typed as text that fix a code column's width


def read_columns(
    text: pl.DataFrame, numbers: Labels[int, pl.Series], *, rows: pl.Series, seen: Recognised, mapping: Mapping | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A frame with row and a column per target (places stay text), and the findings."""
    taken: dict[str, pl.Series] = {"row": rows}
    findings = []
    for column in seen.columns:
        cells = text[str(column.number)]
        if column.target.startswith("place."):
            taken[column.target] = cells
            continue
        number = numbers.get(column.number)
        result = read(
            cells, number, field_of(column.target), own=mapping.choices_of(column.target) if mapping else None
        )
        if column.target in PADDED:
            result = _padded(result, number)
        taken[column.target] = _joined(taken.get(column.target), result.values, column.target)
        findings.append(_findings(result, column, cells=cells, rows=rows))
    return pl.DataFrame({name: values.alias(name) for name, values in taken.items()}), together(findings)


def field_of(target: str) -> Field:
    """The declared field of a target."""
    if target in KEY_FIELDS:
        return KEY_FIELDS[target]
    table, _, name = target.partition(".")
    return TABLES[table][name]


def _findings(result: Read, column: Column, *, cells: pl.Series, rows: pl.Series) -> pl.DataFrame:
    broken = result.rule.is_not_null()
    if not broken.any():
        return found()
    rule = result.rule.filter(broken)
    if column.target in REFUSED_BY:
        rule = rule.set(~rule.is_in(("I34", "I37")), REFUSED_BY[column.target])
    value = cells.filter(broken)
    return found(
        pl.DataFrame(
            {"rule": rule, "row": rows.filter(broken), "value": value, "zh": value, "en": value}
        ).with_columns(
            pl.lit(column.number + 1).alias("column"),
            pl.lit(column.label).alias("label"),
            pl.lit(DECLARED.get(column.target, column.target)).alias("target"),
        )
    )


def _joined(before: pl.Series | None, values: pl.Series, target: str) -> pl.Series:
    """Columns that go to one combinable field, together: tokens once, in the list's order."""
    if before is None or not many(target):
        return values
    choice = field_of(target).choice
    order = choice.tokens if choice else ()
    pairs = pl.DataFrame({"a": before, "b": values})
    both = pairs.unique()
    joined = [_union(a, b, order) for a, b in both.iter_rows()]
    return pairs.join(
        both.with_columns(pl.Series("both", joined, dtype=pl.String)),
        on=["a", "b"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )["both"]


def _union(first: str | None, second: str | None, order: tuple[str, ...]) -> str | None:
    tokens = {*(first or "").split("|"), *(second or "").split("|")}
    return "|".join(token for token in order if token in tokens) or None


def _padded(result: Read, number: pl.Series | None) -> Read:
    """Leading zeros Excel dropped, put back where the codes typed as text all have one width; else said once."""
    if number is None:
        return result
    length = result.values.str.len_chars()
    typed = length.filter(~number & result.values.is_not_null())
    width = typed.max()
    if len(typed) < ENOUGH_TEXT or typed.n_unique() != 1 or not isinstance(width, int):
        return _uneven(result, length, number)
    short = (number & (length < width)).fill_null(value=False)
    values = pl.select(pl.when(short).then(result.values.str.zfill(width)).otherwise(result.values)).to_series()
    return Read(values, result.rule.set(short, "I34"))


def _uneven(result: Read, length: pl.Series, number: pl.Series) -> Read:
    """Number cells of several widths: zeros may be lost, and nothing tells; said at the first short one."""
    numeric = length.filter(number & result.values.is_not_null())
    if numeric.n_unique() < 2:
        return result
    first = int((number & (length < numeric.max())).fill_null(value=False).arg_true()[0])
    return Read(result.values, result.rule.scatter(first, "I37"))
