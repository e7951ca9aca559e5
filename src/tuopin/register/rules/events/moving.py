"""Households and people that move within what the acting post covers. Clause R3a."""

from collections.abc import Mapping
from typing import Any

from tuopin.register.rules.events import told
from tuopin.register.rules.events.edits import Edits, Plan, after
from tuopin.register.rules.events.family import Known, past, stands
from tuopin.register.rules.events.passing import passes
from tuopin.register.rules.events.years import move


def move_household(known: Known, given: Mapping[str, Any]) -> Plan:
    """A household moves to another village, with everybody who belongs to it on that day or later."""
    on, village, edits = given["on"], given["village_code"], Edits()
    past(on, known.today)
    family = known.family(given["household_code"])
    stands(family, on)
    if village == family.village:
        raise told.nothing_changes()
    for period in family.periods:
        if after(period, on):
            edits.turns("household", period, on, village_code=village, group_name=given.get("group_name"))
    for person in family.persons:
        if after(person, on):
            edits.turns("person", person, on, village_code=village)
    move(edits, family, on=on, village=village)
    return Plan(edits, on)


def move_person(known: Known, given: Mapping[str, Any]) -> Plan:
    """A person moves into another household of the register."""
    return passes(known, given, to=given["to_household"])
