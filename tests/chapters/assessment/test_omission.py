"""The comprehensive incidence as whole counts of persons; the worked example of a central county. Clauses C2, C5."""

from fractions import Fraction

import pytest

from chapters.assessment.tiny import COUNTY
from tuopin.assessment.omission import Counts, comprehensive, percent, rate, room
from tuopin.assessment.omission_counts import counts_of
from tuopin.common.refused import BadInput

ONE, TWO = Fraction(1, 100), Fraction(2, 100)
EXAMPLE = Counts.of(rural=500_000, left=5_000, exited=70_000)


def test_both_rates_at_one_percent_come_to_1_99_percent():
    told = comprehensive(EXAMPLE, limit=TWO, wrong_exit=ONE, omission=ONE)
    assert (told.wrong, told.omitted, told.poor, percent(Fraction(told.poor, told.rural)), told.met) == (700, 4_250, 9_950, "1.99%", True)


def test_omission_of_just_over_one_percent_fails_the_county():
    told = room(EXAMPLE, limit=TWO, wrong_exit=ONE)
    assert (told.allowed, told.omitted, percent(told.rate), percent(told.binding)) == (10_000, 4_300, "1.01%", "1.01%")


@pytest.mark.parametrize(("omitted", "met"), [(4_299, True), (4_300, True), (4_301, False)])
def test_exactly_the_limit_passes_and_one_person_more_does_not(omitted, met):
    told = comprehensive(EXAMPLE, limit=TWO, wrong_exit=ONE, omission=Fraction(omitted, EXAMPLE.unregistered))
    assert (told.omitted, told.met) == (omitted, met)


def test_the_omission_rate_s_own_limit_binds_where_the_county_has_room():
    told = room(Counts.of(rural=100_000, left=0, exited=1_000), limit=Fraction(3, 100), wrong_exit=Fraction(0))
    assert told.binding == TWO


def test_a_county_above_the_limit_has_no_room():
    assert room(Counts.of(rural=1_000, left=21, exited=0), limit=TWO, wrong_exit=ONE).omitted == -1


def test_no_fewer_wrong_exits_are_assumed_than_are_known():
    told = room(Counts.of(rural=1_000, left=0, exited=100, wrong=7), limit=TWO, wrong_exit=ONE)
    assert (told.wrong, told.omitted) == (7, 13)


def test_counts_come_from_a_result(result):
    told = counts_of(result, COUNTY)
    assert told == Counts(rural=800, left=11, exited=10, unregistered=779, wrong=3)


def test_more_registered_than_rural_is_bad_input():
    with pytest.raises(BadInput):
        Counts.of(rural=10, left=6, exited=5)


@pytest.mark.parametrize(("text", "expected"), [("1.0%", "1/100"), ("1％", "1/100"), ("0.01", "1/100"), ("1/100", "1/100"), ("100%", "1")])
def test_a_rate_is_read_exactly(text, expected):
    assert rate(text) == Fraction(expected)


@pytest.mark.parametrize("text", ["", "x", "101%", "-1%", "1/0"])
def test_what_is_no_rate_is_bad_input(text):
    with pytest.raises(BadInput):
        rate(text)
