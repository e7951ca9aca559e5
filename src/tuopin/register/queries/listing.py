"""The households of a village, a page at a time, in the order of their numbers. Clause R2a. Runs inside `acting(by)`."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

MOST = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """A household in a list: its number, householder, status, month of identification, how many members it has."""

    code: str
    group: str | None
    head: str | None
    status: str | None
    kind: str | None
    identified_on: date | None
    members: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some households, and the number that the next page begins after (none: this is the last)."""

    found: tuple[Listed, ...]
    after: str | None


def of_village(village: str, *, after: str | None = None, limit: int = MOST) -> Page:
    """Households on the register of a village today."""
    wanted = min(max(limit, 1), MOST)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT h.household_code, h.group_name, h.head_name, h.status, h.kind, h.identified_on, (SELECT count(*) FROM register_person AS p "
            "WHERE p.village_code = h.village_code AND p.household_code = h.household_code AND p.superseded_at IS NULL AND p.valid_to IS NULL) "
            "FROM register_household AS h WHERE h.village_code = %s AND h.household_code > %s AND h.superseded_at IS NULL AND h.valid_to IS NULL "
            "ORDER BY h.household_code LIMIT %s",
            [village, after or "", wanted + 1],
        )
        rows = [Listed(*row) for row in cursor.fetchall()]
    return Page(tuple(rows[:wanted]), rows[wanted - 1].code if len(rows) > wanted else None)


@dataclass(frozen=True, slots=True)
class Proposed:
    """An erasure that somebody proposed and nobody has approved yet."""

    number: int
    person_code: str
    place: str
    reason: str
    proposed_by: str
    proposed_at: datetime


def proposed_erasures(*, limit: int = MOST) -> list[Proposed]:
    """Erasures that wait for another officer, within the place of the acting post, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, person_code, place, reason, proposed_by, proposed_at FROM register_erasure WHERE approved_by IS NULL ORDER BY id LIMIT %s",
            [min(limit, MOST)],
        )
        return [Proposed(*row) for row in cursor.fetchall()]
