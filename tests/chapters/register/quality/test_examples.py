"""Every rule of the catalogue finds its failing example and lets its passing one be; what is not known is no problem."""

import pytest

from chapters.register.quality.world import fires, found
from tuopin.register.problem import Level
from tuopin.register.quality.rule import GROUPS, Grain, catalogue

RULES = list(catalogue().values())
NOT_BLANK = [rule for rule in RULES if rule.level is not Level.BLANK]
LONELY = {Grain.PERSON: {"relation": None}}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_failing_example_is_found(rule):
    assert fires(rule, rule.fails) is True


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_passing_example_is_let_be(rule):
    assert fires(rule, rule.passes) is False


@pytest.mark.parametrize("rule", NOT_BLANK, ids=lambda rule: rule.id)
def test_what_is_not_known_is_no_problem(rule):
    assert fires(rule, LONELY.get(rule.grain, {})) is False


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.level is Level.BLANK], ids=lambda rule: rule.id)
def test_a_blank_that_nobody_asks_for_is_no_problem(rule):
    assert fires(rule, rule.fails, asked=frozenset()) is False


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_failing_example_is_one_problem(rule):
    own = found(rule, rule.fails)

    assert own.group_by("household_code", "person_code", "village_code", "year").len()["len"].max() == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_speaks_both_languages(rule):
    assert all(words.zh.strip() and words.en.strip() and not words.zh.isascii() for words in (rule.says, rule.wants))


def test_every_group_has_rules():
    assert {rule.group for rule in RULES} == set(GROUPS)


def test_there_are_many_rules():
    assert len(RULES) >= 150
