"""A data-quality rule: one small function that tells which rows have the problem, with its words, its cells and two examples.

The function returns a Polars expression over the rows of its grain: true, the row has the problem; false, it has not; null,
it cannot be told (and nothing is reported). A column is named as the field is; where two tables of a grain have a field of
the same name, the nearer one has the plain name and the other is "table.field" (see NEAR). A blank rule speaks only where
its first field is asked for.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.problem import Level
from tuopin.register.quality.settings import Settings
from tuopin.register.schema import TABLES, Field

FATAL, CONTRADICTION, BLANK, SUSPICIOUS = Level.FATAL, Level.CONTRADICTION, Level.BLANK, Level.SUSPICIOUS
GROUPS: Final[Mapping[str, Words]] = {
    "id": Words("身份", "identity"),
    "fam": Words("家庭", "family"),
    "blank": Words("空缺", "blanks"),
    "school": Words("年龄与就学", "age and school"),
    "labour": Words("劳动力", "labour"),
    "guar": Words("保障", "guarantees"),
    "inc": Words("收入", "income"),
    "cause": Words("原因与措施", "causes and measures"),
    "time": Words("时间", "times"),
    "land": Words("土地", "land"),
    "vil": Words("村与县", "village and county"),
}


class Grain(StrEnum):
    """What one row of the rule's frame is."""

    PERSON = "person"
    PERSON_YEAR = "person_year"
    HOUSEHOLD = "household"
    HOUSEHOLD_YEAR = "household_year"
    VILLAGE_YEAR = "village_year"
    COUNTY_YEAR = "county_year"


NEAR: Final[Mapping[Grain, tuple[str, ...]]] = {  # the tables of a grain's rows, the nearest first
    Grain.PERSON: ("person", "household"),
    Grain.PERSON_YEAR: ("person_year", "person", "household_year", "household"),
    Grain.HOUSEHOLD: ("household",),
    Grain.HOUSEHOLD_YEAR: ("household_year", "household"),
    Grain.VILLAGE_YEAR: ("village_year",),
    Grain.COUNTY_YEAR: ("county_year",),
}
BELOW: Final[Mapping[Grain, tuple[str, ...]]] = {  # tables whose fields a rule may concern though they are rows below
    Grain.HOUSEHOLD: ("person",),
    Grain.HOUSEHOLD_YEAR: ("person_year", "person"),
}
Test = Callable[..., pl.Expr]
Facts = Mapping[str, Any]
"""An example: field to value, and rows beside it.

"persons" are the household's members, "homes" the village's households, "beside" other persons, "neighbours" other
households, "elsewhere" persons of another county, "before" the facts of the year before.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the catalogue; `fields` are "table.field", the first is the cell to mark."""

    id: str
    level: Level
    grain: Grain
    fields: tuple[str, ...]
    says: Words
    wants: Words
    fails: Facts
    passes: Facts
    test: Test
    beside: str | None = None

    @property
    def group(self) -> str:
        """The group, told by the id."""
        return self.id.partition("-")[0]

    @property
    def name(self) -> str:
        """The function's name."""
        return str(getattr(self.test, "__name__", self.id))

    def expression(self, given: Settings) -> pl.Expr:
        """The problem as a column named by the rule's id."""
        asks = bool(inspect.signature(self.test).parameters)
        return (self.test(given) if asks else self.test()).alias(self.id)


_RULES: dict[str, Rule] = {}


def rule(
    name: str,
    level: Level,
    grain: Grain,
    *fields: str,
    says: Words,
    wants: Words,
    fails: Facts,
    passes: Facts,
    beside: str | None = None,
) -> Callable[[Test], Test]:
    """Enter a function into the catalogue. `beside` names a column whose equals are told in the problem's value."""

    def enter(test: Test) -> Test:
        if name in _RULES or not re.fullmatch(r"[a-z]+-\d\d", name) or name.partition("-")[0] not in GROUPS:
            raise ValueError(f"{name}: an id is its group, a dash and two digits, and stands once")
        _RULES[name] = Rule(
            id=name, level=level, grain=grain, fields=tuple(table_field(grain, field) for field in fields),
            says=says, wants=wants, fails=fails, passes=passes, test=test, beside=beside,
        )
        return test

    return enter


@cache
def catalogue() -> Mapping[str, Rule]:
    """Every rule by id, group by group in order; a new module in `rules/` is found by itself."""
    package = import_module("tuopin.register.quality.rules")
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    order = list(GROUPS)
    return {rule.id: rule for rule in sorted(_RULES.values(), key=lambda rule: (order.index(rule.group), rule.id))}


def table_field(grain: Grain, name: str) -> str:
    """Return "table.field" for a field's name as a rule of that grain writes it. ValueError if there is none."""
    if "." in name:
        table, _, field = name.partition(".")
        TABLES[table][field]  # a KeyError names both
        return name
    for table in (*NEAR[grain], *BELOW.get(grain, ())):
        if name in TABLES[table].names:
            return f"{table}.{name}"
    raise ValueError(f"{name} is no field of {grain}")


def column(grain: Grain, field: str) -> str | None:
    """The frame's column for "table.field", or None when the field is of rows below."""
    table, _, name = field.partition(".")
    near = NEAR[grain]
    if table not in near:
        return None
    first = next(other for other in near if name in TABLES[other].names)
    return name if first == table else field


def declared(field: str) -> Field:
    """The declaration behind "table.field"."""
    table, _, name = field.partition(".")
    return TABLES[table][name]
