"""The header labels the register understands, and where a column under each of them goes."""

from collections.abc import Mapping
from functools import cache

from tuopin.register.layouts import LAYOUTS, Grain, Layout
from tuopin.register.layouts.layout import KEY_LABELS, PLACE_LABELS, bare
from tuopin.register.schema import TABLES, Kind

GRAIN_TABLES = {
    Grain.PERSON: ("household", "person", "household_year", "person_year"),
    Grain.HOUSEHOLD: ("household", "household_year"),
    Grain.VILLAGE: ("village_year",),
    Grain.COUNTY: ("county_year",),
}
GRAIN_PLACES = {
    Grain.PERSON: ("place.province", "place.prefecture", "place.county", "place.township", "place.village"),
    Grain.HOUSEHOLD: ("place.province", "place.prefecture", "place.county", "place.township", "place.village"),
    Grain.VILLAGE: ("place.province", "place.prefecture", "place.county", "place.township", "place.village"),
    Grain.COUNTY: ("place.province", "place.prefecture", "place.county"),
}
KEY_FIELDS = ("household_code", "person_code", "village_code", "county_code", "year")
AFTER = "风险消除后"  # the same facts, measured again after the risk was cleared: never the facts themselves
Target = str | None


@cache
def grain_labels(grain: Grain) -> Mapping[str, Target]:
    """Every label a sheet of this grain may carry, bare, and its target "table.field"; the first declared wins."""
    pairs = [
        (label, target)
        for source in (KEY_LABELS, PLACE_LABELS)
        for target, labels in source.items()
        for label in labels
    ]
    pairs += [
        (label, f"{table}.{field.name}")
        for table in GRAIN_TABLES[grain]
        for field in TABLES[table].fields
        if field.name not in KEY_FIELDS
        for label in field.labels
    ]
    return {bare(label): target for label, target in reversed(pairs)}


@cache
def own_labels(name: str) -> Mapping[str, Target]:
    """The labels of a layout's own columns, bare, and their targets."""
    return {bare(column.label): column.target for column in LAYOUTS[name].columns}


def target_of(label: str, layout: Layout) -> tuple[Target, bool]:
    """Where a column goes and whether the layout itself lists the label; (None, False) for a label not known."""
    own = own_labels(layout.name)
    if label in own:
        return own[label], True
    known = grain_labels(layout.grain)
    target = known.get(label)
    if target is None and label[-1:].isdigit() and many(known.get(label[:-1])):
        target = known[label[:-1]]
    return target, False


def many(target: Target) -> bool:
    """Whether several columns may go to one target (risk 1, risk 2, …)."""
    table, _, name = (target or "").partition(".")
    return table in TABLES and name in TABLES[table].names and TABLES[table][name].kind is Kind.CHOICES


@cache
def known_labels() -> frozenset[str]:
    """Every label of every layout and field: what makes a row look like a header."""
    own = {label for name in LAYOUTS for label in own_labels(name)}
    return frozenset(own.union(*(grain_labels(grain) for grain in Grain)))
