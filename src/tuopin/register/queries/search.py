"""People found by name, given name, household code or document number, within a place. Clauses R2a, R3c.

Under row-level security only operators that leak nothing use an index (=, <, >= and their like): prefixes are ranges, numbers are
compared by their blind index. A page begins after the last hit of the one before.
"""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from tuopin.common.keys import Keys, keys
from tuopin.common.refused import BadInput
from tuopin.common.sealed import index
from tuopin.common.words import Words
from tuopin.register.rules.searching import ends, sought

SWITCH: Final = "SELECT set_config('enable_sort', %s, true), set_config('enable_bitmapscan', %s, true)"
SMALL: Final = 9  # digits of a township
MOST: Final = 100
COLUMNS: Final = "person_code, household_code, village_code, name, given_name, relation, sex, birth_on, valid_from, valid_to"
HERE: Final = "superseded_at IS NULL AND village_code >= %s AND village_code < %s"


@dataclass(frozen=True, slots=True)
class Hit:
    """A person found; `ended` is the first day on which she no longer belonged to the household."""

    person_code: str
    household_code: str
    village_code: str
    name: str | None
    relation: str | None
    sex: str | None
    birth_on: date | None
    ended: date | None


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of hits, and what the next page begins after (none: this is the last)."""

    found: tuple[Hit, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to look: a condition with its values, and the column that orders the hits."""

    name: str
    condition: str
    values: tuple[Any, ...]
    column: str


def search(text: str, *, place: str, after: str | None = None, limit: int = 50, under: Keys | None = None) -> Hits:
    """People within the place; those whose name begins so first, then those whose given name does."""
    wanted, (begin, key) = min(max(limit, 1), MOST), _begin(after)
    ways = list(_ways(text, under=under))
    if begin and begin not in {way.name for way in ways}:
        raise BadInput("after", Words("翻页标记不属于本次查询", "the page mark is of another search"))
    found: list[tuple[Hit, str]] = []
    started = begin is None
    with connection.cursor() as cursor:
        for way in ways:
            started = started or way.name == begin
            if started and len(found) <= wanted:
                found += _found(cursor, way, place, key=key if way.name == begin else None, limit=wanted + 1 - len(found))
    more = len(found) > wanted
    return Hits(tuple(hit for hit, _ in found[:wanted]), found[wanted - 1][1] if more else None)


def _ways(text: str, *, under: Keys | None) -> Iterator[Way]:
    kind, folded = sought(text)
    if kind == "number":
        yield Way("number", "id_number_index = %s", (index(folded, field="person.id_number", keys=under or keys()),), "person_code")
    if kind in {"number", "code"}:
        yield Way("code", "household_code >= %s AND household_code < %s", (folded, ends(folded)), "household_code")
    if kind == "name":
        yield Way("name", "name >= %s AND name < %s", (folded, ends(folded)), "name")
        not_name = "given_name >= %s AND given_name < %s AND NOT (name >= %s AND name < %s)"
        yield Way("given", not_name, (folded, ends(folded), folded, ends(folded)), "given_name")


def _found(cursor: Any, way: Way, place: str, *, key: list[str] | None, limit: int) -> list[tuple[Hit, str]]:
    """Hits in order of the column, then of the person's code and days, as the indexes of names are: a page's worth is read, no more."""
    column, where = way.column, f"{HERE} AND {way.condition}"
    values: list[Any] = [place, place + "~", *way.values]
    if key:
        where += f" AND {column} >= %s AND ({column}, person_code, valid_from) > (%s, %s, %s::date)"
        values += [key[0], *key]
    with _walking(cursor, wide=len(place) < SMALL and way.name != "number"):
        cursor.execute(
            f"SELECT {COLUMNS}, {column} FROM register_person WHERE {where} ORDER BY {column}, person_code, valid_from LIMIT %s", [*values, limit]
        )
        rows = cursor.fetchall()
    return [_hit(way.name, *row) for row in rows]


def _hit(way: str, *row: Any) -> tuple[Hit, str]:
    person, household, village, name, _, relation, sex, born, since, ended, sorted_by = row
    return Hit(person, household, village, name, relation, sex, born, ended), _mark(way, sorted_by, person, since.isoformat())


@contextmanager
def _walking(cursor: Any, *, wide: bool) -> Iterator[None]:
    """In a wide place the index of names is walked in its order.

    The planner cannot know how wide a place is (it takes any for a two hundredth) and would read everybody there and sort; in a
    township or village that is right.
    """
    if wide:
        cursor.execute(SWITCH, ["off", "off"])
    yield
    if wide:
        cursor.execute(SWITCH, ["on", "on"])


def _mark(*parts: str) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts, ensure_ascii=False).encode()).decode()


def _begin(after: str | None) -> tuple[str | None, list[str]]:
    if after is None:
        return None, []
    try:
        way, *key = json.loads(base64.urlsafe_b64decode(after.encode()))
        date.fromisoformat(key[2])
    except (ValueError, IndexError, TypeError) as error:
        raise BadInput("after", Words("翻页标记不可用", "the page mark cannot be used")) from error
    return str(way), [str(part) for part in key[:3]]
