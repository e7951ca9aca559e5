"""A person is erased whole and nobody else's proof breaks; a number is opened with a reason; keys are rotated (R3c)."""

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from office.families import event, family, member, rows
from office.people import AT, COUNTY, COUNTY_TOO
from tuopin.common.acting import By
from tuopin.common.identity import id_valid
from tuopin.common.keys import keys
from tuopin.common.refused import BadInput, Refused
from tuopin.common.sealed import opened, seal
from tuopin.ledger import place
from tuopin.ledger.checking import verify
from tuopin.ledger.queries import proven
from tuopin.ledger.sequencer import sequence
from tuopin.register.actions.erasure import approve_erasure, erase_person, propose_erasure
from tuopin.register.actions.reseal import columns, reseal_all
from tuopin.register.actions.reveal import log_read, reveal
from tuopin.register.queries.households import household
from tuopin.settings.scope import acting

LATER = AT + timedelta(days=1)
PROVINCE = By("sun", "provincial_office", "52")
PHONE = "19900000007"


@pytest.fixture(scope="module")
def officers(office):
    """Two officers of the county."""
    from tuopin.officers.models import Officer

    for name in ("li", "zhao"):
        Officer.objects.get_or_create(sign_in=name, defaults={"display_name": name, "made_at": AT, "password": "!"})


def erased(code, *, by=COUNTY):
    with acting(by):
        return erase_person(code, reason="本人申请删除", by=by, at=LATER)


def found():
    sequence(place.log(), at=AT)
    return [(finding.where, finding.what.en) for finding in verify(place.log())]


def text_of_database():
    """Everything that the county's versions, acts and waiting rows say."""
    tables = ("register_person", "register_person_year", "register_household", "register_staged_person", "register_cross_list_row", "ledger_act")
    return "".join(str(rows(f"SELECT t::text FROM {table} AS t")) for table in tables)


def test_an_erased_person_is_nowhere_and_the_record_still_agrees(office):
    who = family("E1", "head", "spouse", "son", phone=PHONE)
    event("correction", table="person", code=who["spouse"], facts={"name": "李改名"})
    event("correction", table="person_year", code=who["spouse"], year=2016, facts={"student": "not_student"})
    done = erased(who["spouse"])
    assert rows("SELECT count(*) FROM register_person WHERE person_code = %s", who["spouse"]) == [(0,)]
    assert rows("SELECT count(*) FROM register_person_year WHERE person_code = %s", who["spouse"]) == [(0,)]
    assert rows("SELECT count(*) FROM ledger_act WHERE erased_by = %s AND record IS NULL AND salt IS NULL", done.act) == [(done.acts,)]
    assert "李改名" not in text_of_database()
    assert found() == []


def test_everybody_elses_proof_still_verifies(office):
    who = family("E2", "head", "spouse")
    ((number,),) = rows("SELECT act_id FROM register_person WHERE person_code = %s", who["head"])
    sequence(place.log(), at=AT)
    with acting(COUNTY):
        before = proven(place.log(), number)
    erased(who["spouse"])
    sequence(place.log(), at=AT)
    with acting(COUNTY):
        after = proven(place.log(), number)
    assert (before.record, found()) == (after.record, [])


def test_a_householders_household_keeps_its_history_without_the_name(office):
    who = family("E3", "head", "spouse", "son", phone=PHONE)
    event("correction", table="household_year", code="E3", year=2016, facts={"wage_income": "100"})
    event("correction", table="household", code="E3", facts={"relocated": "是"}, from_on="2016-02-01")
    event("householder", on="2016-03-01", household_code="E3", new_head=who["spouse"])
    before = rows("SELECT id, valid_from, valid_to, recorded_at, superseded_at, relocated FROM register_household WHERE household_code = 'E3' ORDER BY id")
    done = erased(who["head"])
    after = rows("SELECT id, valid_from, valid_to, recorded_at, superseded_at, relocated FROM register_household WHERE household_code = 'E3' ORDER BY id")
    names = rows("SELECT DISTINCT head_name, phone_index IS NULL FROM register_household WHERE household_code = 'E3' ORDER BY 1")
    assert (done.again, after) == (("E3",), before)
    assert [name for name, _ in names] == ["李秀英", None]
    assert found() == []


def test_two_householders_of_one_household_are_erased_one_after_another(office):
    who = family("E4", "head", "spouse")
    event("householder", on="2016-03-01", household_code="E4", new_head=who["spouse"])
    erased(who["head"])
    erased(who["spouse"])
    assert rows("SELECT DISTINCT head_name FROM register_household WHERE household_code = 'E4'") == [(None,)]
    assert found() == []


def test_what_waits_under_her_code_and_number_goes_as_well(office):
    who = family("E5", "head")
    ((number,),) = rows("SELECT id_number_index FROM register_person WHERE person_code = %s", who["head"])
    with acting(COUNTY), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO register_staged_person (person_code, village_code, batch_id, suspicious, name, valid_from) "
            "VALUES (%s, '520381001001', 1, 0, 'x', '2014-01-01')",
            [who["head"]],
        )
        cursor.execute(
            "INSERT INTO register_cross_list_row (list_id, \"row\", place, name, id_number_index, detail) VALUES (1, 2, '520381', 'x', %s, '{}')",
            [bytes(number)],
        )
        cursor.execute(
            "INSERT INTO register_batch_problem (batch_id, village_code, person_code, rule, level, because_zh, because_en) "
            "VALUES (1, '520381001001', %s, 'r', 'l', 'z', 'e')",
            [who["head"]],
        )
    assert erased(who["head"]).waiting == 3


