"""R1c: Mashan, 2014: 608 households (2,272 people) with an income below 2,736 yuan were declared exited. Here they cannot be.

The state audit of 2015 found them among 6,681 households; the people below are made up, their number and the line are not.
"""

import pytest

from policy.whole import Register, verdicts
from tuopin.assessment.lists import Asked, List, listing

MASHAN, LINE_2013 = "450124", 273_600  # fen a head
HOUSEHOLDS, PEOPLE = 608, 2_272
SIZES = [4] * 448 + [3] * 160  # 2,272 people in 608 households
SHORTFALLS = (1, 100, 50_000, 273_600, 400_000)  # fen a household: from one fen below the line to far below


def mashan(status):
    """The 608 as the register had them, each otherwise ordinary."""
    register = Register(year=2013)
    for number, members in enumerate(SIZES):
        village = f"{MASHAN}{101 + number % 11:03}{200 + number % 13}"
        register.household(village, members, status=status, wage_income=members * LINE_2013 - SHORTFALLS[number % len(SHORTFALLS)])
    return register


@pytest.fixture(scope="module", params=["registered", "exited"])
def assessed(request, tmp_path_factory):
    return request.param, mashan(request.param).assessed(tmp_path_factory.mktemp("mashan"))


def test_they_are_608_households_and_2272_people(assessed):
    told = verdicts(assessed[1]).values()
    assert (len(told), sum(verdict["members"] for verdict in told)) == (HOUSEHOLDS, PEOPLE)


def test_none_of_them_meets_the_standard_and_none_may_leave(assessed):
    told = verdicts(assessed[1]).values()
    assert {verdict["income"] for verdict in told} == {False}
    assert {verdict["standard_met"] for verdict in told} == {False}
    assert sum(verdict["may_leave"] for verdict in told) == 0


def test_registered_as_exited_they_are_counted_and_listed_as_wrongly_exited(assessed):
    status, result = assessed
    county = result.table("counties").row(0, named=True)
    wrong = (HOUSEHOLDS, PEOPLE) if status == "exited" else (0, 0)
    assert (county["wrongly_exited_households"], county["wrongly_exited_persons"]) == wrong
    listed = listing(Asked(result), List.WRONG)
    assert sum(frame.height for frame in listed.frames) == wrong[0]


def test_they_still_count_as_poor_either_way(assessed):
    county = assessed[1].table("counties").row(0, named=True)
    assert (county["poor_low"], county["poor_high"]) == (PEOPLE, PEOPLE)


def test_one_fen_above_the_line_for_the_household_would_have_passed(tmp_path):
    register = Register(year=2013)
    code = register.household(f"{MASHAN}101201", 4, status="registered", wage_income=4 * LINE_2013 + 1)
    assert verdicts(register.assessed(tmp_path))[code]["may_leave"] is True
