"""What was true on a day, as known at an instant; the history with its reasons, on both sides of a split (R3a, W4b)."""

from datetime import date, timedelta

from office.families import VILLAGE, event, family
from office.people import AT, COUNTY, ELSEWHERE
from tuopin.common.acting import By
from tuopin.register.actions.events import take_back
from tuopin.register.queries.history import history
from tuopin.register.queries.households import household, person
from tuopin.settings.scope import acting

TOWNSHIP = By("zhou", "township_government", "520381001")
LATER = AT + timedelta(days=30)


def asked(function, *given, seen_by=COUNTY, **named):
    with acting(seen_by):
        return function(*given, **named)


def members(code, **when):
    told = asked(household, code, **when)
    return [member["relation"] for member in told.members] if told else None


def test_a_household_on_a_day_has_the_members_of_that_day(office):
    who = family("H1", "head", "spouse", "son")
    event("death", on="2016-03-01", person_code=who["son"])
    event("birth", on="2016-05-05", household_code="H1", person={"name": "张新", "sex": "female", "relation": "daughter"}, no_number="尚未申领")
    days = [date(2013, 12, 31), date(2016, 3, 1), date(2016, 3, 2), date(2016, 5, 5), None]
    assert [members("H1", on=on) for on in days] == [
        None,
        ["head", "spouse", "son"],
        ["head", "spouse"],
        ["head", "spouse", "daughter"],
        ["head", "spouse", "daughter"],
    ]


def test_as_known_at_an_instant_is_what_was_known_then(office):
    who = family("H2", "head", "spouse")
    before = asked(household, "H2")
    event("death", at=LATER, on="2016-10-01", person_code=who["spouse"])
    event("correction", at=LATER, table="household_year", code="H2", year=2016, facts={"wage_income": "100"})
    then, now = (asked(household, "H2", on=date(2016, 10, 15), known_at=at) for at in (AT, LATER))
    assert ([each["relation"] for each in then.members], then.years) == (["head", "spouse"], {})
    assert ([each["relation"] for each in now.members], now.years[2016]["wage_income"]) == (["head"], 10000)
    assert before.facts["head_name"] == then.facts["head_name"]


def test_a_household_that_ended_is_told_as_it_last_was(office):
    who = family("H3", "head")
    event("death", on="2016-03-01", person_code=who["head"])
    told = asked(household, "H3")
    assert (told.facts["valid_to"], [each["relation"] for each in told.members]) == (date(2016, 3, 2), ["head"])


def test_a_person_and_her_years(office):
    who = family("H4", "head", "son")
    event("correction", table="person_year", code=who["son"], year=2016, facts={"student": "小学"})
    told = asked(person, who["son"])
    assert (told.facts["relation"], told.years[2016]["student"], asked(person, "nobody")) == ("son", "primary", None)


def test_outside_the_place_there_is_no_such_household(office):
    family("H5", "head")
    assert (asked(household, "H5", seen_by=ELSEWHERE), asked(history, "H5", seen_by=ELSEWHERE).lines) == (None, ())


def test_every_version_is_told_with_its_reason_officer_and_act(office):
    who = family("H6", "head", "spouse")
    event("correction", table="person", code=who["head"], facts={"ethnicity": "苗族"}, reason="户口簿为准")
    lines = [line for line in asked(history, who["head"]).lines if line.code == who["head"]]
    assert [(line.facts["ethnicity"], line.change.kind, line.change.reason, line.change.officer) for line in lines] == [
        (None, "register.new_household", "入户核实", "li"),
        ("苗族", "register.correction", "户口簿为准", "li"),
    ]
    assert (lines[0].closed_by, lines[1].closed_by) == (lines[1].act, None)


def test_no_number_stands_in_a_history(office):
    family("H7", "head", phone="19900000003")
    names = {name for line in asked(history, "H7").lines for name in line.facts}
    assert not {name for name in names if "phone" in name or "id_number" in name}


def test_a_split_is_followed_from_both_sides(office):
    who = family("H8", "head", "spouse", "son")
    event("split", on="2016-02-01", household_code="H8", persons=[who["son"]], head=who["son"], new_household="H8B")
    alone = family("H8C", "head")
    event("merge", on="2016-03-01", household_code="H8B", households=["H8C"], relations={alone["head"]: "other"})
    ties = [("split", "H8", "H8B"), ("merge", "H8C", "H8B")]
    assert [[(link.kind, link.earlier, link.later) for link in asked(history, code).links] for code in ("H8", "H8B", "H8C", who["son"])] == [ties] * 4


def test_a_split_taken_back_is_no_tie(office):
    who = family("H9", "head", "spouse", "son")
    done = event("split", on="2016-02-01", household_code="H9", persons=[who["son"]], head=who["son"], new_household="H9B")
    asked(take_back, done.number, reason="登记错户", by=COUNTY, at=AT)
    assert asked(history, "H9").links == ()


def test_a_reason_kept_above_is_told_below(office):
    family("H10", "head")
    told = {line.change.reason for line in asked(history, "H10", seen_by=TOWNSHIP).lines}
    assert (told, asked(household, "H10", seen_by=TOWNSHIP).village) == ({"入户核实"}, VILLAGE)
