"""One household as it was on a day, as known at an instant: its facts, its members, their years, the places it lies in. Clauses R3a, R3c.

Numbers are masked. Runs inside `acting(by)`: outside one's place there is no such household.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tuopin.common.keys import Keys, keys
from tuopin.common.masks import mask_id, mask_phone
from tuopin.common.sealed import Unopened, opened
from tuopin.register.queries.known import Asked, holds, versions
from tuopin.register.queries.places import PlaceTold, chain
from tuopin.register.stored import STORED, Stored

MASKS = {"id_number": mask_id, "phone": mask_phone}
HIDDEN = "****"


@dataclass(frozen=True)
class HouseholdTold:
    """A household: its facts, members, yearly facts by year, its members' yearly facts by person and year, places from the top."""

    code: str
    facts: Mapping[str, Any]
    members: tuple[Mapping[str, Any], ...]
    years: Mapping[int, Mapping[str, Any]]
    person_years: Mapping[str, Mapping[int, Mapping[str, Any]]]
    places: tuple[PlaceTold, ...]

    @property
    def village(self) -> str:
        """Where it lives."""
        return str(self.facts["village_code"])


@dataclass(frozen=True)
class PersonTold:
    """A person: her facts, her yearly facts by year, places from the top."""

    code: str
    facts: Mapping[str, Any]
    years: Mapping[int, Mapping[str, Any]]
    places: tuple[PlaceTold, ...]


def household(code: str, *, on: date | None = None, known_at: datetime | None = None, under: Keys | None = None) -> HouseholdTold | None:
    """The household on a day (none: now, or as it last was), as known at an instant (none: now); None where there is none."""
    asked, held = Asked(on, known_at), under or keys()
    with connection.cursor() as cursor:
        facts = _one(versions(cursor, STORED["household"], "v.household_code = %s", code=code, asked=asked), on)
        if facts is None:
            return None
        people = versions(cursor, STORED["person"], "v.household_code = %s", code=code, asked=asked)
        members = [person for person in people if holds(person, on or _last_day(facts))]
        codes = [person["person_code"] for person in members]
        years = versions(cursor, STORED["household_year"], "v.household_code = %s", code=code, asked=asked)
        person_years = versions(cursor, STORED["person_year"], "v.person_code = ANY (%s)", code=codes, asked=asked)
    return HouseholdTold(
        code,
        told(STORED["household"], facts, under=held),
        tuple(told(STORED["person"], person, under=held) for person in sorted(members, key=_head_first)),
        {row["year"]: row for row in years},
        {person: {row["year"]: row for row in person_years if row["person_code"] == person} for person in codes},
        tuple(chain(facts["village_code"], on or _last_day(facts) or date.max)),
    )


def person(code: str, *, on: date | None = None, known_at: datetime | None = None, under: Keys | None = None) -> PersonTold | None:
    """The person on a day, as known at an instant; None where there is none."""
    asked = Asked(on, known_at)
    with connection.cursor() as cursor:
        facts = _one(versions(cursor, STORED["person"], "v.person_code = %s", code=code, asked=asked), on)
        if facts is None:
            return None
        years = versions(cursor, STORED["person_year"], "v.person_code = %s", code=code, asked=asked)
    places = chain(facts["village_code"], on or _last_day(facts) or date.max)
    return PersonTold(code, told(STORED["person"], facts, under=under or keys()), {row["year"]: row for row in years}, tuple(places))


def told(stored: Stored, version: Mapping[str, Any], *, under: Keys) -> dict[str, Any]:
    """The facts of a version as a page may show them: numbers masked, nothing sealed."""
    shown = {name: value for name, value in version.items() if not name.endswith(("_sealed", "_index"))}
    for field in stored.sealed:
        value = version[f"{field.name}_sealed"]
        shown[field.name] = None if value is None else _masked(value, f"{stored.table.name}.{field.name}", row=version[stored.code], under=under)
    return shown


def _masked(value: Any, field: str, *, row: str, under: Keys) -> str:
    """A number whose key is not at hand is hidden whole."""
    try:
        return MASKS[field.split(".")[1]](opened(bytes(value), field=field, row=row, keys=under))
    except Unopened:
        return HIDDEN


def _one(found: list[dict[str, Any]], on: date | None) -> dict[str, Any] | None:
    """The version that holds on the day; without a day the open one, else the last."""
    held = [version for version in found if holds(version, on)]
    return held[-1] if held else found[-1] if found and on is None else None


def _last_day(facts: Mapping[str, Any]) -> date | None:
    """The last day of what has ended; none while it goes on."""
    end = facts["valid_to"]
    return date.fromordinal(end.toordinal() - 1) if end else None


def _head_first(member: Mapping[str, Any]) -> tuple[bool, str]:
    return member["relation"] != "head", member["person_code"]
