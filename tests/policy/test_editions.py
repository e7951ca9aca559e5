"""R2b, R2c, W2a: the editions we ship: dated, sourced, and what their sources leave open stays out and is said."""

import random
from datetime import date

import narwhals as nw
import polars as pl
import pytest

from policy.judging import FACTS, rows
from tuopin.common.refused import Refused
from tuopin.register.schema.choices import ALLOWANCE_CLASS, HOUSE_GRADE, OUT_OF_SCHOOL_REASON
from tuopin.standard.criteria import CRITERIA
from tuopin.standard.criterion import EachMember, Finding, Shape, Unit
from tuopin.standard.edition import listed, load
from tuopin.standard.income import net_income
from tuopin.standard.tokens import TOKENS

EDITIONS = {edition.name: edition for edition in listed()}
OVERLAYS = [name for name, edition in EDITIONS.items() if edition.base]
SHIPPED = """
name    authority in_force   household village township county
cn-2016 -         2016-04-23 6         5       0        2
ah-2016 34        2016-09-18 6         5       0        5
gx-2017 45        2017-12-31 13        16      0        15
sc-2016 51        2016-08-18 9         9       0        5
yn-2016 53        2016-12-31 6         5       2        6
sn-2017 61        2017-11-30 9         11      0        8
"""


def test_the_editions_we_ship():
    told = [
        {"name": e.name, "authority": e.authority or "-", "in_force": str(e.in_force)} | {unit: str(len(e.rules(unit))) for unit in Unit}
        for e in listed()
    ]
    assert told == rows(SHIPPED)


def rules():
    return [pytest.param(rule, id=f"{e.name}.{rule.key}") for e in listed() for unit in Unit for rule in e.rules(unit)]


@pytest.mark.parametrize("rule", rules())
def test_every_rule_can_be_asked_for_2017(rule):
    assert isinstance(rule.finding(2017), Finding | EachMember)


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
def test_every_edition_says_what_is_left_open(edition):
    assert edition.left_open != ()


def test_the_national_standard_asks_for_the_six_things():
    assert [rule.criterion.name for rule in load("cn-2016").rules(Unit.HOUSEHOLD)] == [
        "income", "food", "clothing", "schooling", "medical", "housing",
    ]  # fmt: skip


def test_the_four_factors_are_weighed_and_the_incidence_is_binding():
    assert {rule.criterion.name: rule.binding for rule in load("cn-2016").rules(Unit.VILLAGE)} == {
        "incidence": True,
        "infrastructure": False,
        "public_services": False,
        "industry": False,
        "collective_economy": False,
    }


# ------------------------------------------------------------------------------------------------------------- days
@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition_holds_from_its_day_and_not_the_day_before(name):
    first = EDITIONS[name].in_force
    assert (load(name, on=first).name, EDITIONS[name].in_force_on(date.fromordinal(first.toordinal() - 1))) == (name, False)


def test_a_day_with_no_edition_in_force_is_refused():
    with pytest.raises(Refused) as refusal:
        load("cn-2016", on=date(2016, 4, 22))
    assert (refusal.value.code, refusal.value.clause) == ("no_edition_in_force", "P0")


# ----------------------------------------------------------------------------------------------------------- digest
DIGESTS = """
name    digest
cn-2016 0544036f65d7a55d
ah-2016 4d57239453bd0681
gx-2017 3c3ce143640f0382
sc-2016 24264da4d21ce0f4
yn-2016 3b7769532c1baec9
sn-2017 8114b83b25617e12
"""


def test_a_digest_is_of_the_meaning_and_does_not_change():
    """Verdicts name it. An edition in force is not edited: a change here is a new edition, or the criteria's own."""
    assert [{"name": name, "digest": edition.digest[:16]} for name, edition in EDITIONS.items()] == rows(DIGESTS)


def test_a_citation_is_no_part_of_the_digest(tmp_path):
    from chapters.standard.files import BASE, written

    one = load(str(written(tmp_path, "one", BASE))).digest
    other = load(str(written(tmp_path, "two", BASE.replace('"official"', '"published"')))).digest
    assert one == other


