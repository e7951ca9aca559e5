"""The numbers of cn-2016 that the peers are given, read from the edition so that all judge by the same ones."""

from typing import Any

from tuopin.standard.criteria.household import AT_COMPULSORY_SCHOOL, BEYOND_COMPULSORY_SCHOOL
from tuopin.standard.criterion import Unit
from tuopin.standard.edition import load


def numbers(year: int) -> dict[str, Any]:
    """The line of the year in fen, the ages and excuses of schooling, what counts as at school."""
    held = {name: given.at(year) for rule in load("cn-2016").rules(Unit.HOUSEHOLD) for name, given in rule.given.items()}
    given: dict[str, Any] = {name: each.value for name, each in held.items() if each}
    return {
        "line": given["line"],
        "from_age": given["from_age"],
        "to_age": given["to_age"],
        "excused": tuple(given["excused"]),
        "at_school": (*AT_COMPULSORY_SCHOOL, *BEYOND_COMPULSORY_SCHOOL),
    }
