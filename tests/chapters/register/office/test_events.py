"""What happens to households and people is recorded at any time of the year, with its rule (R3a)."""

from datetime import date

import pytest

from office.families import VILLAGE, event, family, member, rows
from office.people import AT, COUNTY, ELSEWHERE
from tuopin.common.acting import By
from tuopin.common.refused import BadInput, Refused
from tuopin.register.actions.events import take_back
from tuopin.settings.scope import acting

PROVINCE = By("sun", "provincial_office", "52")
OTHER_VILLAGE = "520381001002"
OTHER_COUNTY = "520526001001"


def persons(code):
    sql = "SELECT relation, household_code, village_code, valid_from, valid_to FROM register_person WHERE person_code = %s AND superseded_at IS NULL"
    return rows(f"{sql} ORDER BY valid_from", code, by=PROVINCE)


def periods(code):
    sql = "SELECT head_name, village_code, valid_from, valid_to FROM register_household WHERE household_code = %s AND superseded_at IS NULL"
    return rows(f"{sql} ORDER BY valid_from", code, by=PROVINCE)


def years(table, code, column="household_code"):
    return rows(f"SELECT year, village_code, household_code FROM {table} WHERE {column} = %s AND superseded_at IS NULL ORDER BY year", code, by=PROVINCE)


def refused(kind, **given):
    with pytest.raises(Refused) as caught:
        event(kind, **given)
    return caught.value.code


def with_year(code, person, year):
    event("correction", table="household_year", code=code, year=year, facts={"wage_income": "1200.50"})
    event("correction", table="person_year", code=person, year=year, facts={"student": "primary"})


def test_a_child_is_a_member_from_the_day_of_birth(office):
    family("B1", "head", "spouse")
    event("birth", on="2016-05-05", household_code="B1", person={"name": "张新", "sex": "male", "relation": "son"}, no_number="尚未申领")
    found = rows("SELECT birth_on, valid_from, joined_on FROM register_person WHERE household_code = 'B1' AND relation = 'son'")
    assert found == [(date(2016, 5, 5), date(2016, 5, 5), date(2016, 5, 1))]


def test_whoever_dies_was_a_member_on_that_day(office):
    who = family("D1", "head", "spouse", "son")
    event("death", on="2016-03-01", person_code=who["son"])
    assert persons(who["son"]) == [("son", "D1", VILLAGE, date(2014, 1, 1), date(2016, 3, 2))]


def test_another_householder_follows_one_who_died_and_relations_follow(office):
    who = family("D2", "head", "spouse", "son")
    event("death", on="2016-03-01", person_code=who["head"], new_head=who["spouse"])
    assert [row[0] for row in persons(who["spouse"])] == ["spouse", "head"]
    assert persons(who["son"]) == [("son", "D2", VILLAGE, date(2014, 1, 1), None)]
    assert periods("D2")[-1] == ("李秀英", VILLAGE, date(2016, 3, 2), None)


def test_a_household_ends_when_nobody_is_left(office):
    who = family("D3", "head")
    event("death", on="2016-03-01", person_code=who["head"])
    assert periods("D3") == [("张大山", VILLAGE, date(2014, 1, 1), date(2016, 3, 2))]


def test_a_householders_death_names_another(office):
    who = family("D4", "head", "spouse")
    assert refused("death", on="2016-03-01", person_code=who["head"]) == "head-needed"


def test_a_relation_that_does_not_follow_is_asked_for(office):
    who = family("D5", "head", "son", "daughter_in_law")
    assert refused("death", on="2016-03-01", person_code=who["head"], new_head=who["son"]) == "relation-unclear"
    event("death", on="2016-03-01", person_code=who["head"], new_head=who["son"], relations={who["daughter_in_law"]: "配偶"})
    assert persons(who["daughter_in_law"])[-1][0] == "spouse"


@pytest.mark.parametrize(
    ("on", "code"),
    [("2016-11-02", "in-future"), ("2013-12-30", "too-early")],
    ids=["the day after", "before she belonged to the household"],
)
def test_a_death_on_an_impossible_day_is_refused(office, on, code):
    who = family(f"D6{code}", "head", "spouse")
    assert refused("death", on=on, person_code=who["spouse"]) == code


