"""People who go: deaths, marriages out, others who leave; and another householder. Clause R3a."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tuopin.register.rules.events import told
from tuopin.register.rules.events.edits import Edits, Plan
from tuopin.register.rules.events.family import Known, begun, past
from tuopin.register.rules.events.heads import left_behind, succeeds
from tuopin.register.rules.events.passing import passes


def death(known: Known, given: Mapping[str, Any]) -> Plan:
    """A member dies: a member on that day for the last time."""
    _, person = known.of_person(given["person_code"])
    if person["birth_on"] and given["on"] < person["birth_on"]:
        raise told.unborn(given["on"], person["birth_on"])
    return _goes(known, given, end=given["on"] + timedelta(days=1))


def marriage_out(known: Known, given: Mapping[str, Any]) -> Plan:
    """A member marries out of the household: into another of the register, or out of the register."""
    if given.get("to_household"):
        return passes(known, given, to=given["to_household"])
    return _goes(known, given, end=given["on"])


def leave(known: Known, given: Mapping[str, Any]) -> Plan:
    """A member leaves the register for another reason: away for good, found not to belong to it."""
    return _goes(known, given, end=given["on"])


def householder(known: Known, given: Mapping[str, Any]) -> Plan:
    """Another member becomes the householder; the one before stays a member."""
    on, edits = given["on"], Edits()
    past(on, known.today)
    family = known.family(given["household_code"])
    head = family.member(given["new_head"])
    if head["relation"] == "head":
        raise told.nothing_changes()
    succeeds(edits, family, head, members=family.members, on=on, stated=given.get("relations") or {})
    return Plan(edits, on)


def _goes(known: Known, given: Mapping[str, Any], *, end: date) -> Plan:
    edits = Edits()
    past(given["on"], known.today)
    family, person = known.of_person(given["person_code"])
    begun(person, end, whole=False)
    edits.ends("person", person, end)
    left_behind(edits, family, [person], on=end, given=given)
    return Plan(edits, given["on"])
