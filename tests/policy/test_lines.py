"""H1: the line is a table by authority, year, price basis and income concept; nothing is carried over in silence."""

import pytest

from policy.judging import rows
from tuopin.common.refused import Refused
from tuopin.standard.criterion import Unit
from tuopin.standard.edition import load
from tuopin.standard.given import Certainty
from tuopin.standard.lines import lines

NATIONAL = """
year fen    certainty
2010 230000 published
2011 253600 published
2012 262500 published
2013 273600 published
2014 280000 published
2015 285500 published
2016 295200 published
2017 295200 believed
2018 299500 believed
2019 321800 believed
2020 400000 believed
"""


def test_the_national_line_by_year_and_how_sure_it_is():
    told = [{"year": str(y), "fen": str(g.value), "certainty": str(g.certainty)} for y, g in lines()["national"].given.years.items()]
    assert told == rows(NATIONAL)


def test_a_line_is_as_sure_as_its_least_sure_year():
    assert lines()["national"].given.certainty is Certainty.BELIEVED


def test_the_income_concept_changes_in_2014():
    told = {year: given.concept.en for year, given in lines()["national"].given.years.items() if given.concept}
    assert (told[2013], told[2014]) == ("net income per head of farmers", "disposable income per head of rural residents")


def test_every_number_of_every_line_has_source_basis_and_concept():
    numbers = [given for line in lines().values() for given in line.given.years.values()]
    assert [given for given in numbers if not (given.source and given.basis and given.concept and given.clause)] == []


SHAANXI = """
year fen    exact
2010 250000 2500
2013 297392 2973.913
2016 320870 3208.696
2020 434783 4347.826
"""


@pytest.mark.parametrize("case", rows(SHAANXI), ids=lambda case: case["year"])
def test_shaanxis_2500_yuan_of_2010_are_carried_by_the_national_lines_ratio_and_rounded_up(case):
    assert str(lines()["shaanxi"].given.years[int(case["year"])].value) == case["fen"]


def test_a_carried_line_is_never_below_its_ratio_and_less_than_a_fen_above():
    national, carried = (lines()[name].given.years for name in ("national", "shaanxi"))
    over = [carried[year].value * 2300 - national[year].value * 2500 for year in national]
    assert all(0 <= each < 2300 for each in over)


def test_a_carried_line_is_derived_and_only_believed_where_the_leader_is():
    years = lines()["shaanxi"].given.years
    assert (years[2016].certainty, years[2017].certainty) == (Certainty.DERIVED, Certainty.BELIEVED)


def test_working_lines_are_listed_and_not_used():
    assert {name for name, line in lines().items() if not line.used} == {"guizhou", "guangdong"}


def test_a_year_without_a_line_is_refused_and_the_nearest_year_is_not_taken():
    income = load("cn-2016").rules(Unit.HOUSEHOLD)[0]
    with pytest.raises(Refused) as refusal:
        income.finding(2021)
    told = refusal.value
    assert (told.code, told.clause, told.because.en) == (
        "no_number_for_year",
        "H1",
        "edition cn-2016 has no number for income (household.income) in 2021",
    )


def test_the_line_of_the_year_assessed_is_the_threshold():
    shaanxi = load("sn-2017").rules(Unit.HOUSEHOLD)[0]
    assert [shaanxi.finding(year).threshold for year in (2016, 2019, 2020)] == [320870, 349783, 434783]