def test_a_split_keeps_the_history_on_both_sides(office):
    who = family("S1", "head", "spouse", "son", "daughter", phone="19900000001")
    with_year("S1", who["son"], 2015)
    with_year("S1", who["son"], 2016)
    event("split", on="2016-04-01", household_code="S1", persons=[who["son"]], head=who["son"], new_household="S1B")
    assert persons(who["son"]) == [("son", "S1", VILLAGE, date(2014, 1, 1), date(2016, 4, 1)), ("head", "S1B", VILLAGE, date(2016, 4, 1), None)]
    assert rows("SELECT kind, earlier, later FROM register_link WHERE earlier = 'S1'") == [("split", "S1", "S1B")]
    assert (years("register_household_year", "S1B"), len(years("register_household_year", "S1"))) == ([], 2)
    assert years("register_person_year", who["son"], "person_code") == [(2015, VILLAGE, "S1"), (2016, VILLAGE, "S1B")]
    assert rows("SELECT phone_index FROM register_household WHERE household_code = 'S1B'") == [(None,)]


def test_a_split_leaves_somebody_on_each_side(office):
    who = family("S2", "head", "spouse")
    assert refused("split", on="2016-04-01", household_code="S2", persons=list(who.values()), head=who["head"]) == "nobody-left"


def test_a_merge_ends_the_households_that_went_into_another(office):
    family("M1", "head", "spouse")
    who = family("M2", "head")
    event("merge", on="2016-04-01", household_code="M1", households=["M2"], relations={who["head"]: "父亲"})
    assert persons(who["head"])[-1] == ("father", "M1", VILLAGE, date(2016, 4, 1), None)
    assert periods("M2")[-1][3] == date(2016, 4, 1)


def test_a_household_moves_with_everybody_and_the_facts_of_that_year(office):
    who = family("V1", "head", "son")
    with_year("V1", who["son"], 2015)
    with_year("V1", who["son"], 2016)
    event("death", on="2016-08-01", person_code=who["son"])
    event("move", on="2016-06-01", household_code="V1", village_code=OTHER_VILLAGE)
    assert [row[1:] for row in periods("V1")] == [(VILLAGE, date(2014, 1, 1), date(2016, 6, 1)), (OTHER_VILLAGE, date(2016, 6, 1), None)]
    assert persons(who["son"])[-1][2:] == (OTHER_VILLAGE, date(2016, 6, 1), date(2016, 8, 2))
    assert [row[1] for row in years("register_household_year", "V1")] == [VILLAGE, OTHER_VILLAGE]
    assert [row[1] for row in years("register_person_year", who["son"], "person_code")] == [VILLAGE, OTHER_VILLAGE]


def test_a_move_across_a_countys_border_is_done_by_whoever_covers_both(office):
    family("V2", "head")
    assert refused("move", on="2016-06-01", household_code="V2", village_code=OTHER_COUNTY) == "outside-place"
    event("move", by=PROVINCE, on="2016-06-01", household_code="V2", village_code=OTHER_COUNTY)
    assert rows("SELECT count(*) FROM register_household WHERE household_code = 'V2'", by=ELSEWHERE) == [(1,)]


def test_a_marriage_in_from_another_registered_household_is_a_passing_over(office):
    family("W1", "head", "son")
    who = family("W2", "head", "daughter")
    event("marriage_in", on="2016-05-01", household_code="W1", person_code=who["daughter"], person={"relation": "daughter_in_law"})
    assert [row[:2] for row in persons(who["daughter"])] == [("daughter", "W2"), ("daughter_in_law", "W1")]


def test_a_marriage_out_of_the_register_ends_the_membership_that_day(office):
    who = family("W3", "head", "daughter")
    event("marriage_out", on="2016-05-01", person_code=who["daughter"])
    assert persons(who["daughter"])[-1][4] == date(2016, 5, 1)


def test_nobody_is_registered_twice(office):
    family("N1", "head")
    twin = member("spouse")
    event("join", on="2016-05-01", household_code="N1", person=twin)
    family("N2", "head")
    assert refused("join", on="2016-06-01", household_code="N2", person=twin) == "already-registered"


def test_nobody_is_registered_twice_beyond_ones_own_place_either(office):
    twin = member("spouse")
    family("N3", "head", village=OTHER_COUNTY, by=PROVINCE)
    event("join", by=PROVINCE, on="2016-05-01", household_code="N3", person=twin)
    family("N4", "head")
    assert refused("join", on="2016-06-01", household_code="N4", person=twin) == "already-registered"


def test_whoever_comes_back_keeps_her_code(office):
    who = family("N5", "head")
    back = member("spouse")
    event("join", on="2015-05-01", household_code="N5", person=back)
    ((code,),) = rows("SELECT person_code FROM register_person WHERE household_code = 'N5' AND relation = 'spouse'")
    event("leave", on="2015-08-01", person_code=code)
    event("join", on="2016-06-01", household_code="N5", person=back)
    assert [row[3:] for row in persons(code)] == [(date(2015, 5, 1), date(2015, 8, 1)), (date(2016, 6, 1), None)]
    assert persons(who["head"])[-1][4] is None


