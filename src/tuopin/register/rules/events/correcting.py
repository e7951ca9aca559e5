"""Corrections: what was recorded of one household, one person or one year was wrong, or is different from a day on. Clause R3a."""

from collections.abc import Mapping, Sequence
from typing import Any

from tuopin.common.words import Words
from tuopin.register.rules.events import told
from tuopin.register.rules.events.edits import Edits, Plan, Version
from tuopin.register.rules.events.family import Family, Known, begun, past
from tuopin.register.schema import TABLES

BY_EVENT = {
    "household_code": Words("用“分户”“合户”或“迁移”", "use a split, a merge or a move"),
    "village_code": Words("用“迁移”", "use a move"),
    "person_code": Words("人编号不变", "a person's code stays"),
    "year": Words("更正该年度的记录", "correct that year's facts"),
    "relation": Words("用“变更户主”", "use a change of householder"),
    "head_name": Words("更正户主本人的姓名，或用“变更户主”", "correct the householder's own name, or use a change of householder"),
}


def correction(known: Known, given: Mapping[str, Any]) -> Plan:
    """Facts of a household, a person or one of their years are corrected; `from_on` says from which day on they are others."""
    edits = Edits()
    if given.get("from_on"):
        past(given["from_on"], known.today)
    CORRECTS[given["table"]](edits, known, given)
    if not edits:
        raise told.nothing_changes()
    return Plan(edits, given.get("from_on"))


def _household(edits: Edits, known: Known, given: Mapping[str, Any]) -> None:
    facts, family = given["facts"], known.family(given["code"])
    _allowed(facts, {"head_name"} if family.head else set())
    _changed(edits, "household", family.all_periods, given)


def _person(edits: Edits, known: Known, given: Mapping[str, Any]) -> None:
    facts, (family, periods) = given["facts"], known.periods_of(given["code"])
    of_head = "relation" in facts and "head" in {facts["relation"], periods[-1]["relation"]}
    _allowed(facts, {"relation"} if of_head else set())
    if facts.get("birth_on"):
        past(facts["birth_on"], known.today)
    _changed(edits, "person", periods, given)
    if periods[-1]["relation"] == "head" and "name" in facts:
        named = [period for period in family.all_periods if period["head_name"] == periods[-1]["name"]]
        _changed(edits, "household", named, {**given, "facts": {"head_name": facts["name"]}})


def _year(edits: Edits, known: Known, given: Mapping[str, Any]) -> None:
    table, year, facts = given["table"], given["year"], given["facts"]
    _allowed(facts, set())
    family = known.family(given["code"]) if table == "household_year" else known.periods_of(given["code"])[0]
    key = {"household_code": family.code} if table == "household_year" else {"household_code": family.code, "person_code": given["code"]}
    found = next((row for row in _rows(family, table) if row["year"] == year and row[_code(table)] == given["code"]), None)
    if found:
        edits.corrects(table, found, **facts)
    else:
        edits.brings(table, **key, village_code=family.all_periods[-1]["village_code"], year=year, **facts)


def _rows(family: Family, table: str) -> tuple[Version, ...]:
    return family.years if table == "household_year" else family.person_years


def _code(table: str) -> str:
    return TABLES[table].key[0]


def _changed(edits: Edits, table: str, periods: Sequence[Version], given: Mapping[str, Any]) -> None:  # noqa: PLR0917
    """From a day on, in the last period; or in every period in which the same was recorded as in the last."""
    if not periods:
        return
    last, facts, from_on = periods[-1], given["facts"], given.get("from_on")
    if from_on is not None:
        begun(last, from_on)
        edits.turns(table, last, from_on, **facts)
        return
    for period in periods:
        edits.corrects(table, period, **{name: value for name, value in facts.items() if _same(period, last, name)})


def _same(one: Version, other: Version, name: str) -> bool:
    """A sealed value is another under every key and nonce: its blind index tells."""
    told = name.replace("_sealed", "_index")
    return bool(one[told] == other[told])


def _allowed(facts: Mapping[str, Any], more: set[str]) -> None:
    fixed = {"household_code", "village_code", "person_code", "year"} | more
    for name in facts:
        if name in fixed:
            raise told.not_corrected(name, BY_EVENT[name])


CORRECTS = {"household": _household, "person": _person, "household_year": _year, "person_year": _year}
