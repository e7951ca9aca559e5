"""R2c: what a province changes can be read: number by number, and which way."""

from chapters.standard.files import BASE, grounded, overlay, written
from tuopin.standard.criterion import Unit
from tuopin.standard.difference import Way, changes, income_changes
from tuopin.standard.edition import load

INCOME = '[[household]]\ncriterion = "income"\nGROUNDS\n'


def told(a, b):
    return [(each.key, each.year, str(each.way)) for each in changes(a, b)]


def both(tmp_path, text):
    over = load(str(overlay(tmp_path, text)))
    return load(str(tmp_path / "base.toml")), over


def test_an_edition_does_not_differ_from_itself(tmp_path):
    base, over = both(tmp_path, "")
    assert (told(base, over), income_changes(base.income, over.income)) == ([], ())


def test_a_number_by_year_is_told_year_by_year(tmp_path):
    pair = both(tmp_path, INCOME + "given.line = { value = { 2016 = 2953, 2017 = 2952 }, GROUND }")
    assert told(*pair) == [("household.income.line", 2016, Way.STRICTER)]


def test_backwards_it_is_looser(tmp_path):
    base, over = both(tmp_path, INCOME + "given.years = { value = 3, GROUND }")
    assert (told(base, over), told(over, base)) == (
        [("household.income.years", None, Way.STRICTER)],
        [("household.income.years", None, Way.LOOSER)],
    )


def test_a_criterion_more_is_stricter_and_one_less_is_looser(tmp_path):
    base, over = both(tmp_path, '[[household]]\ncriterion = "food"\nGROUNDS')
    assert (told(base, over), told(over, base)) == ([("household.food", None, Way.STRICTER)], [("household.food", None, Way.LOOSER)])


def test_a_year_without_a_number_is_stricter_because_it_is_refused(tmp_path):
    pair = both(tmp_path, INCOME + "given.line = { value = { 2016 = 2952 }, GROUND }")
    assert told(*pair) == [("household.income.line", 2017, Way.STRICTER)]


def test_a_factor_made_binding(tmp_path):
    pair = both(tmp_path, '[[village]]\ncriterion = "industry"\nbinding = true\nGROUNDS')
    assert told(*pair) == [("village.industry.binding", None, Way.STRICTER)]


def test_excuses_of_which_neither_contains_the_other_cannot_be_compared(tmp_path):
    one = load(str(written(tmp_path, "one", BASE)))
    other = load(str(written(tmp_path, "two", grounded(BASE).replace('"illness", "disability"', '"illness", "work"'))))
    assert told(one, other) == [("household.schooling.excused", None, Way.UNCLEAR)]


def test_what_counts_as_income(tmp_path):
    base, over = both(tmp_path, '[[income.excluded]]\nfact = "relief_income"\nGROUNDS')
    assert [(each.key, each.before, each.after) for each in income_changes(base.income, over.income)] == [
        ("excluded.relief_income", None, "always")
    ]


def test_guangxi_loosens_nothing():
    ways = {each.way for each in changes(load("cn-2016"), load("gx-2017"))}
    assert ways == {Way.STRICTER}


def test_every_unit_of_an_edition_is_compared():
    units = {each.key.split(".")[0] for each in changes(load("cn-2016"), load("yn-2016"))}
    assert units == {Unit.TOWNSHIP, Unit.COUNTY}