def test_whoever_has_rows_outside_ones_place_is_erased_by_who_covers_them(office):
    who = family("E6", "head", village="520526001001", by=PROVINCE)
    event("move", by=PROVINCE, on="2016-03-01", household_code="E6", village_code="520381001001")
    with pytest.raises(Refused, match="outside the place"):
        erased(who["head"])
    assert erased(who["head"], by=PROVINCE).again == ("E6",)


def test_two_officers_are_needed(officers):
    who = family("E7", "head", "spouse")
    with acting(COUNTY):
        number = propose_erasure(who["spouse"], reason="本人申请删除", by=COUNTY, at=AT)
    with pytest.raises(Refused, match="may not also do"), acting(COUNTY):
        approve_erasure(number, by=COUNTY, at=LATER)
    with acting(COUNTY_TOO):
        approve_erasure(number, by=COUNTY_TOO, at=LATER)
    assert rows("SELECT person_code, reason, proposed_by, approved_by FROM register_erasure WHERE id = %s", number) == [(None, "", "li", "zhao")]
    with pytest.raises(Refused, match="no proposal"), acting(COUNTY_TOO):
        approve_erasure(number, by=COUNTY_TOO, at=LATER)


def test_an_erasure_is_proposed_once(officers):
    who = family("E8", "head")
    with acting(COUNTY):
        propose_erasure(who["head"], reason="本人申请删除", by=COUNTY, at=AT)
    with pytest.raises(Refused, match="proposed already"), acting(COUNTY_TOO):
        propose_erasure(who["head"], reason="本人申请删除", by=COUNTY_TOO, at=AT)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT register_erase_waiting('X', '{}', '{}', '{}')",
        "DELETE FROM register_person",
        "UPDATE register_household SET head_name = NULL",
        "UPDATE register_reveal SET reason = ''",
        "DELETE FROM register_read",
    ],
)
def test_nothing_is_erased_past_an_act(office, statement):
    family(f"F{abs(hash(statement))}", "head")
    with pytest.raises(DatabaseError) as caught, acting(COUNTY), connection.cursor() as cursor:
        cursor.execute(statement)
    assert caught.value.__cause__.sqlstate in {"TU003", "42501"}


def test_a_number_is_opened_with_a_reason_and_an_act(office):
    person = member("spouse")
    family("R1", "head", phone=PHONE)
    event("join", on="2016-05-01", household_code="R1", person=person)
    ((code,),) = rows("SELECT person_code FROM register_person WHERE household_code = 'R1' AND relation = 'spouse'")
    with acting(COUNTY):
        told = reveal("person.id_number", code, reason="核对医保", by=COUNTY, at=AT), reveal("household.phone", "R1", reason="入户联系", by=COUNTY, at=AT)
    assert told == (person["id_number"], PHONE)
    said = "a.record::jsonb -> 'more' ->> 'what'"
    kept = rows(f"SELECT r.what, r.reason, a.kind, {said} FROM register_reveal r JOIN ledger_act a ON a.id = r.act_id ORDER BY r.id")
    assert kept == [
        ("person.id_number", "核对医保", "privacy.reveal", "person.id_number"),
        ("household.phone", "入户联系", "privacy.reveal", "household.phone"),
    ]


def test_numbers_are_masked_everywhere_else(office):
    family("R2", "head", phone=PHONE)
    with acting(COUNTY):
        told = household("R2")
    assert (told.facts["phone"], told.members[0]["id_number"][4:14]) == ("199****0007", "*" * 10)


@pytest.mark.parametrize(("kind", "error"), [("person.name", BadInput), ("person.phone", Refused)])
def test_what_is_not_there_is_not_opened(office, kind, error):
    who = family(f"R3{kind}", "head")
    with pytest.raises(error), acting(COUNTY):
        reveal(kind, who["head"], reason="核对医保", by=COUNTY, at=AT)


def test_a_look_is_kept_and_is_seen_within_the_place(office):
    with acting(COUNTY):
        log_read("household", "L1", place="520381001001", by=COUNTY, at=AT)
    seen = "SELECT count(*) FROM register_read WHERE code = 'L1'"
    assert (rows(seen), rows(seen, by=By("chen", "county_office", "520526"))) == ([(1,)], [(0,)])


def test_after_a_rotation_everything_is_sealed_anew_and_says_the_same(office):
    who = family("K1", "head", "spouse", "son", phone=PHONE)
    number, field = member("son")["id_number"], "cross_list.id_number"
    with acting(COUNTY), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO register_cross_list_row (list_id, \"row\", place, id_number_sealed, detail) VALUES (5, 3, '520381', %s, '{}')",
            [seal(number, field=field, row="5/3", keys=keys())],
        )
    newer = replace(keys(), current="k2", sealing={**keys().sealing, "k2": bytes([9] * 32)})

    def kept():
        return rows("SELECT person_code, id_number_index FROM register_person WHERE household_code = 'K1' ORDER BY 1")

    before, steps = kept(), []

    @contextmanager
    def shown(words, total):
        steps.append(total)
        yield lambda amount=1: steps.append(amount)

    done = reseal_all(newer, shown, at_once=3)
    assert (done, sum(steps[1:]), max(steps[1:])) == (steps[0], steps[0], 3)
    assert (reseal_all(newer, shown), kept()) == (0, before)
    with acting(COUNTY):
        ((sealed,),) = rows("SELECT id_number_sealed FROM register_cross_list_row WHERE list_id = 5")
        assert opened(bytes(sealed), field=field, row="5/3", keys=newer) == number
        assert id_valid(reveal("person.id_number", who["son"], reason="核对医保", by=COUNTY, at=AT, under=newer))
    assert reseal_all(replace(newer, current="k1"), shown) == done
    assert json.dumps(sorted(column.table for column in columns())) == json.dumps(
        sorted(["register_cross_list_row", "register_household", "register_staged_household", *["register_person", "register_staged_person"] * 2])
    )
