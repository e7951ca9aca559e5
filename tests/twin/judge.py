"""The judge: the standard applied to one household after another, as a patient clerk would, and then to the places they live in.

It reads the editions' files itself and shares no code with the product. Where judge and engine differ, one of them misreads a
clause. Begin reading here; then `household.py` and `provincial.py` (what each criterion asks), `income.py` (what counts as
income), `place.py` (villages, townships, counties), `three.py` (how met, not met and unknown combine), `paper.py` (an edition's
file), `lines.py` (the poverty lines).
"""

from typing import Any, NamedTuple

from twin import household as national
from twin import provincial
from twin.household import Found
from twin.income import net_income
from twin.three import all_met, known

ON_THE_REGISTER = {"registered", "exiting", "returned"}
OFF_THE_REGISTER = {"removed", "not_registered"}
CRITERIA = national.CRITERIA | provincial.CRITERIA


class Household(NamedTuple):
    """What is known of one household: its own row, its years (the assessed one first), its people's rows, the edition's income rules."""

    year: int
    own: dict[str, Any]
    years: list[dict[str, Any]]
    members: list[dict[str, Any]]
    income_rules: Any

    @property
    def now(self):
        """The facts of the assessed year."""
        return self.years[0]

    def net_income(self, back):
        """Net income so many years back, in fen."""
        return net_income(self.years[back], self.income_rules)


class Verdict(NamedTuple):
    """What the judge says of a household, in the order of the product's verdict table."""

    household_code: str
    village_code: str
    status: str | None
    members: int | None
    found: dict[str, Found]
    standard_met: bool | None
    may_leave: bool
    poor_low: int | None
    poor_high: int | None


def judge(household, rules):
    """Every criterion, always: never stopping at the first that fails, for people are owed every reason."""
    found = {name: CRITERIA[name](household, **rule.at(household.year)) for name, rule in rules.items()}
    standard_met = all_met(found[name].met if rule.binding else known(found[name].met) for name, rule in rules.items())
    status, people = household.own["status"], people_of(household)
    may_leave = standard_met is True and status in ON_THE_REGISTER
    low, high = poor(status, standard_met, may_leave=may_leave)
    counted = (None, None) if people is None else (low * people, high * people)
    own = household.own
    return Verdict(own["household_code"], own["village_code"], status, people, found, standard_met, may_leave, *counted)


def people_of(household):
    """How many people: as registered that year, else as many as are listed, else nobody knows."""
    return household.now.get("members") if household.now.get("members") is not None else (len(household.members) or None)


def poor(status, standard_met, *, may_leave):
    """Whether the household still counts as poor once those that may leave have left: for certain, and possibly.

    | in the register as      | standard  | certainly | possibly |
    |-------------------------|-----------|-----------|----------|
    | removed, not registered | any       | no        | no       |
    | exited                  | met       | no        | no       |
    | exited                  | unknown   | no        | yes      |
    | exited                  | not met   | yes       | yes      |
    | anything else, unknown  | may leave | no        | no       |
    | anything else, unknown  | else      | yes       | yes      |
    """
    if status in OFF_THE_REGISTER:
        return False, False
    if status == "exited":
        return standard_met is False, standard_met is not True
    return not may_leave, not may_leave
