"""Places are dated and have successors; whoever lives under a code that is given up lives under the next. Clauses V1, C1."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from office.people import COUNTY, NATION
from tuopin.common.acting import By
from tuopin.common.places import places
from tuopin.common.refused import Refused
from tuopin.register.actions.change import Why, change, part
from tuopin.register.actions.places import load_places, merge_places, recode, succeed
from tuopin.register.queries.places import chain, children, given_up, place, predecessors, successors
from tuopin.settings.scope import acting

AT = datetime(2020, 3, 1, 2, 0, tzinfo=UTC)
PROVINCE = By("sun", "provincial_office", "52")
WHY = Why("register.test", "R3a", "set up")


@pytest.fixture(scope="module")
def gazetteer(office):
    """Guizhou and everything in it."""
    with acting(PROVINCE):
        return load_places(by=PROVINCE, at=AT)


def asked(function, *given, seen_by=None, **named):
    with acting(seen_by or named.get("by", PROVINCE)):
        return function(*given, **named)


def rows(sql, *given, by=PROVINCE):
    with acting(by), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def household(code, village, **more):
    return {"household_code": code, "village_code": village, "head_name": "张三", "valid_from": date(2014, 1, 1), **more}


def person(code, of, village, **more):
    return {"person_code": code, "household_code": of, "village_code": village, "name": "张三", "valid_from": date(2014, 1, 1), **more}


def lives(village, code, *, year=2020):
    with acting(PROVINCE):
        change(
            [
                part("household", [household(code, village)]),
                part("person", [person(f"{code}-1", code, village)]),
                part("household_year", [{"household_code": code, "village_code": village, "year": year, "members": 1}]),
                part("person_year", [{"person_code": f"{code}-1", "household_code": code, "village_code": village, "year": year}]),
            ],
            WHY,
            by=PROVINCE,
            at=AT,
        )


def test_the_gazetteer_comes_once(gazetteer):
    expected = sum(1 for code in places() if code.startswith("52"))
    assert (gazetteer, asked(load_places, by=PROVINCE, at=AT)) == (expected, 0)


def test_a_place_lies_in_a_chain(gazetteer):
    assert [each.level for each in asked(chain, "520381100001", date(2016, 1, 1))][:4] == ["province", "prefecture", "county", "township"]


def test_names_are_public_and_counts_are_not(gazetteer):
    lives("520327101001", "C1")
    inside = {each.place.code: (each.households, each.persons) for each in asked(children, "520327", date(2016, 1, 1))}
    outside = {each.place.code: (each.households, each.persons) for each in asked(children, "520327", date(2016, 1, 1), seen_by=COUNTY)}
    assert (inside["520327101"], outside["520327101"]) == ((1, 1), (0, 0))


def test_who_lives_under_a_code_given_up_lives_under_the_next_from_that_day(gazetteer):
    lives("520424100001", "R1")
    asked(recode, "520424", "520499", on=date(2019, 6, 1), reason="撤县设区", by=PROVINCE, at=AT)
    found = rows("SELECT village_code, valid_from, valid_to FROM register_household WHERE household_code = 'R1' AND superseded_at IS NULL ORDER BY valid_from")
    assert found == [("520424100001", date(2014, 1, 1), date(2019, 6, 1)), ("520499100001", date(2019, 6, 1), None)]
    assert [each.later for each in asked(successors, "520424")] == ["520499"]
    assert [each.earlier for each in asked(predecessors, "520499")] == ["520424"]
    assert asked(place, "520424", date(2019, 5, 31)).valid_to == date(2019, 6, 1)
    assert asked(place, "520424", date(2019, 6, 1)) is None
    assert asked(given_up, "520424", date(2019, 6, 1)) == "520499"
    assert asked(place, "520499", date(2019, 6, 1)).parent == "5204"


def test_facts_of_the_year_follow_and_earlier_ones_stay(gazetteer):
    lives("520425100001", "Y1", year=2019)
    with acting(PROVINCE):
        change([part("household_year", [{"household_code": "Y1", "village_code": "520425100001", "year": 2018, "members": 1}])], WHY, by=PROVINCE, at=AT)
        change([part("village_year", [{"village_code": "520425100001", "year": 2019, "population": 9}])], WHY, by=PROVINCE, at=AT)
    asked(recode, "520425", "520498", on=date(2019, 6, 1), reason="撤县设区", by=PROVINCE, at=AT)
    years = rows("SELECT year, village_code FROM register_household_year WHERE household_code = 'Y1' AND superseded_at IS NULL ORDER BY year")
    assert years == [(2018, "520425100001"), (2019, "520498100001")]
    assert rows("SELECT village_code FROM register_person_year WHERE household_code = 'Y1' AND superseded_at IS NULL") == [("520498100001",)]
    assert rows("SELECT village_code FROM register_village_year WHERE population = 9 AND superseded_at IS NULL") == [("520498100001",)]


def test_a_person_who_died_before_stays_where_she_was(gazetteer):
    with acting(PROVINCE):
        dead = person("D1-1", "D1", "520422100001", valid_to=date(2018, 1, 1))
        change([part("household", [household("D1", "520422100001")]), part("person", [dead])], WHY, by=PROVINCE, at=AT)
    asked(recode, "520422", "520497", on=date(2019, 6, 1), reason="撤县设区", by=PROVINCE, at=AT)
    assert rows("SELECT village_code FROM register_person WHERE person_code = 'D1-1' AND superseded_at IS NULL") == [("520422100001",)]


def test_townships_go_into_one_with_their_villages_named(gazetteer):
    lives("520328102001", "M1")
    lives("520328103001", "M2")
    codes = {"520328102": "520328990", "520328103": "520328990", "520328102001": "520328990001", "520328103001": "520328990002"}
    asked(merge_places, "520328990", codes, on=date(2019, 1, 1), name="合并镇", reason="乡镇合并", by=PROVINCE, at=AT)
    found = rows("SELECT village_code FROM register_household WHERE household_code IN ('M1', 'M2') AND superseded_at IS NULL AND valid_to IS NULL ORDER BY 1")
    assert found == [("520328990001",), ("520328990002",)]
    assert asked(place, "520328990", date(2019, 1, 1)).name == "合并镇"


def test_a_village_left_out_is_refused_when_its_township_goes_into_another(gazetteer):
    lives("520329102001", "L1")
    with pytest.raises(Refused, match="left out"):
        asked(succeed, {"520329102": "520329103"}, names={}, on=date(2019, 1, 1), reason="乡镇合并", by=PROVINCE, at=AT)


@pytest.mark.parametrize(
    ("codes", "on", "by", "code"),
    [
        ({}, date(2019, 1, 1), PROVINCE, "no-places"),
        ({"520330": "520331"}, date(2021, 1, 1), PROVINCE, "in-future"),
        ({"520330": "5203"}, date(2019, 1, 1), PROVINCE, "other-level"),
        ({"520330": "520399", "520399": "520398"}, date(2019, 1, 1), PROVINCE, "both-ways"),
        ({"520330": "530330"}, date(2019, 1, 1), PROVINCE, "outside-place"),
        ({"520330": "520399"}, date(2019, 1, 1), COUNTY, "no-power"),
        ({"520777": "520399"}, date(2019, 1, 1), PROVINCE, "no-place"),
    ],
)
def test_an_unsound_recoding_is_refused(gazetteer, codes, on, by, code):
    with pytest.raises(Refused) as caught:
        asked(succeed, codes, names={}, on=on, reason="调整区划", by=by, at=AT)
    assert caught.value.code == code


def test_the_nation_sees_every_province_below(gazetteer):
    assert [each.place.code for each in asked(children, "", date(2016, 1, 1), seen_by=NATION)] == ["52"]
