"""Published figures that are plain arithmetic must come out of plain arithmetic. Clauses G1, C1, C5; docs of the field, chapter 4.

Where a figure was printed rounded, the test asks whether whole counts exist that round to it.
"""

import csv
from collections import Counter
from importlib.resources import files

import pytest


def shipped(name):
    return list(csv.DictReader(files("tuopin.common").joinpath("data", name).read_text("utf-8-sig").splitlines()))


SERIES = {int(row["year"]): row for row in shipped("national_poverty_series.csv")}
COUNTIES = shipped("poverty_counties_832.csv")
LEFT = Counter(int(row["exit_year"]) for row in COUNTIES)


def poor(year, column="rural_poor_10k_persons"):
    return round(float(SERIES[year][column]))


def percent(part, whole, digits):
    """A share in percent, halves rounded up, in whole units of the last digit shown."""
    return (part * 100 * 10**digits * 2 + whole) // (whole * 2) / 10**digits


def table(text):
    return [line.split() for line in text.strip().splitlines()]


# ------------------------------------------------------------------------------------------------- the national series (10,000 persons)
def test_2013_is_2011_less_the_published_fall():
    assert poor(2011) - 3989 == 8249


FALLS = """
2015  2016  1240
2016  2017  1289
2017  2018  1386
2018  2019  1109
2019  2020  551
"""


@pytest.mark.parametrize(("before", "after", "fall"), table(FALLS))
def test_each_year_is_the_year_before_less_its_fall(before, after, fall):
    assert poor(int(before)) - poor(int(after)) == int(fall)


@pytest.mark.parametrize("year", [2016, 2017, 2018, 2019])
def test_east_central_and_west_add_up_to_the_nation(year):
    assert sum(poor(year, f"{region}_10k") for region in ("east", "central", "west")) == poor(year)


FALLS_BY_REGION = """
east     100
central  416
west     593
"""


@pytest.mark.parametrize(("region", "fall"), table(FALLS_BY_REGION))
def test_each_region_fell_in_2019_as_published(region, fall):
    assert poor(2018, f"{region}_10k") - poor(2019, f"{region}_10k") == int(fall)


# ------------------------------------------------------------------------------- the denominator is people registered, not residents
RURAL_RESIDENTS_2018 = 56_401  # 10,000 persons; believed, the order of size is what matters here


def implied(persons, rate):
    """The denominators (10,000 persons) that make `persons` round to `rate` percent, lowest and highest."""
    half = 0.05 if len(rate.split(".")[1]) == 1 else 0.005
    return persons / (float(rate) + half) * 100, persons / (float(rate) - half) * 100


@pytest.mark.parametrize("year", range(2011, 2019))
def test_the_denominator_of_the_series_is_the_rural_population_by_household_register(year):
    persons = 8249 if year == 2013 else poor(year)
    low, high = implied(persons, SERIES[year]["headcount_pct"])
    assert low < 97_000
    assert high > 96_000
    assert low > 1.6 * RURAL_RESIDENTS_2018


PROVINCES = """
Anhui-2014    484   9.1   5319
Jiangxi-2013  346   9.21  3757
Jiangxi-2020  9.6   0.27  3556
Guizhou-2017  280   7.75  3613
"""


@pytest.mark.parametrize(("where", "persons", "rate", "denominator"), table(PROVINCES))
def test_a_provinces_rate_gives_its_registered_rural_population(where, persons, rate, denominator):
    assert round(float(persons) / float(rate) * 100) == int(denominator), where


# -------------------------------------------------------------------------------------------------------- the 832 counties leave
def test_the_832_left_year_by_year():
    assert LEFT == {2016: 28, 2017: 125, 2018: 283, 2019: 344, 2020: 52}
    assert sum(LEFT.values()) == len(COUNTIES) == 832


SHARES = """
2017  153  18.4
2018  436  52.4
"""


@pytest.mark.parametrize(("until", "counties", "share"), table(SHARES))
def test_counties_out_by_a_year_and_their_share(until, counties, share):
    out = sum(number for year, number in LEFT.items() if year <= int(until))
    assert out == int(counties)
    assert percent(out, 832, 1) == float(share)


def test_283_counties_left_in_2018_under_two_limits():
    assert Counter(row["threshold_pct"] for row in COUNTIES if row["exit_year"] == "2018") == {"2": 114, "3": 169}


QUALITY_2018 = """
no_wrong_exit  245  86.57
no_omission    256  90.46
neither        230  81.27
"""


@pytest.mark.parametrize(("what", "counties", "share"), table(QUALITY_2018))
def test_quality_of_the_2018_exits(what, counties, share):
    assert percent(int(counties), 283, 2) == float(share), what


def test_twelve_counties_of_2018_had_both_wrong_exits_and_omissions():
    assert (283 - 245) + (283 - 256) - (283 - 230) == 12


# ----------------------------------------------------------------------------------------------------------- rates are of persons
def test_jinggangshans_wrong_exit_rate_counts_persons_not_households():
    assert percent(28, 6_830, 2) == 0.41
    assert percent(10, 2_076, 2) == 0.48  # 10 households of the 2,076 visited is not what was published


def test_jinggangshans_persons_are_households_of_ordinary_size():
    low, high = 28 / 0.415 * 100, 28 / 0.405 * 100
    assert low < 6_830 < high
    assert 3 < 6_830 / 2_076 < 4


def test_the_comprehensive_rate_binds_before_the_omission_rate_does():
    """70,000 exited with 1 % wrong, 425,000 not registered with 1 % omitted, 5,000 left, of 500,000: 1.99 %."""
    registered, rural, exited = 75_000, 500_000, 70_000
    persons = (registered - exited) + exited // 100 + (rural - registered) // 100
    assert persons == 5_000 + 700 + 4_250
    assert percent(persons, rural, 2) == 1.99
    assert persons * 100 <= rural * 2 < (persons + 51) * 100


# -------------------------------------------------------------------------------------------------------------------- the register
def test_mashans_audit_tells_how_many_left_in_2014():
    assert (round(608 / 0.0910), round(2_272 / 0.0890)) == (6_681, 25_528)


def test_the_register_of_2014_has_households_of_three():
    assert percent(8_962, 2_948, 2) / 100 == 3.04


def test_the_look_back_removed_more_than_it_added():
    assert 807 - 929 == -122
