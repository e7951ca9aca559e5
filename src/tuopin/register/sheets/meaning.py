"""What each column of a layout means and what to write in it, in both languages, from the one declaration."""

from typing import Final, NamedTuple

from tuopin.common.words import Words
from tuopin.register.importing.expected import expected
from tuopin.register.layouts import Column
from tuopin.register.schema import TABLES, Field

PLACES: Final = {
    "place.province": Words("省级名称", "province"),
    "place.prefecture": Words("市（州）名称", "prefecture"),
    "place.county": Words("县级名称", "county"),
    "place.township": Words("乡镇名称", "township"),
    "place.village": Words("行政村名称", "administrative village"),
}
KEYS: Final = {
    "key.household_code": "household.household_code",
    "key.person_code": "person.person_code",
    "key.village_code": "household.village_code",
    "key.county_code": "county_year.county_code",
    "key.year": "household_year.year",
}
NAME: Final = Words("名称，写全称", "the name, in full")
NUMBERED: Final = Words("序号，不导入", "a running number, not imported")
NEEDED: Final = frozenset((*list(PLACES)[2:], "key.household_code", "key.county_code", "person.name", "person.id_number", "person.relation"))


class Meaning(NamedTuple):
    """One column explained; `needed`: a row is hardly of use without it."""

    label: str
    says: Words
    wants: Words
    unit: Words | None
    needed: bool
    field: Field | None


def meaning(column: Column) -> Meaning:
    """A column of a layout explained."""
    target = column.target
    if target is None:
        return Meaning(column.label, NUMBERED, Words("可不填", "may stay empty"), None, False, None)
    if target in PLACES:
        return Meaning(column.label, PLACES[target], NAME, None, target in NEEDED, None)
    table, _, name = KEYS.get(target, target).partition(".")
    field = TABLES[table][name]
    return Meaning(column.label, Words(field.zh, field.en), field.note or expected(field), field.unit, target in NEEDED, field)


def comment(of: Meaning) -> str:
    """The note over a header cell: what it means, what to write, the unit."""
    unit = f"\n单位 Unit: {of.unit.zh} {of.unit.en}" if of.unit else ""
    return f"{of.says.zh}\n{of.says.en}\n\n填写 Fill in: {of.wants.zh}\n{of.wants.en}{unit}"
