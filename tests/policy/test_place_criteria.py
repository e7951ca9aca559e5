"""V1, V2, C1, C2: a village's and a county's incidence, and what is counted beside it."""

import pytest

from policy.judging import judged, rows
from tuopin.standard.criterion import Unit

PLACES = [Unit.VILLAGE, Unit.TOWNSHIP, Unit.COUNTY]
LIMIT = {"other": 2, "west": 3}


@pytest.mark.parametrize("unit", PLACES)
def test_incidence_at_the_limit_passes_and_one_person_more_does_not(unit):
    text = """
    poor_low poor_high population region answer
    20       20        1000       other  met
    21       21        1000       other  not_met
    30       30        1000       west   met
    31       31        1000       west   not_met
    19       19        999        other  met
    20       20        999        other  not_met
    0        0         1000       other  met
    """
    assert judged(unit, "incidence", text, limit=LIMIT, at_limit=True) == rows(text)


@pytest.mark.parametrize("unit", PLACES)
def test_below_the_limit_excludes_the_limit_where_the_edition_says_so(unit):
    text = """
    poor_low poor_high population region answer
    29       29        1000       west   met
    30       30        1000       west   not_met
    29       30        1000       west   unknown
    30       30        1001       west   met
    """
    assert judged(unit, "incidence", text, limit=LIMIT, at_limit=False) == rows(text)


@pytest.mark.parametrize("unit", PLACES)
def test_incidence_is_unknown_while_the_unknown_households_could_decide_it(unit):
    text = """
    poor_low poor_high population region answer
    19       21        1000       other  unknown
    20       21        1000       other  unknown
    21       99        1000       other  not_met
    0        20        1000       other  met
    20       20        -          other  unknown
    20       20        0          other  unknown
    0        0         0          other  unknown
    20       20        1000       -      unknown
    -        20        1000       other  met
    -        21        1000       other  unknown
    21       -         1000       other  not_met
    """
    assert judged(unit, "incidence", text, limit=LIMIT, at_limit=True) == rows(text)


def test_incidence_is_exact_in_a_county_of_two_million():
    text = """
    poor_low poor_high population region answer
    40000    40000     2000000    other  met
    40001    40001     2000000    other  not_met
    """
    assert judged(Unit.COUNTY, "incidence", text, limit=LIMIT, at_limit=True) == rows(text)


def test_infrastructure_is_a_paved_road_and_safe_water_for_all():
    text = """
    paved_road unsafe_water_households answer
    yes        0                       met
    yes        1                       not_met
    no         0                       not_met
    no         -                       not_met
    -          1                       not_met
    yes        -                       unknown
    -          0                       unknown
    """
    assert judged(Unit.VILLAGE, "infrastructure", text) == rows(text)


def test_public_services_are_a_clinic_and_a_culture_room():
    text = """
    clinics culture_rooms answer
    1       1             met
    0       1             not_met
    1       0             not_met
    0       -             not_met
    1       -             unknown
    -       1             unknown
    """
    assert judged(Unit.VILLAGE, "public_services", text) == rows(text)


def test_collective_economy_is_some_income():
    text = """
    collective_income answer
    0                 not_met
    1                 met
    -                 unknown
    """
    assert judged(Unit.VILLAGE, "collective_economy", text) == rows(text)


def test_between_two_published_amounts_of_collective_income_it_is_unknown():
    text = """
    collective_income answer
    1999999           not_met
    2000000           unknown
    4999999           unknown
    5000000           met
    -                 unknown
    """
    assert judged(Unit.VILLAGE, "collective_level", text, least=2_000_000, enough=5_000_000) == rows(text)


def test_in_a_year_with_a_published_amount_nothing_is_between():
    text = """
    collective_income answer
    1999999           not_met
    2000000           met
    """
    assert judged(Unit.VILLAGE, "collective_level", text, least=2_000_000, enough=2_000_000) == rows(text)


def test_collective_income_or_a_cooperative():
    text = """
    collective_income cooperative answer
    1                 no          met
    0                 yes         met
    0                 no          not_met
    1                 -           met
    -                 yes         met
    0                 -           unknown
    -                 no          unknown
    """
    assert judged(Unit.VILLAGE, "collective_or_cooperative", text) == rows(text)


def test_a_county_has_its_number_of_industries():
    text = """
    industries answer
    1          not_met
    2          met
    3          met
    -          unknown
    """
    assert judged(Unit.COUNTY, "county_industries", text, least=2) == rows(text)


def test_rural_income_as_a_share_of_the_province():
    text = """
    income_share_of_province answer
    69                       not_met
    70                       met
    71                       met
    -                        unknown
    """
    assert judged(Unit.COUNTY, "income_share", text, least=70) == rows(text)


def test_items_an_edition_does_not_hold_are_always_unknown():
    text = """
    population answer
    0          unknown
    1000       unknown
    """
    assert judged(Unit.TOWNSHIP, "other_items", text) == rows(text)
