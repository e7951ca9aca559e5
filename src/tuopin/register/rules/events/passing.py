"""A person passes from one household of the register into another: by moving, by marriage. Clause R3a."""

from collections.abc import Mapping
from typing import Any

from tuopin.register.rules.events import told
from tuopin.register.rules.events.edits import Edits, Plan
from tuopin.register.rules.events.family import Known, begun, past, stands
from tuopin.register.rules.events.heads import headed, left_behind, takes_place
from tuopin.register.rules.events.years import follow


def passes(known: Known, given: Mapping[str, Any], *, to: str) -> Plan:
    """She belongs to the other household from that day on; her facts of this year follow her; those she left have a householder."""
    on, relation, edits = given["on"], given["relation"], Edits()
    past(on, known.today)
    source, person = known.of_person(given["person_code"])
    goal = known.family(to)
    if source.code == goal.code:
        raise told.same(goal.code)
    stands(goal, on)
    begun(person, on)
    takes_place(goal, relation)
    if relation == "head":
        headed(edits, goal, person["name"], on=on)
    edits.turns("person", person, on, household_code=goal.code, village_code=goal.village, relation=relation)
    follow(edits, source, [person["person_code"]], on=on, household_code=goal.code, village_code=goal.village)
    left_behind(edits, source, [person], on=on, given=given)
    return Plan(edits, on)