def test_a_document_number_or_a_reason_is_needed(office):
    family("N6", "head")
    assert refused("join", on="2016-05-01", household_code="N6", person={**member("spouse"), "id_number": ""}) == "number-needed"


@pytest.mark.parametrize(("change", "code"), [({"sex": "male"}, "number-other"), ({"birth_on": "1972-02-03"}, "number-other")])
def test_a_number_fits_birthday_and_sex(office, change, code):
    family(f"N7{next(iter(change))}", "head")
    wrong = {**member("spouse", birth_on="1972-02-02"), **change}
    assert refused("join", on="2016-05-01", household_code=f"N7{next(iter(change))}", person=wrong) == code


def test_a_corrected_name_of_the_householder_is_the_households_as_well(office):
    who = family("C1", "head")
    event("correction", table="person", code=who["head"], facts={"name": "张大川"})
    assert periods("C1") == [("张大川", VILLAGE, date(2014, 1, 1), None)]


def test_a_fact_that_changes_on_a_day_keeps_what_was_before(office):
    family("C2", "head")
    event("correction", table="household", code="C2", facts={"relocated": "是"}, from_on="2016-02-01")
    found = rows("SELECT relocated, valid_from FROM register_household WHERE household_code = 'C2' AND superseded_at IS NULL ORDER BY valid_from")
    assert found == [(None, date(2014, 1, 1)), (True, date(2016, 2, 1))]


@pytest.mark.parametrize(("table", "fact"), [("household", "village_code"), ("household", "head_name"), ("person", "relation"), ("person", "household_code")])
def test_what_an_event_changes_is_not_corrected(office, table, fact):
    who = family(f"C3{table}{fact}", "head", "spouse")
    code = who["head"] if table == "person" else f"C3{table}{fact}"
    assert refused("correction", table=table, code=code, facts={fact: "配偶" if fact == "relation" else "X"}) == "not-corrected"


def test_a_correction_that_says_what_is_there_changes_nothing(office):
    family("C4", "head")
    assert refused("correction", table="household", code="C4", facts={"status": "registered"}) == "nothing-changes"


def test_an_event_recorded_by_mistake_is_taken_back(office):
    who = family("T1", "head", "spouse")
    before = persons(who["spouse"]), periods("T1")
    done = event("death", on="2016-03-01", person_code=who["head"], new_head=who["spouse"])
    with acting(COUNTY):
        take_back(done.number, reason="登记错人", by=COUNTY, at=AT)
    assert (persons(who["spouse"]), periods("T1")) == before


def test_what_others_build_on_is_not_taken_back(office):
    who = family("T2", "head", "spouse", "son")
    done = event("death", on="2016-03-01", person_code=who["head"], new_head=who["spouse"])
    event("leave", on="2016-04-01", person_code=who["son"])
    with pytest.raises(Refused, match="has changed since"), acting(COUNTY):
        take_back(done.number, reason="登记错人", by=COUNTY, at=AT)


def test_a_reason_holds_no_number(office):
    family("Z1", "head")
    assert refused("leave", on="2016-03-01", person_code="Z1-1", reason="电话 19900001234 核实") == "number-in-reason"


def test_who_has_no_power_records_nothing(office):
    with pytest.raises(Refused, match="may not record events"):
        event("leave", by=By("wu", "auditor", "520381"), on="2016-03-01", person_code="Z1-1")


@pytest.mark.parametrize(
    ("kind", "given", "where"),
    [
        ("wedding", {}, "wedding"),
        ("leave", {"on": "2016-03-01"}, "person_code"),
        ("leave", {"on": "2016-02-30", "person_code": "A"}, "on"),
        ("leave", {"on": "2016-03-01", "person_code": "A", "why": "x"}, "why"),
        ("leave", {"on": "2016-03-01", "person_code": "A;DROP"}, "person_code"),
        ("move", {"on": "2016-03-01", "household_code": "A", "village_code": "5203"}, "village_code"),
        ("join", {"on": "2016-03-01", "household_code": "A", "person": {"name": "a", "sex": "other"}}, "person.sex"),
        ("correction", {"table": "place", "code": "A", "facts": {"name": "x"}}, "table"),
        ("correction", {"table": "household", "code": "A", "year": "2016", "facts": {"status": "exited"}}, "year"),
        ("correction", {"table": "household_year", "code": "A", "year": "2016", "facts": {"wage_income": "1.234"}}, "facts.wage_income"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_field(office, kind, given, where):
    with pytest.raises(BadInput) as caught:
        event(kind, **given)
    assert caught.value.where == where
