"""A household as the register holds it now: its periods, its members with theirs, their yearly facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tuopin.common.words import Words
from tuopin.register.rules.events import told
from tuopin.register.rules.events.edits import Version


@dataclass(frozen=True)
class Family:
    """One household: what is held true of it, on all days; `persons` are the periods of people spent in it."""

    code: str
    periods: tuple[Version, ...]  # in order
    persons: tuple[Version, ...]
    years: tuple[Version, ...] = ()
    person_years: tuple[Version, ...] = ()

    @property
    def all_periods(self) -> tuple[Version, ...]:
        """Its periods, ended or not; Refused where there is none."""
        if not self.periods:
            raise told.no_household(self.code)
        return self.periods

    @property
    def open(self) -> Version:
        """The period that holds until further notice; Refused where the household has ended or is not known here."""
        last = self.all_periods[-1]
        if last["valid_to"] is not None:
            raise told.ended(self.code, last["valid_to"])
        return last

    @property
    def village(self) -> str:
        """Where it lives now."""
        return str(self.open["village_code"])

    @property
    def since(self) -> date:
        """The day since which it lives where it lives now, without a break."""
        first = self.open
        for period in reversed(self.periods[:-1]):
            if period["valid_to"] != first["valid_from"] or period["village_code"] != first["village_code"]:
                break
            first = period
        day: date = first["valid_from"]
        return day

    @property
    def members(self) -> tuple[Version, ...]:
        """Who belongs to it until further notice."""
        return tuple(person for person in self.persons if person["valid_to"] is None)

    @property
    def head(self) -> Version | None:
        """The householder, where one is recorded."""
        return next((person for person in self.members if person["relation"] == "head"), None)

    def member(self, code: str) -> Version:
        """The open period of a member; Refused where the person does not belong to this household."""
        found = next((person for person in self.members if person["person_code"] == code), None)
        if found is None:
            raise told.no_member(code, self.code)
        return found

    def last_day_of(self, others: Iterable[str], end: date) -> date:
        """The day on which the household ends when these leave as the last: not before the end of any earlier member."""
        gone = set(others)
        return max([end, *(person["valid_to"] for person in self.persons if person["valid_to"] and person["person_code"] not in gone)])


@dataclass(frozen=True)
class Known:
    """What a rule may know: the day, and the households that the event touches."""

    today: date
    families: Mapping[str, Family]

    def family(self, code: str) -> Family:
        """The household of that code."""
        return self.families.get(code) or Family(code, (), ())

    def of_person(self, code: str) -> tuple[Family, Version]:
        """The household that a person belongs to, and her open period in it."""
        for family in self.families.values():
            for person in family.members:
                if person["person_code"] == code:
                    return family, person
        raise told.no_person(code)

    def periods_of(self, code: str) -> tuple[Family, tuple[Version, ...]]:
        """The household that a person belonged to last, and her periods in it, in order, ended or not."""
        found = [(family, period) for family in self.families.values() for period in family.persons if period["person_code"] == code]
        if not found:
            raise told.no_person(code)
        last = max(found, key=lambda pair: pair[1]["valid_from"])[0]
        return last, tuple(sorted((period for family, period in found if family is last), key=lambda period: period["valid_from"]))


def stands(family: Family, on: date) -> None:
    """Refuse a day before the household came to where it lives now."""
    if on < family.since:
        raise told.too_early(on, family.since, Words(f"户 {family.code}", f"household {family.code}"))


def begun(version: Version, on: date, *, whole: bool = True) -> None:
    """Refuse a day before a period of a person or household began (`whole`: that day itself may be the one)."""
    if on < version["valid_from"] or (on == version["valid_from"] and not whole):
        code = version.get("person_code") or version["household_code"]
        raise told.too_early(on, version["valid_from"], Words(f"{code}", f"{code}"))


def past(on: date, today: date) -> None:
    """Refuse a day that has not come."""
    if on > today:
        raise told.in_future(on)
