"""The households that an event touches, held for this transaction and read as they are now. Clause R3a."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tuopin.register.forms import Asked, Form
from tuopin.register.rules.events import Family, Known, Version
from tuopin.register.stored import STORED

HOUSEHOLDS = {Asked.HOUSEHOLD, Asked.HOUSEHOLDS}
PERSONS = {Asked.PERSON, Asked.PERSONS}
OF_HOUSEHOLD, OF_PERSON = "household_code = ANY (%s)", "person_code = ANY (%s)"
NOW = "coalesce(superseded_at, 'infinity'::timestamptz) = 'infinity'"  # for the index by code: the one that keeps days apart is slow to search
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('tuopin household ' || code, 0)) FROM unnest(%s::text[]) AS code"


def known(cursor: Any, form: Form, given: dict[str, Any], *, today: date) -> Known:
    """What the rule of this form may know. Two events on one household wait for each other."""
    households, persons = _named(form, given)
    codes = sorted(households | set(_belong(cursor, persons)))
    for code in codes:  # one after another, in order: two events never wait for each other crosswise
        cursor.execute(LOCK, [[code]])
    return Known(today, {family.code: family for family in _families(cursor, codes)})


def _named(form: Form, given: dict[str, Any]) -> tuple[set[str], set[str]]:
    households: set[str] = set()
    persons: set[str] = set()
    for ask in form.asks:
        codes = given.get(ask.name)
        if codes and ask.kind in HOUSEHOLDS | PERSONS | {Asked.CODE}:
            named = {codes} if isinstance(codes, str) else set(codes)
            households |= named if ask.kind not in PERSONS else set()
            persons |= named if ask.kind not in HOUSEHOLDS else set()
    return households, persons


def _belong(cursor: Any, persons: Iterable[str]) -> Sequence[str]:
    """The household that each person belongs to, or belonged to last."""
    cursor.execute(
        f"SELECT DISTINCT ON (person_code) household_code FROM register_person WHERE person_code = ANY (%s) AND {NOW} "
        "ORDER BY person_code, valid_from DESC",
        [sorted(persons)],
    )
    return [code for (code,) in cursor.fetchall()]


def _families(cursor: Any, codes: list[str]) -> list[Family]:
    periods = rows(cursor, "household", where=OF_HOUSEHOLD, codes=codes)
    persons = rows(cursor, "person", where=OF_HOUSEHOLD, codes=codes)
    years = rows(cursor, "household_year", where=OF_HOUSEHOLD, codes=codes)
    person_years = rows(cursor, "person_year", where=OF_PERSON, codes=sorted({person["person_code"] for person in persons}))
    return [_family(code, periods, persons=persons, years=years, person_years=person_years) for code in codes]


def _family(code: str, periods: list[Version], *, persons: list[Version], years: list[Version], person_years: list[Version]) -> Family:
    ours = tuple(person for person in persons if person["household_code"] == code)
    people = {person["person_code"] for person in ours}
    return Family(
        code,
        tuple(period for period in periods if period["household_code"] == code),
        ours,
        tuple(row for row in years if row["household_code"] == code),
        tuple(row for row in person_years if row["person_code"] in people),
    )


def rows(cursor: Any, table: str, *, where: str, codes: list[str]) -> list[Version]:
    """Current versions of a table, in order, with their numbers."""
    stored = STORED[table]
    names, now = ("id", *stored.columns), NOW if table == "household" else "superseded_at IS NULL"
    order = "valid_from" if stored.dated else "year"
    cursor.execute(f"SELECT {', '.join(names)} FROM {stored.name} WHERE {where} AND {now} ORDER BY {order}, {stored.code}", [codes])
    return [dict(zip(names, map(_plain, row), strict=True)) for row in cursor.fetchall()]


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
