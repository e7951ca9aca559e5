"""Stored values as people read them: fields by their labels, grouped for a page; versions told by what changed. No number in the clear."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tuopin.assessment.facts_read import in_words, label_of
from tuopin.common.words import Words
from tuopin.register.schema import TABLES

LEFT_OUT = frozenset(("id", "household_code", "village_code", "person_code", "year", "name", "head_name"))
TEXTS = frozenset(("id_number", "phone"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact for a page: its name, label and value in words."""

    name: str
    label: Words
    value: Words


def facts_of(table: str, values: Mapping[str, Any]) -> list[Shown]:
    """The recorded facts of a row, in the declared order; blanks are left out, numbers are masked already."""
    return [
        Shown(field.name, label_of(field), _words(field, values[field.name]))
        for field in TABLES[table].fields
        if field.name not in LEFT_OUT and values.get(field.name) is not None
    ]


def years_of(
    table: str, years: Mapping[int, Mapping[str, Any]], *, only: Collection[str] = (), but: Collection[str] = ()
) -> dict[str, Any]:
    """Facts by year, side by side: the years, the newest first, and a row for each field recorded in any of them."""
    ordered = sorted(years, reverse=True)
    rows = []
    for field in TABLES[table].fields:
        values = [years[year].get(field.name) for year in ordered]
        asked = field.name in only if only else field.name not in but
        if asked and field.name not in LEFT_OUT and any(value is not None for value in values):
            rows.append((label_of(field), [None if value is None else _words(field, value) for value in values]))
    return {"years": ordered, "rows": rows}


def months_of(years: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """A person's facts by year."""
    return years_of("person_year", years)


def lines_of(history: Any) -> list[dict[str, Any]]:
    """The changes of a history, the newest first, each with its versions and what they say otherwise than the one before."""
    before: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    changes: dict[int, dict[str, Any]] = {}
    for line in history.lines:
        key = (line.table, line.code, line.facts.get("year"))
        entry = changes.setdefault(line.change.number, {"change": line.change, "lines": []})
        entry["lines"].append({"line": line, "table": TABLES[line.table].words, "differs": list(_differs(line, before.get(key)))})
        before[key] = line.facts
    return list(reversed(changes.values()))


def _differs(line: Any, before: Mapping[str, Any] | None) -> Iterable[tuple[Words, Words | None, Words | None]]:
    """Label, value before, value now; of a first version everything that it says."""
    for field in TABLES[line.table].fields:
        new, old = line.facts.get(field.name), before.get(field.name) if before else None
        if field.name not in {"household_code", "person_code", "year"} and new != old:
            yield label_of(field), None if old is None else _words(field, old), None if new is None else _words(field, new)


def _words(field: Any, value: Any) -> Words:
    if field.name in TEXTS:
        return Words(str(value), str(value))
    return in_words(field, value)