@pytest.mark.parametrize(
    ("old", "new"), [("2017 = 2952", "2017 = 2953"), ("value = 2,", "value = 3,"), ("binding = false", "binding = true"), ("= 40", "= 41")]
)
def test_a_number_is_part_of_the_digest(tmp_path, old, new):
    from chapters.standard.files import BASE, grounded, written

    one = load(str(written(tmp_path, "one", BASE))).digest
    other = load(str(written(tmp_path, "two", grounded(BASE).replace(old, new, 1)))).digest
    assert one != other


# --------------------------------------------------------------------------------------------------------- criteria
@pytest.mark.parametrize("criterion", CRITERIA.values(), ids=lambda each: f"{each.unit}.{each.name}")
class TestEveryCriterion:
    def test_says_for_each_parameter_which_way_is_stricter(self, criterion):
        assert set(criterion.stricter) == set(criterion.parameters)

    def test_says_for_each_number_what_it_counts(self, criterion):
        assert set(criterion.units) == {name for name, shape in criterion.parameters.items() if shape not in {Shape.SWITCH, Shape.NAMES}}

    def test_reads_only_what_its_unit_has(self, criterion):
        looked_back = {"net_income", "members"}
        assert set(criterion.reads) - looked_back - FACTS[criterion.unit].keys() == set()

    def test_is_named_like_a_fact_only_if_it_is_that_very_yes_or_no(self, criterion):
        assert criterion.name not in FACTS[criterion.unit] or criterion.reads == (criterion.name,)

    def test_can_be_told_in_both_languages(self, criterion):
        numbers = dict.fromkeys(criterion.parameters, "7")
        told = [words.format(**numbers, gap="7") for words in (criterion.title, criterion.asks, criterion.remedy)]
        assert all(each.zh and each.en for each in told)


def test_the_words_an_edition_may_name_are_the_registers_answers():
    assert TOKENS.keys() == {*ALLOWANCE_CLASS.tokens, *HOUSE_GRADE.tokens, *OUT_OF_SCHOOL_REASON.tokens}


# ------------------------------------------------------------------------------ whoever meets an overlay meets its base
def some_households(count):
    """Random facts near every boundary, a fifth of them not recorded."""
    draw = random.Random(2016)
    years = ("grain_income", "tobacco_income", "net_income_per_head", "net_income")
    amounts = {name: (0, 1, 295_200, 295_201, 320_870, 900_000) for name in FACTS[Unit.HOUSEHOLD] if name.endswith("_income") or name in years}
    facts = {
        **amounts,
        "business_cost": (0, 1, 100_000),
        "members": (1, 2, 3),
        "house_area": (1299, 1300, 3900, 9000),
        "house_grade": ("A", "B", "C"),
        "allowance_class": ("A", "C", "none"),
        "water_litres": (34, 35),
        "water_minutes": (20, 21),
        "water_reliability": (89, 90),
        "identified_on": (date(2016, 12, 1), date(2017, 1, 1)),
    }
    kept = {name: kind for name, kind in FACTS[Unit.HOUSEHOLD].items() if name in facts or kind == pl.Boolean()}
    likely = {"dangerous_house": (False, False, False, True)}
    drawn = [
        {name: None if draw.random() < 0.05 else draw.choice(likely.get(name, facts.get(name, (True, True, True, False)))) for name in kept}
        for _ in range(count)
    ]
    return pl.LazyFrame(drawn, schema=kept)


def passing(edition, households):
    """Who meets every household rule that looks at the household's own facts, and who by the rules for members."""
    facts = nw.from_native(households).with_columns(net_income(edition.income).alias("net_income_0"), nw.col("members").alias("members_0"))
    found = [rule.finding(2017) for rule in edition.rules(Unit.HOUSEHOLD)]
    met = nw.all_horizontal(*(each.met for each in found if isinstance(each, Finding)), ignore_nulls=False)
    return facts.select(met.alias("met")).to_native().collect()["met"].fill_null(value=False)


HOUSEHOLDS = some_households(20_000)
NATIONAL = passing(EDITIONS["cn-2016"], HOUSEHOLDS)


def test_the_random_households_are_of_both_kinds():
    assert 1000 < NATIONAL.sum() < 19_000


@pytest.mark.parametrize("name", OVERLAYS)
def test_a_household_that_meets_an_overlay_meets_the_national_standard(name):
    met = passing(EDITIONS[name], HOUSEHOLDS)
    assert ((met & NATIONAL).sum() > 0, (met & ~NATIONAL).sum()) == (True, 0)
