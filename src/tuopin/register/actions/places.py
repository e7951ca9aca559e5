"""Places are dated and have successors: the gazetteer, codes given up for others, places that go into one. Clauses V1, C1, W4b.

Whatever lives under a code that is given up lives under the next one from that day: households and people get a version under the
new code, facts of that year and later follow where one code follows one; what lies before the day stays as it was.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from tuopin.common.acting import By
from tuopin.common.places import places
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.officers.rules.days import day
from tuopin.officers.rules.powers import may
from tuopin.register.actions.change import Changed, Part, Rows, Why, change, part
from tuopin.register.actions.whole import whole
from tuopin.register.rules.events.reasons import because
from tuopin.register.rules.places import Move, left_out, moves_of, one_to_one, sound, with_unlisted
from tuopin.register.stored import STORED, Stored

BEGINS: Final = date(2014, 1, 1)
POWER: Final = "places.change"
CLAUSE: Final = "C1"
DATED, OF_YEAR = ("household", "person"), ("household_year", "person_year", "village_year", "county_year")
OF_PLACE: Final = ("village_year", "county_year")


@whole()
def load_places(*, by: By, at: datetime, on: date = BEGINS) -> int:
    """The gazetteer of 2016 comes in as places that hold from 2014 on; those that are there stay as they are. How many came."""
    may(by, POWER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT code FROM register_place")
        there = {code for (code,) in cursor.fetchall()}
    coming = [
        {"code": each.code, "name": each.name, "level": each.level, "parent_code": each.parent or None, "valid_from": on}
        for each in places().values()
        if each.code not in there and each.code.startswith(by.place)
    ]
    if coming:
        change([part("place", coming)], Why("register.gazetteer", CLAUSE, "2016 年区划", on), by=by, at=at)
    return len(coming)


def recode(old: str, new: str, *, on: date, name: str | None = None, reason: str, by: By, at: datetime) -> Changed:
    """A place gets another code from a day on, and with it every place inside it."""
    with connection.cursor() as cursor:
        inside = _inside(cursor, old, on)
    return succeed({code: new + code[len(old) :] for code in inside}, names={new: name} if name else {}, on=on, reason=reason, by=by, at=at)


def merge_places(into: str, codes: Mapping[str, str], *, on: date, name: str | None = None, reason: str, by: By, at: datetime) -> Changed:
    """Places go into one from a day on: `codes` tells for each old code the new one, villages inside townships too."""
    return succeed(codes, names={into: name} if name else {}, on=on, reason=reason, by=by, at=at)


@whole()
def succeed(codes: Mapping[str, str], *, names: Mapping[str, str], on: date, reason: str, by: By, at: datetime) -> Changed:
    """Codes are given up for others from a day on; whoever lives there follows. Refused where a code inside is left out."""
    may(by, POWER)
    for code in (*codes, *codes.values()):
        may(by, POWER, code)
    sound(codes, on=on, today=day(at))
    with connection.cursor() as cursor:
        held = _held(cursor, [*codes, *codes.values()], on)
        _whole(cursor, codes, on)
        lived_in = _lived_in(cursor, codes)
        moves = moves_of(codes, names, held, lived_in=lived_in)
        every = with_unlisted(codes, lived_in, held)
        _mapped(cursor, every, one_to_one(every, held), on=on)
        parts = [_places(moves, held, on=on), *(_dated(STORED[name], on) for name in DATED), *(_of_year(STORED[name]) for name in OF_YEAR)]
        done = change(parts, Why("register.recode", CLAUSE, because(reason), on), by=by, at=at)
        cursor.executemany(
            'INSERT INTO register_successor (earlier, later, "on", change_id) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING',
            [(earlier, later, on, done.number) for earlier, later in sorted(every.items())],
        )
    return done


def _inside(cursor: Any, code: str, on: date) -> list[str]:
    cursor.execute(
        "SELECT code FROM register_place WHERE code >= %s AND code < %s AND superseded_at IS NULL AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)",
        [code, code + "~", on, on],
    )
    found = [code for (code,) in cursor.fetchall()]
    if code not in found:
        raise Refused("no-place", because=Words(f"{on} 没有区划 {code}", f"there is no place {code} on {on}"), clause=CLAUSE)
    return found


def _held(cursor: Any, codes: list[str], on: date) -> dict[str, dict[str, Any]]:
    """The open versions of these codes, by code."""
    stored = STORED["place"]
    names = ("id", *stored.columns)
    cursor.execute(
        f"SELECT {', '.join(names)} FROM register_place WHERE code = ANY (%s) AND superseded_at IS NULL AND valid_to IS NULL AND valid_from < %s", [codes, on]
    )
    return {row["code"]: row for row in (dict(zip(names, each, strict=True)) for each in cursor.fetchall())}


def _whole(cursor: Any, codes: Mapping[str, str], on: date) -> None:
    """Refuse where a place inside one that is given up is forgotten, or people live under a code that nothing follows."""
    for code in _topmost(codes):
        left = set(_inside(cursor, code, on)) - set(codes)
        if left:
            raise left_out(left)


def _topmost(codes: Mapping[str, str]) -> list[str]:
    return sorted(code for code in codes if not any(other != code and code.startswith(other) for other in codes))


def _lived_in(cursor: Any, codes: Mapping[str, str]) -> set[str]:
    """Village codes in use inside the places given up, listed by the gazetteer or not."""
    tables = " UNION ".join(
        f"SELECT {STORED[name].place} FROM {STORED[name].name} WHERE superseded_at IS NULL AND {STORED[name].place} >= %s AND {STORED[name].place} < %s"
        for name in (*DATED, *OF_YEAR)
    )
    found: set[str] = set()
    for code in _topmost(codes):
        cursor.execute(tables, [code, code + "~"] * len((*DATED, *OF_YEAR)))
        found |= {each for (each,) in cursor.fetchall()}
    return found


def _mapped(cursor: Any, codes: Mapping[str, str], alone: frozenset[str], *, on: date) -> None:
    """Tables of this transaction: which code follows which, and the versions that it touches."""
    cursor.execute("DROP TABLE IF EXISTS pg_temp.recoded")
    cursor.execute('CREATE TEMPORARY TABLE recoded (earlier text COLLATE "C" PRIMARY KEY, later text COLLATE "C", alone boolean) ON COMMIT DROP')
    rows = [(earlier, later, earlier in alone) for earlier, later in codes.items()]
    cursor.execute("INSERT INTO recoded SELECT * FROM unnest(%s::text[], %s::text[], %s::boolean[])", [list(column) for column in zip(*rows, strict=True)])
    cursor.execute("ANALYZE recoded")
    for name in (*DATED, *OF_YEAR):
        stored = STORED[name]
        later = "(v.valid_to IS NULL OR v.valid_to > %s)" if stored.dated else "v.year >= extract(year FROM %s::date)"
        only = " AND m.alone" if name in OF_PLACE else ""
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.recoded_{name}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE recoded_{name} ON COMMIT DROP AS SELECT v.id, m.later FROM {stored.name} AS v "
            f"JOIN recoded AS m ON m.earlier = v.{stored.place} WHERE v.superseded_at IS NULL AND {later}{only}",
            [on],
        )
        cursor.execute(f"ANALYZE recoded_{name}")


def _dated(stored: Stored, on: date) -> Part:
    """Before the day under the old code, from it on under the new one."""
    ids = f"pg_temp.recoded_{stored.table.name}"
    before = _columns(stored, valid_to="%s::date")
    after = _columns(stored, valid_from="greatest(v.valid_from, %s::date)", **{stored.place: "m.later"})
    brings = (
        f"SELECT {before} FROM {stored.name} AS v JOIN {ids} AS m ON m.id = v.id WHERE v.valid_from < %s "
        f"UNION ALL SELECT {after} FROM {stored.name} AS v JOIN {ids} AS m ON m.id = v.id"
    )
    return Part(stored, Rows(brings, (on, on, on)), Rows(f"SELECT id FROM {ids}"))


def _of_year(stored: Stored) -> Part:
    ids = f"pg_temp.recoded_{stored.table.name}"
    brings = f"SELECT {_columns(stored, **{stored.place: 'm.later'})} FROM {stored.name} AS v JOIN {ids} AS m ON m.id = v.id"
    return Part(stored, Rows(brings), Rows(f"SELECT id FROM {ids}"))


def _columns(stored: Stored, **others: str) -> str:
    return ", ".join(f"{others[name]} AS {name}" if name in others else f"v.{name}" for name in stored.columns)


def _places(moves: list[Move], held: Mapping[str, Mapping[str, Any]], *, on: date) -> Part:
    """The old codes end; the new ones begin where they are not there yet."""
    brings, closes = [], []
    for move in moves:
        version = held[move.earlier]
        closes.append(version["id"])
        brings.append({**{name: version[name] for name in STORED["place"].columns}, "valid_to": on})
    begun = {move.later: move for move in moves if move.later not in held}
    brings += [
        {"code": move.later, "name": move.name, "level": held[move.earlier]["level"], "parent_code": move.parent, "valid_from": on} for move in begun.values()
    ]
    return part("place", brings, closes)


__all__ = ["load_places", "merge_places", "recode", "succeed"]
