"""Made-up counties are plausible, add up, and pass the register's own rules. Clauses P0, H1."""

from functools import cache

import polars as pl
import pytest

from tuopin.common.refused import BadInput
from tuopin.register.schema import TABLES
from tuopin.register.schema.parquet import types
from tuopin.synthetic.county import tables

CHISHUI = "520381"
MAIN = ("wage_income", "business_income", "property_income", "transfer_income")
FARM = ("grain_income", "tobacco_income", "livestock_income", "fruit_income", "other_crop_income", "other_business_income")
TRANSFERS = (
    "pension_income", "low_allowance_income", "special_support_income", "family_planning_income", "farm_subsidy_income",
    "ecological_income", "relief_income", "other_transfer_income",
)  # fmt: skip


@cache
def county():
    return tables(CHISHUI, households=3000, seed=7)


def people():
    return county()["person"].join(county()["household"].select("household_code", "status"), on="household_code")


def income():
    return county()["household_year"].drop_nulls("net_income")


def test_the_same_seed_makes_the_same_people():
    again = tables(CHISHUI, households=3000, seed=7)

    assert all(again[name].equals(frame) for name, frame in county().items())


def test_another_seed_makes_others():
    assert not tables(CHISHUI, households=3000, seed=8)["person"].equals(county()["person"])


@pytest.mark.parametrize("name", list(TABLES))
def test_a_table_has_exactly_the_declared_columns(name):
    assert dict(county()[name].schema) == types(TABLES[name])


def test_households_have_about_three_members():
    assert 2.9 < len(county()["person"]) / len(county()["household"]) < 3.15


def test_every_household_has_one_head():
    heads = people().filter(relation="head").group_by("household_code").len()

    assert (len(heads), heads["len"].max()) == (3000, 1)


def test_spouses_are_of_the_other_sex():
    couples = people().filter(pl.col("relation").is_in(["head", "spouse"])).group_by("household_code").agg(pl.col("sex").n_unique(), pl.len())

    assert couples.filter((pl.col("len") == 2) & (pl.col("sex") != 2)).is_empty()


def test_parents_are_older_than_their_children():
    heads = people().filter(relation="head").select("household_code", born="birth_on")
    pairs = people().join(heads, on="household_code")
    wrong = pl.col("relation").is_in(["son", "daughter"]) & (pl.col("birth_on") < pl.col("born").dt.offset_by("15y"))
    wrong |= pl.col("relation").is_in(["father", "mother"]) & (pl.col("birth_on").dt.offset_by("15y") > pl.col("born"))

    assert pairs.filter(wrong).is_empty()


@pytest.mark.parametrize(("whole", "parts"), [("business_income", FARM), ("transfer_income", TRANSFERS)])
def test_income_is_the_sum_of_its_parts(whole, parts):
    assert (income()[whole] == income().select(pl.sum_horizontal(parts)).to_series()).all()


def test_net_income_is_the_lines_less_the_cost():
    net = income().select(pl.sum_horizontal(MAIN) - pl.col("business_cost")).to_series()

    assert (income()["net_income"] == net).all()


def test_income_per_head_is_floored_to_the_fen():
    assert (income()["net_income_per_head"] == income()["net_income"] // income()["members"]).all()


def test_there_are_zeros_and_blanks_among_incomes():
    lines = county()["household_year"]

    assert ((lines["property_income"] == 0).sum() > 0, lines["property_income"].null_count() > 0) == (True, True)


def test_members_of_a_year_are_the_persons_of_that_year():
    listed = county()["person_year"].group_by("household_code", "year").len()
    both = county()["household_year"].join(listed, on=["household_code", "year"])

    assert (len(both), (both["members"] == both["len"]).all()) == (len(county()["household_year"]), True)


def test_neighbours_are_alike():
    """Between villages incomes differ by more than chance would make them."""
    last = income().filter(year=2016).with_columns(log=(pl.col("net_income_per_head") / 100).log())
    villages = last.group_by("village_code").agg(pl.col("log").mean(), pl.len())
    by_chance = (last["log"].var() / villages["len"].mean()) ** 0.5

    assert villages["log"].std() > 1.3 * by_chance


def test_good_and_bad_years_last():
    wide = income().pivot("year", index="household_code", values="net_income_per_head").drop_nulls()

    assert wide.select(pl.corr("2015", "2016", method="spearman")).item() > 0.6


def test_most_who_have_not_exited_are_near_the_line():
    poor = county()["household"].filter(status="registered").join(income().filter(year=2016), on="household_code")["net_income_per_head"]

    assert 0.3 < (poor <= 2952_00).mean() < 0.7


def test_incidence_is_mostly_between_one_and_ten_percent():
    poor = people().filter(pl.col("status") != "exited").group_by("village_code").len()
    villages = county()["village_year"].filter(year=2016).join(poor, on="village_code", how="left")
    rates = villages["len"].fill_null(0) / villages["population"]

    assert rates.is_between(0.01, 0.10).mean() > 0.6


def test_wrong_exits_are_below_the_line():
    made = tables(CHISHUI, households=2000, seed=7, years=(2016,), wrong_exits=0.2)
    exited = made["household"].filter(status="exited").join(made["household_year"], on="household_code")["net_income_per_head"]

    assert 0.1 < (exited <= 2952_00).mean() < 0.25


@pytest.mark.parametrize(("households", "years"), [(0, (2016,)), (1_000_000, (2016,)), (10, (2012,)), (10, ())])
def test_what_cannot_be_made_is_refused(households, years):
    with pytest.raises(BadInput):
        tables(CHISHUI, households=households, seed=1, years=years)


def test_a_code_that_is_no_county_is_refused():
    with pytest.raises(BadInput, match="no county"):
        tables("999999", households=10, seed=1)


def test_one_household_can_be_made():
    assert len(tables(CHISHUI, households=1, seed=1)["household"]) == 1
