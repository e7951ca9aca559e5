"""R2b, R2c: a province tightens or adds; it never loosens. The loader proves it or refuses, naming file and key."""

import pytest

from chapters.standard.files import overlay, refusal
from tuopin.standard.criterion import Unit
from tuopin.standard.edition import load

INCOME = '[[household]]\ncriterion = "income"\nGROUNDS\n'
SCHOOLING = '[[household]]\ncriterion = "schooling"\nGROUNDS\n'
INCIDENCE = '[[village]]\ncriterion = "incidence"\nGROUNDS\n'
INDUSTRY = '[[village]]\ncriterion = "industry"\nGROUNDS\n'

LOOSER = {
    "a lower line": (
        INCOME + "given.line = { value = { 2016 = 2952, 2017 = 2951 }, GROUND }",
        "household[0].given.line",
        "loosens the base in 2017: from 2952.0 to 2951.0",
    ),
    "fewer years": (INCOME + "given.years = { value = 1, GROUND }", "household[0].given.years", "loosens the base: from 2 to 1"),
    "a later first school year": (SCHOOLING + "given.from_age = { value = 7, GROUND }", "household[0].given.from_age", "loosens the base: from 6 to 7"),
    "an earlier last school year": (SCHOOLING + "given.to_age = { value = 14, GROUND }", "household[0].given.to_age", "loosens the base: from 15 to 14"),
    "one more excuse": (
        SCHOOLING + 'given.excused = { value = ["illness", "disability", "work"], GROUND }',
        "household[0].given.excused",
        "loosens the base: from illness, disability to illness, disability, work",
    ),
    "other excuses": (
        SCHOOLING + 'given.excused = { value = ["work"], GROUND }',
        "household[0].given.excused",
        "loosens the base: from illness, disability to work",
    ),
    "a higher limit in one region": (
        INCIDENCE + "given.limit = { value = { other = 1, west = 4 }, GROUND }",
        "village[0].given.limit",
        "loosens the base: from other = 2, west = 3 to other = 1, west = 4",
    ),
    "a line for a year the base has none for": (
        INCOME + "given.line = { value = { 2018 = 9999 }, GROUND }",
        "household[0].given.line",
        "the base has no number for 2018, so it cannot be shown not to loosen",
    ),
    "one line for every year": (
        INCOME + "given.line = { value = 9999, GROUND }",
        "household[0].given.line",
        "the base gives it by year, so it must be given by year here",
    ),
    "a dropped criterion": ('drop = ["food"]', "drop", "an overlay may not drop a criterion of its base"),
    "a line that counts again": (
        '[[income.excluded]]\nfact = "low_allowance_income"\nwhen = { allowance_class = ["B"] }\nGROUNDS',
        "income.excluded[0].when",
        "loosens the base, which leaves it out in more cases",
    ),
    "a lower cost ratio": (
        '[[income.cost_ratios]]\nline = "grain_income"\npercent = 39\nGROUNDS',
        "income.cost_ratios[0].percent",
        "loosens the base: from 40 % to 39 %",
    ),
    "a ratio where the base has none": (
        '[[income.cost_ratios]]\nline = "fruit_income"\npercent = 15\nGROUNDS',
        "income.cost_ratios[0].line",
        "loosens the base, where an unrecorded cost is unknown",
    ),
    "a recorded income accepted": (
        "[income]\naccept_recorded = { value = true, GROUND }",
        "income.accept_recorded",
        "loosens the base, which does not accept a recorded net income",
    ),
}


@pytest.mark.parametrize(("text", "key", "why"), LOOSER.values(), ids=LOOSER)
def test_an_overlay_that_loosens_is_refused(tmp_path, text, key, why):
    head = {"more": f'base = "base.toml"\n{text}'} if text.startswith("drop") else {}
    assert refusal(overlay(tmp_path, "" if head else text, **head)) == (f"over.toml: {key}", why)


def test_a_binding_criterion_may_not_become_a_weighed_one(tmp_path):
    path = overlay(tmp_path, INCIDENCE + "binding = false")
    assert refusal(path) == ("over.toml: village[0].binding", "an overlay may not make a binding criterion a weighed one")


def test_an_overlay_is_not_in_force_before_its_base(tmp_path):
    assert refusal(overlay(tmp_path, "", on="2016-04-22")) == ("over.toml: in_force.on", "is earlier than the base's day, 2016-04-23")


def test_an_overlay_of_the_same_day_stands(tmp_path):
    assert refusal(overlay(tmp_path, "", on="2016-04-23")) is None


def test_an_overlay_lies_within_the_place_of_its_base(tmp_path):
    overlay(tmp_path, "")
    path = tmp_path / "city.toml"
    path.write_text((tmp_path / "over.toml").read_text("utf-8").replace('"base.toml"', '"over.toml"').replace('"45"', '"4401"'), "utf-8")
    assert refusal(path) == ("city.toml: authority", "is not within the place of the base")


TIGHTER = {
    "a higher line": INCOME + "given.line = { value = { 2016 = 2953, 2017 = 2952 }, GROUND }",
    "the same line": INCOME + "given.line = { value = { 2016 = 2952, 2017 = 2952 }, GROUND }",
    "a year left out": INCOME + "given.line = { value = { 2016 = 2952 }, GROUND }",
    "more years": INCOME + "given.years = { value = 3, GROUND }",
    "fewer excuses": SCHOOLING + 'given.excused = { value = ["illness"], GROUND }',
    "no excuse": SCHOOLING + "given.excused = { value = [], GROUND }",
    "a lower limit": INCIDENCE + "given.limit = { value = { other = 2, west = 2 }, GROUND }",
    "the limit itself no longer passes": INCIDENCE + "given.at_limit = { value = false, GROUND }",
    "a factor made binding": INDUSTRY + "binding = true",
    "one criterion more": '[[household]]\ncriterion = "safe_water"\nGROUNDS',
    "a line left out in more cases": '[[income.excluded]]\nfact = "low_allowance_income"\nwhen = { allowance_class = ["B", "C"] }\nGROUNDS',
    "a line left out always": '[[income.excluded]]\nfact = "low_allowance_income"\nGROUNDS',
    "another line left out": '[[income.excluded]]\nfact = "relief_income"\nGROUNDS',
    "a higher cost ratio": '[[income.cost_ratios]]\nline = "grain_income"\npercent = 41\nGROUNDS',
    "a unit of its own": '[[township]]\ncriterion = "other_items"\nGROUNDS',
}


@pytest.mark.parametrize("text", TIGHTER.values(), ids=TIGHTER)
def test_an_overlay_that_tightens_or_adds_stands(tmp_path, text):
    assert refusal(overlay(tmp_path, text)) is None


def test_what_an_overlay_does_not_say_holds_as_in_its_base(tmp_path):
    path = overlay(tmp_path, INCOME + "given.years = { value = 3, GROUND }")
    income, schooling = load(str(path)).rules(Unit.HOUSEHOLD)
    told = (income.given["line"].at(2016).value, income.given["years"].value, schooling.given["to_age"].value)
    assert told == (295200, 3, 15)


def test_a_factor_stays_weighed_where_the_overlay_is_silent(tmp_path):
    path = overlay(tmp_path, INDUSTRY)
    assert [rule.binding for rule in load(str(path)).rules(Unit.VILLAGE)] == [True, False]
