"""Yearly facts after an event: from its year on they follow whom they are about; earlier ones stay where they were recorded. Clause R3a."""

from collections.abc import Iterable
from datetime import date

from tuopin.register.rules.events.edits import Edits, Version
from tuopin.register.rules.events.family import Family


def follow(edits: Edits, family: Family, persons: Iterable[str], *, on: date, household_code: str, village_code: str) -> None:
    """The facts of these members are recorded where they now belong."""
    for row in _from_year(family.person_years, "person_code", persons, on=on):
        edits.corrects("person_year", row, household_code=household_code, village_code=village_code)


def move(edits: Edits, family: Family, *, on: date, village: str) -> None:
    """The facts of a household and its members are recorded in the village where it now lives."""
    for row in _from_year(family.years, "household_code", [family.code], on=on):
        edits.corrects("household_year", row, village_code=village)
    for row in _from_year(family.person_years, "household_code", [family.code], on=on):
        edits.corrects("person_year", row, village_code=village)


def _from_year(rows: Iterable[Version], code: str, codes: Iterable[str], *, on: date) -> tuple[Version, ...]:
    wanted = set(codes)
    return tuple(row for row in rows if row["year"] >= on.year and row[code] in wanted)
