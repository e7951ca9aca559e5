"""H1: net income from its lines, by what an edition counts; a line that is needed and not recorded makes it unknown."""

import pytest

from policy.judging import answers, frame, rows
from tuopin.standard.criterion import Unit
from tuopin.standard.edition import load
from tuopin.standard.income import Exclusion, IncomeRules, net_income

PLAIN = IncomeRules()
RECORDED = IncomeRules(accept_recorded=True)
PENSION = IncomeRules(excluded=(Exclusion("pension_income"),))
CLASS_C = IncomeRules(excluded=(Exclusion("low_allowance_income", {"allowance_class": ("C",)}),))
RATIOS = IncomeRules(cost_ratios={"grain_income": 40, "tobacco_income": 45})


def computed(text, rules):
    told = answers(frame(text, Unit.HOUSEHOLD), net_income(rules))
    return [case | {"answer": "-" if answer is None else str(answer)} for case, answer in zip(rows(text), told, strict=True)]


def test_net_income_is_the_four_lines_less_cost():
    text = """
    wage_income business_income property_income transfer_income business_cost answer
    1000        500             20              3               100           1423
    0           0               0               0               0             0
    100         0               0               0               300           -200
    -           500             20              3               100           -
    1000        -               20              3               100           -
    1000        500             -               3               100           -
    1000        500             20              -               100           -
    1000        500             20              3               -             -
    1000        0               20              3               -             1023
    """
    assert computed(text, PLAIN) == rows(text)


def test_a_recorded_income_is_taken_only_where_none_of_the_lines_is_recorded():
    text = """
    wage_income business_income property_income transfer_income business_cost net_income net_income_per_head members answer
    -           -               -               -               -             9000       3100                3       9000
    -           -               -               -               -             -          3100                3       9300
    -           -               -               -               -             -          3100                -       -
    -           -               -               -               -             -          -                   3       -
    0           -               -               -               -             9000       3100                3       -
    1000        0               0               0               -             9000       3100                3       1000
    """
    assert computed(text, RECORDED) == rows(text)


def test_a_recorded_income_is_not_taken_where_the_edition_does_not_accept_it():
    text = """
    wage_income business_income property_income transfer_income business_cost net_income answer
    -           -               -               -               -             9000       -
    """
    assert computed(text, PLAIN) == rows(text)


def test_what_does_not_count_is_taken_off_and_must_be_known():
    text = """
    wage_income business_income property_income transfer_income business_cost pension_income answer
    1000        0               0               500             0             200            1300
    1000        0               0               500             0             0              1500
    1000        0               0               500             0             -              -
    """
    assert computed(text, PENSION) == rows(text)


def test_a_conditional_exclusion_needs_its_class_only_where_there_is_an_amount():
    text = """
    wage_income business_income property_income transfer_income business_cost low_allowance_income allowance_class answer
    1000        0               0               500             0             400                  C               1100
    1000        0               0               500             0             400                  A               1500
    1000        0               0               500             0             400                  none            1500
    1000        0               0               500             0             400                  -               -
    1000        0               0               500             0             0                    -               1500
    1000        0               0               500             0             0                    C               1500
    1000        0               0               500             0             -                    A               -
    1000        0               0               500             0             -                    C               -
    """
    assert computed(text, CLASS_C) == rows(text)


def test_ratios_stand_in_for_a_cost_that_is_not_recorded_rounded_up():
    text = """
    wage_income business_income property_income transfer_income business_cost grain_income tobacco_income answer
    0           300             0               0               -             100          200            170
    0           301             0               0               -             101          200            170
    0           300             0               0               50            100          200            250
    0           300             0               0               50            -            -              250
    0           300             0               0               -             -            200            -
    0           300             0               0               -             100          -              -
    0           0               0               0               -             -            -              0
    """
    assert computed(text, RATIOS) == rows(text)


@pytest.mark.parametrize(
    ("name", "excluded", "accepted"),
    [
        ("cn-2016", [], True),
        ("gx-2017", ["pension_income", "low_allowance_income", "relief_income"], False),
        ("sc-2016", [], True),
        ("sn-2017", [], True),
        ("yn-2016", [], True),
        ("ah-2016", [], True),
    ],
)
def test_what_each_edition_counts(name, excluded, accepted):
    income = load(name).income
    assert ([each.fact for each in income.excluded], dict(income.cost_ratios), income.accept_recorded) == (excluded, {}, accepted)


def test_the_rules_name_the_columns_they_read():
    rules = IncomeRules(excluded=CLASS_C.excluded, cost_ratios={"grain_income": 40})
    assert rules.reads == (
        "wage_income", "business_income", "property_income", "transfer_income", "business_cost",
        "grain_income", "low_allowance_income", "allowance_class",
    )  # fmt: skip
