"""Made-up numbers have the right form and belong to nobody. Clause P0."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuopin.common.identity import MADE_UP_AREA, PLACEHOLDER, id_valid, made_up_id
from tuopin.common.places import places
from tuopin.synthetic import numbers
from tuopin.synthetic.county import tables

CHISHUI, BEIJING = "520381", "110101"


@given(
    st.lists(
        st.tuples(st.dates(date(1900, 1, 1), date(2030, 12, 31)), st.sampled_from(["male", "female"]), st.integers(0, 499)), min_size=1, max_size=30
    )
)
def test_many_at_once_are_the_same_as_one_by_one(drawn):
    births = np.array([int(f"{birth:%Y%m%d}") for birth, _, _ in drawn])
    male = np.array([sex == "male" for _, sex, _ in drawn])
    serials = np.array([serial for _, _, serial in drawn])
    at_once = numbers.made_up_ids(births, male, serials, area=int(MADE_UP_AREA))

    assert at_once.to_list() == [made_up_id(*each) for each in drawn]


@given(st.dates(date(1890, 1, 1), date(2030, 12, 31)))
def test_days_become_eight_digits(day):
    since = np.array([(day - date(1970, 1, 1)).days])

    assert numbers.yyyymmdd(since).tolist() == [int(f"{day:%Y%m%d}")]


def test_every_number_of_a_county_is_right():
    ids = tables(CHISHUI, households=400, seed=3)["person"]["id_number"]

    assert all(id_valid(number) for number in ids)


def test_no_two_persons_share_a_number():
    ids = tables(CHISHUI, households=20_000, seed=3)["person"]["id_number"]

    assert ids.n_unique() == len(ids)


def test_no_area_of_ours_is_or_was_a_place():
    ours = {str(numbers.area(code))[:2] for code in numbers.ordinals()}
    theirs = {code[:2] for code in places()}

    assert (ours, ours & theirs) == ({"99"}, set())


def test_no_area_is_the_placeholder_for_a_missing_number():
    assert PLACEHOLDER not in {str(numbers.area(code)) for code in numbers.ordinals()}


@pytest.mark.parametrize(("county", "begins"), [(CHISHUI, "0"), (BEIJING, "2")])
def test_western_household_numbers_begin_with_a_zero(county, begins):
    assert numbers.household_codes(county, np.array([1]))[0][0] == begins


def test_counties_have_ranges_of_their_own():
    first = {code: numbers.household_codes(code, np.array([1, 999_999])).to_list() for code in (CHISHUI, "520382")}

    assert max(first["520382"]) < min(first[CHISHUI])


def test_phones_are_eleven_digits_of_a_block_nobody_has():
    phones = tables(CHISHUI, households=400, seed=3)["household"]["phone"].drop_nulls()

    assert phones.str.contains(r"^154\d{8}$").all()


def test_no_two_households_share_a_phone():
    phones = tables(CHISHUI, households=20_000, seed=3)["household"]["phone"].drop_nulls()

    assert phones.n_unique() == len(phones)


@given(st.lists(st.integers(0, 5), max_size=40))
def test_serials_count_up_within_a_key(keys):
    serials = numbers.serials_within(np.array(keys, dtype=np.int64))
    expected = [keys[:place].count(key) for place, key in enumerate(keys)]

    assert serials.tolist() == expected


def test_person_numbers_begin_with_the_household():
    made = tables(CHISHUI, households=50, seed=3)["person"]

    assert made.filter(pl.col("person_code").str.slice(0, 10) != pl.col("household_code")).is_empty()
