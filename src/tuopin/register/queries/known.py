"""What is held true on a day, as known at an instant: the two questions that every query of the register asks. Clause R3a."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tuopin.register.stored import Stored

UNTIL = "coalesce(v.superseded_at, 'infinity'::timestamptz)"


@dataclass(frozen=True, slots=True)
class Asked:
    """`on` none: what holds until further notice, or held last; `known_at` none: as known now."""

    on: date | None = None
    known_at: datetime | None = None

    def where(self, key: str, code: Any, *, own: bool) -> tuple[str, list[Any]]:
        """A condition on key and recorded time, written for the index that serves.

        By a table's own key there is one index over all versions; said this way, the planner does not take the one that only keeps
        days apart, which is slow to search. By another key, current and earlier versions have an index each.
        """
        if own:
            instants = [] if self.known_at is None else [self.known_at, self.known_at]
            then = f"{UNTIL} = 'infinity'" if self.known_at is None else f"{UNTIL} > %s AND v.recorded_at <= %s"
            return f"{key} AND {then}", [code, *instants]
        now = f"({key} AND v.superseded_at IS NULL)"
        if self.known_at is None:
            return now, [code]
        return f"({now} OR ({key} AND v.superseded_at > %s)) AND v.recorded_at <= %s", [code, code, self.known_at, self.known_at]


def versions(cursor: Any, stored: Stored, key: str, *, code: Any, asked: Asked) -> list[dict[str, Any]]:
    """Versions whose `key` (such as "v.household_code = %s") is that code, as known then, in order; all their facts."""
    where, values = asked.where(key, code, own=key.startswith(f"v.{stored.key[0]} "))
    order = "valid_from" if stored.dated else "year"
    names = ("id", *stored.columns, "recorded_at", "superseded_at")
    cursor.execute(f"SELECT {', '.join(f'v.{name}' for name in names)} FROM {stored.name} AS v WHERE {where} ORDER BY v.{order}, v.{stored.code}", values)
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def holds(version: dict[str, Any], on: date | None) -> bool:
    """Whether a version holds on the day; without a day: until further notice."""
    if on is None:
        return version["valid_to"] is None
    return bool(version["valid_from"] <= on and (version["valid_to"] is None or version["valid_to"] > on))
