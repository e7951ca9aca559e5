"""People and households that come: births, marriages in, others who join, households newly registered. Clause R3a."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tuopin.register.rules.events import told
from tuopin.register.rules.events.edits import Edits, Plan
from tuopin.register.rules.events.family import Known, past, stands
from tuopin.register.rules.events.heads import headed, takes_place
from tuopin.register.rules.events.passing import passes


def birth(known: Known, given: Mapping[str, Any]) -> Plan:
    """A child is born into a household: a member from the day of birth."""
    return join(known, {**given, "person": {**given["person"], "birth_on": given["on"]}})


def marriage_in(known: Known, given: Mapping[str, Any]) -> Plan:
    """Somebody marries into a household: newly registered, or passing over from the household she belonged to."""
    if given.get("person_code"):
        return passes(known, {**given, "relation": given["person"]["relation"]}, to=given["household_code"])
    return join(known, given)


def join(known: Known, given: Mapping[str, Any]) -> Plan:
    """Somebody who is not in the register joins a household: returns, is adopted, was overlooked."""
    on, person, edits = given["on"], given["person"], Edits()
    past(on, known.today)
    family = known.family(given["household_code"])
    stands(family, on)
    _born(person, on)
    takes_place(family, person["relation"])
    edits.brings("person", **_new(person, family.code, village=family.village, on=on))
    if person["relation"] == "head":
        headed(edits, family, person.get("name"), on=on)
    return Plan(edits, on)


def new_household(known: Known, given: Mapping[str, Any]) -> Plan:
    """A household is newly registered, with its members; exactly one is the householder."""
    on, edits = given["on"], Edits()
    past(on, known.today)
    heads = [person for person in given["members"] if person.get("relation") == "head"]
    if len(heads) != 1:
        raise told.one_head()
    code, village = given["household_code"], given["village_code"]
    if known.family(code).periods:
        raise told.code_taken(code)
    facts = {**given["household"], "household_code": code, "village_code": village, "head_name": heads[0].get("name")}
    edits.brings("household", **facts, valid_from=on, valid_to=None)
    for person in given["members"]:
        _born(person, on)
        edits.brings("person", **_new(person, code, village=village, on=on))
    return Plan(edits, on)


def _born(person: Mapping[str, Any], on: date) -> None:
    if person.get("birth_on") and person["birth_on"] > on:
        raise told.unborn(on, person["birth_on"])


def _new(person: Mapping[str, Any], household: str, *, village: str, on: date) -> dict[str, Any]:
    return {"joined_on": on.replace(day=1), **person, "household_code": household, "village_code": village, "valid_from": on, "valid_to": None}
