"""C1, C2: a county of the 832 leaves at 2 % and below (3 % in the west) of its rural population; its counts are its villages'."""

import polars as pl
import pytest

from policy.whole import OTHER, WEST, Register, place
from tuopin.standard.edition import load
from twin import compare
from twin.cases import batch_name, case
from twin.paper import shipped

NOT_OF_THE_832 = "520102"  # a district of Guiyang
LIMITS = """
county        population  poor  incidence  may_leave
360881        10000       200   met        yes
360881        10000       201   not_met    no
520526        10000       201   met        yes
520526        10000       300   met        yes
520526        10000       301   not_met    no
520102        10000       300   met        no
520102        10000       301   not_met    no
360881        -           0     unknown    no
360881        0           0     unknown    no
"""
ANSWERS = {"met": True, "not_met": False, "unknown": None}


def cases(text):
    return [tuple(line.split()) for line in text.strip().splitlines()[1:]]


@pytest.mark.parametrize(("county", "population", "poor", "incidence", "may_leave"), cases(LIMITS))
def test_the_limit_itself_passes_and_one_person_more_does_not(tmp_path, county, population, poor, incidence, may_leave):
    register = Register()
    register.county(county, None if population == "-" else int(population))
    register.household(f"{county}001201")
    register.poor(f"{county}001202", int(poor) // 2)
    register.poor(f"{county}002201", int(poor) - int(poor) // 2)
    told = place(register.assessed(tmp_path), county)
    assert told["poor_high"] == int(poor)
    assert told["incidence"] is ANSWERS[incidence]
    assert told["may_leave"] is (may_leave == "yes")


def test_who_is_not_of_the_832_does_not_leave_by_this_procedure(tmp_path):
    register = Register()
    register.county(NOT_OF_THE_832, 10_000)
    register.household(f"{NOT_OF_THE_832}001201")
    told = place(register.assessed(tmp_path), NOT_OF_THE_832)
    assert (told["incidence"], told["national_county"], told["may_leave"]) == (True, False, False)


def test_the_denominator_is_the_rural_registered_population_not_the_villages_people(tmp_path):
    register = Register()
    register.county(OTHER, 10_000)
    register.village(f"{OTHER}001201", population=1_000_000)
    register.poor(f"{OTHER}001201", 201)
    assert place(register.assessed(tmp_path), OTHER)["incidence"] is False


def test_an_uncounted_household_leaves_the_county_unknown_and_its_neighbour_not(tmp_path):
    register = Register()
    register.county(OTHER, 10_000)
    register.county(WEST, 10_000)
    register.household(f"{OTHER}001201", None, people=[])
    register.household(f"{WEST}001201")
    result = register.assessed(tmp_path)
    assert (place(result, OTHER)["incidence"], place(result, WEST)["incidence"]) == (None, True)


@pytest.mark.parametrize("edition", shipped(), ids=batch_name)
def test_a_countys_counts_are_the_sums_of_its_villages_and_of_its_households(edition, tmp_path):
    """R2d: totals equal the sum of the parts, on random registers."""
    asked = case(edition, 1)
    snapshot = compare.frozen(tmp_path / "snapshot", asked.tables)
    result = compare.assessed(snapshot, load(edition), tmp_path / "result", asked.paper.year)
    code = pl.col("village_code").str.slice(0, 6).alias("county_code")
    summed = result.table("villages").group_by(code).agg(pl.col(SUMS).sum()).sort("county_code")
    counties = result.table("counties").sort("county_code")
    assert summed.filter(pl.col("county_code").is_in(counties["county_code"].to_list())).equals(counties.select("county_code", *SUMS))
    verdicts = pl.concat([result.verdicts(county).collect() for county in result.counties])
    leaving = verdicts.filter("may_leave").group_by(code).agg(pl.col("members").sum().cast(pl.Int64)).sort("county_code")
    assert leaving["members"].to_list() == counties["leaving_persons"].to_list()


SUMS = ["households", "persons", "registered_households", "registered_persons", "leaving_households", "leaving_persons",
        "wrongly_exited_households", "wrongly_exited_persons", "unknown_households", "poor_low", "uncounted"]  # fmt: skip
