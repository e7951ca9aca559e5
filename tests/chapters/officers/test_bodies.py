"""Bodies sit where the Opinion puts them (R2a-R2d, H2, H3, V3, C3-C5, R3d, W4a)."""

import pytest

from tuopin.common.refused import Refused
from tuopin.officers.rules.bodies import BODIES, HOUSEKEEPERS, ORDER, OUTSIDE, level, may_sit, name

PLACES = {"nation": "", "province": "52", "prefecture": "5203", "county": "520381", "township": "520381100", "village": "520381100001"}

#                              nation province prefecture county township village
SEATS = """
village_committees             .      .        .          .      .        x
resident_work_team             .      .        .          .      .        x
township_government            .      .        .          .      x        .
county_leading_group           .      .        .          x      .        .
county_office                  .      .        .          x      .        .
city_leading_group             .      .        x          .      .        .
city_office                    .      .        x          .      .        .
provincial_leading_group       .      x        .          .      .        .
provincial_office              .      x        .          .      .        .
national_leading_group         x      .        .          .      .        .
evaluator                      x      x        x          x      x        x
inspector                      x      x        x          x      x        .
auditor                        x      x        x          x      .        .
"""
ROWS = [line.split() for line in SEATS.split("\n") if line]
CASES = [(body, where, mark == "x") for body, *marks in ROWS for where, mark in zip(PLACES, marks, strict=True)]


def sits(body, place):
    try:
        may_sit(body, place)
    except Refused as refusal:
        return refusal.code
    return True


@pytest.mark.parametrize(("body", "where", "may"), CASES)
def test_a_body_sits_at_its_levels_and_nowhere_else(body, where, may):
    assert sits(body, PLACES[where]) == (True if may else "wrong-level")


def test_the_table_names_every_body():
    assert [body for body, *_ in ROWS] == list(BODIES)


@pytest.mark.parametrize("place", ["5", "520", "52038", "52038110", "5203811000011", "52038a", "５２", "/", "~", "52~"])
def test_a_code_that_is_no_place_seats_nobody(place):
    assert {sits(body, place) for body in BODIES} == {"wrong-level"}


def test_an_unknown_body_is_refused():
    assert sits("village_head", "520381100001") == "no-such-body"


@pytest.mark.parametrize(("where", "place"), PLACES.items())
def test_a_place_has_the_level_of_its_code(where, place):
    assert level(place) == where


def test_levels_run_from_the_nation_down():
    assert tuple(PLACES) == ORDER


def test_evaluator_and_auditor_stand_outside_the_hierarchy():
    assert set(OUTSIDE) == {"evaluator", "auditor"}


def test_every_body_has_a_name_of_its_own_in_both_languages():
    names = [name(token) for token in (*BODIES, *HOUSEKEEPERS)]
    assert (len({words.zh for words in names}), len({words.en for words in names})) == (len(names), len(names))


@pytest.mark.parametrize("housekeeper", HOUSEKEEPERS)
def test_operator_and_system_hold_no_post(housekeeper):
    assert sits(housekeeper, "") == "no-such-body"
