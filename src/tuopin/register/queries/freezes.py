"""What a freeze reads: the register of a place, county by county, as CSV that PostgreSQL writes. All in one transaction. Clause P0.

A version is frozen if it was recorded by the instant `known_at`, was not yet superseded then, and holds on the day `on`. What is
current and what is superseded lie in two indexes, so each is asked for by itself. Names and numbers are left where they are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from django.db import connection

from tuopin.register.queries import copied as bulk
from tuopin.register.schema import Field, Kind
from tuopin.register.stored import STORED, Stored

RECORDED = "recorded_at"
COUNTY = 6


@dataclass(frozen=True)
class Instant:
    """What a freeze takes: versions valid `on` a day, as known at an instant; none: as known now."""

    on: date
    known_at: datetime | None


@dataclass(frozen=True)
class Asked:
    """One table within [low, high) of its place column; `years` where its rows are of a year."""

    stored: Stored
    low: str
    high: str
    years: tuple[int, ...] = ()
    also: tuple[str, ...] = ()  # single places outside the range


def counties(place: str) -> list[str]:
    """The counties within a place that hold, or held, households: read off two indexes, one step a county."""
    found = {code for state in ("IS NULL", "IS NOT NULL") for code in _stepped(STORED["household"], place, state)}
    return sorted(found)


def frozen_fields(stored: Stored) -> tuple[Field, ...]:
    """The declared fields that go into the files: none that is private."""
    return tuple(field for field in stored.plain if not field.private)


def copied(asked: Asked, instant: Instant) -> IO[bytes]:
    """The rows as CSV without a header: the fields in their order, then the latest instant at which anything was recorded."""
    return bulk.copied(*_select(asked, instant))


def last_change(asked: Asked) -> datetime | None:
    """The latest instant at which a version was superseded; those recorded are told by the rows themselves."""
    where, parameters = _within(asked)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(superseded_at) FROM {asked.stored.name} WHERE superseded_at IS NOT NULL AND {where}", parameters)
        last: datetime | None = cursor.fetchone()[0]
    return last


def _select(asked: Asked, instant: Instant) -> tuple[str, list[Any]]:
    columns = ", ".join(_column(field) for field in frozen_fields(asked.stored))
    where, parameters = _within(asked)
    if asked.stored.dated:
        where += " AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)"
        parameters += [instant.on, instant.on]
    of = f"SELECT {columns}, {RECORDED} FROM {asked.stored.name} WHERE {where} AND"
    if instant.known_at is None:
        return f"{of} superseded_at IS NULL", parameters
    known = [*parameters, instant.known_at]
    return (
        f"{of} superseded_at IS NULL AND {RECORDED} <= %s UNION ALL {of} superseded_at IS NOT NULL AND {RECORDED} <= %s AND superseded_at > %s",
        [*known, *known, instant.known_at],
    )


def _within(asked: Asked) -> tuple[str, list[Any]]:
    place = asked.stored.place
    where = f"{place} >= %s AND {place} < %s"
    parameters: list[Any] = [asked.low, asked.high]
    if asked.also:
        where, parameters = f"({where} OR {place} = ANY(%s))", [*parameters, list(asked.also)]
    if asked.years:
        where, parameters = f"{where} AND year = ANY(%s)", [*parameters, list(asked.years)]
    return where, parameters


def _column(field: Field) -> str:
    return f"{field.name}::text" if field.kind is Kind.FLAG else field.name


def _stepped(stored: Stored, place: str, superseded: str) -> Iterable[str]:
    """Each county once, by jumping from one to the next along the index."""
    first = f"SELECT left({stored.place}, {COUNTY}) AS code FROM {stored.name} WHERE superseded_at {superseded}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE step AS (({first} AND {stored.place} >= %s AND {stored.place} < %s ORDER BY {stored.place} LIMIT 1) UNION ALL "
            f"SELECT ({first} AND {stored.place} >= step.code || '~' AND {stored.place} < %s ORDER BY {stored.place} LIMIT 1) FROM step "
            "WHERE step.code IS NOT NULL) SELECT code FROM step WHERE code IS NOT NULL",
            [place, place + "~", place + "~"],
        )
        return [code for (code,) in cursor.fetchall()]
