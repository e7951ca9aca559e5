"""What is asked of places: one as it was on a day, what it lies in, what lies in it, what became of it. Clauses V1, C1."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from tuopin.common.places import LEVELS

HELD = "superseded_at IS NULL AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)"
BEYOND = "~"  # after every digit


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A place as it was on a day."""

    code: str
    name: str
    level: str
    parent: str | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Child:
    """A place that lies in another, with the households and persons registered in it that the asking post may see."""

    place: PlaceTold
    households: int
    persons: int


@dataclass(frozen=True, slots=True)
class Succession:
    """A code given up for another on a day."""

    earlier: str
    later: str
    on: date


def place(code: str, on: date) -> PlaceTold | None:
    """The place that had this code on that day."""
    found = _places("code = %s", code, on=on)
    return found[0] if found else None


def chain(code: str, on: date) -> list[PlaceTold]:
    """Province, prefecture, county, township and village that a place lies in, from the top, itself the last."""
    above = [code[:length] for length in LEVELS if length <= len(code)]
    return _places("code = ANY (%s)", above, on=on)


def successors(code: str) -> list[Succession]:
    """What became of a code, step by step; empty where it was never given up."""
    return _successions("earlier", "later", code)


def predecessors(code: str) -> list[Succession]:
    """Which codes a code came from, step by step."""
    return _successions("later", "earlier", code)


def given_up(code: str, on: date) -> str | None:
    """None where a place has the code on that day or is not in the gazetteer; else the codes that follow it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT bool_or(valid_to IS NULL OR valid_to > %s) FROM register_place WHERE code = %s AND superseded_at IS NULL", [on, code])
        (held,) = cursor.fetchone()
    return None if held is None or held else ", ".join(each.later for each in successors(code))


def children(code: str, on: date, *, counted: bool = True) -> list[Child]:
    """The places right below ("" is the nation), with how many open households and persons the asking post sees in each."""
    parent = ("parent_code IS NULL OR parent_code = %s", "") if not code else ("parent_code = %s AND code >= %s AND code < %s", code, code, code + BEYOND)
    below = _places(f"({parent[0]})", *parent[1:], on=on)
    length = len(below[0].code) if below else 0
    households, persons = (_counts(table, code, length=length) if counted and below else {} for table in ("household", "person"))
    return [Child(each, households.get(each.code, 0), persons.get(each.code, 0)) for each in below]


def _places(where: str, *values: Any, on: date) -> list[PlaceTold]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT code, name, level, parent_code, valid_from, valid_to FROM register_place WHERE {where} AND {HELD} ORDER BY code", [*values, on, on]
        )
        return [PlaceTold(*row) for row in cursor.fetchall()]


def _counts(table: str, code: str, *, length: int) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT left(village_code, {length}), count(*) FROM register_{table} "
            "WHERE superseded_at IS NULL AND valid_to IS NULL AND village_code >= %s AND village_code < %s GROUP BY 1",
            [code, code + BEYOND],
        )
        return dict(cursor.fetchall())


def _successions(given: str, asked: str, code: str) -> list[Succession]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE step AS (SELECT s.* FROM register_successor AS s WHERE s.{given} = %s "
            f"UNION SELECT s.* FROM step JOIN register_successor AS s ON s.{given} = step.{asked}) "
            'SELECT earlier, later, "on" FROM step ORDER BY "on", earlier, later',
            [code],
        )
        rows: Sequence[Any] = cursor.fetchall()
    return [Succession(*row) for row in rows]
