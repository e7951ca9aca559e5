"""The judge is a judge: it shares no code with the product, knows every criterion, and its tables say what Kleene's say. Clause R3d."""

import sys
from itertools import product
from pathlib import Path

import pytest

from house.tree import imported
from tuopin.standard.criteria import CRITERIA
from tuopin.standard.criterion import Unit
from twin import judge, place, pools, random_places, three

READINGS = ("factors", "household", "income", "judge", "lines", "paper", "place", "provincial", "register", "three")
KNOWN = {Unit.HOUSEHOLD: judge.CRITERIA} | {Unit(unit): criteria for unit, criteria in place.CRITERIA.items()}


@pytest.mark.parametrize("module", READINGS)
def test_the_judge_uses_the_standard_library_and_itself_only(module):
    names = {name.partition(".")[0] for name in imported(Path(__file__).with_name(f"{module}.py"))}
    assert names - sys.stdlib_module_names == {"twin"} & names


@pytest.mark.parametrize("module", READINGS)
def test_the_judge_is_built_of_its_own_readings(module):
    own = {name.partition(".")[2] for name in imported(Path(__file__).with_name(f"{module}.py")) if name.startswith("twin.")}
    assert own <= set(READINGS)


@pytest.mark.parametrize("unit", list(Unit))
def test_every_criterion_has_a_plain_reading_and_every_reading_a_criterion(unit):
    assert {name for of, name in CRITERIA if of is unit} == set(KNOWN[unit])


def test_every_fact_that_a_household_is_judged_by_is_made_difficult():
    read = {fact for (unit, _), criterion in CRITERIA.items() if unit is Unit.HOUSEHOLD for fact in criterion.reads}
    random = {*pools.HOUSEHOLD, *pools.HOUSEHOLD_YEAR, *pools.PERSON_YEAR, *pools.MONEY, pools.WAGE, "birth_on", "house_area", "members"}
    assert read <= random


def test_every_fact_that_a_village_is_judged_by_is_made_difficult():
    read = {fact for (unit, _), criterion in CRITERIA.items() if unit is Unit.VILLAGE for fact in criterion.reads}
    made = random_places.village(random_places.chance.Random(1), "520526001201", [], 2016)
    assert read - made.keys() == {"poor_low", "poor_high", "region"}


ANSWERS = (True, False, None)


@pytest.mark.parametrize(("one", "other"), list(product(ANSWERS, ANSWERS)))
def test_both_and_either_are_each_others_mirror(one, other):
    mirrored = three.opposite(three.any_met([three.opposite(one), three.opposite(other)]))
    assert three.all_met([one, other]) is mirrored


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_unknown_beside_an_answer(answer):
    assert three.all_met([answer, None]) is (False if answer is False else None)
    assert three.any_met([answer, None]) is (True if answer is True else None)
