"""Households that divide and that join into one; their history is kept on both sides. Clause R3a."""

from collections.abc import Mapping
from typing import Any

from tuopin.register.rules.events import told
from tuopin.register.rules.events.edits import Edits, Plan, Tie
from tuopin.register.rules.events.family import Family, Known, begun, past, stands
from tuopin.register.rules.events.heads import left_behind
from tuopin.register.rules.events.relations import to_new_head
from tuopin.register.rules.events.years import follow

STAYS = ("standard", "kind", "status", "household_type", "identified_on", "exited_year", "planned_year", "group_name")


def split(known: Known, given: Mapping[str, Any]) -> Plan:
    """Some members leave into a household of their own, which begins with the standing of the old one and with no yearly facts."""
    on, edits = given["on"], Edits()
    past(on, known.today)
    family = known.family(given["household_code"])
    stands(family, on)
    going = [family.member(code) for code in dict.fromkeys(given["persons"])]
    if not going or len(going) == len(family.members):
        raise told.nobody_left()
    head = next((person for person in going if person["person_code"] == given["head"]), None)
    if head is None:
        raise told.head_needed(person["person_code"] for person in going)
    code, village = given["new_household"], given.get("village_code") or family.village
    if known.family(code).periods:
        raise told.code_taken(code)
    relations = to_new_head(head, going, given.get("relations") or {})
    for person in going:
        begun(person, on)
        edits.turns("person", person, on, household_code=code, village_code=village, relation=relations[person["person_code"]])
    begun(family.open, on)
    kept = {name: family.open[name] for name in STAYS}
    edits.brings("household", **kept, household_code=code, village_code=village, head_name=head["name"], valid_from=on, valid_to=None)
    follow(edits, family, [person["person_code"] for person in going], on=on, household_code=code, village_code=village)
    left_behind(edits, family, going, on=on, given={"new_head": given.get("new_head"), "relations": given.get("relations_left")})
    return Plan(edits, on, (Tie("split", family.code, code),))


def merge(known: Known, given: Mapping[str, Any]) -> Plan:
    """Households go into another one, and end; their members are members there. Yearly facts of households stay: they do not add up."""
    on, edits, ties = given["on"], Edits(), []
    past(on, known.today)
    into = known.family(given["household_code"])
    stands(into, on)
    for code in dict.fromkeys(given["households"]):
        if code == into.code:
            raise told.same(code)
        _goes_into(edits, known.family(code), into=into, given=given)
        ties.append(Tie("merge", code, into.code))
    return Plan(edits, on, tuple(ties))


def _goes_into(edits: Edits, family: Family, *, into: Family, given: Mapping[str, Any]) -> None:
    on, stated = given["on"], given.get("relations") or {}
    unclear = [person["person_code"] for person in family.members if person["person_code"] not in stated]
    if unclear:
        raise told.relation_unclear(unclear)
    if any(stated[person["person_code"]] == "head" for person in family.members):
        raise told.one_head()
    for person in family.members:
        begun(person, on)
        edits.turns("person", person, on, household_code=into.code, village_code=into.village, relation=stated[person["person_code"]])
    codes = [person["person_code"] for person in family.members]
    follow(edits, family, codes, on=on, household_code=into.code, village_code=into.village)
    end = family.last_day_of(codes, on)
    begun(family.open, end, whole=False)
    edits.ends("household", family.open, end)
