"""Each quarter a county's households stand under one root, each once; a household's path leads there. Clauses R3c, R1c."""

from datetime import date, timedelta

import pytest
from django.db import connection

from office.people import AT, COUNTY
from tuopin.common.keys import keys
from tuopin.common.refused import Refused
from tuopin.ledger import place
from tuopin.ledger.act import pseudonym
from tuopin.ledger.checking import verify
from tuopin.ledger.log import completeness as of_log
from tuopin.ledger.queries import act
from tuopin.ledger.sequencer import sequence
from tuopin.register.actions import completeness
from tuopin.register.actions.change import Why, change, part
from tuopin.settings.scope import acting

WHY = Why("register.correct", "R3a", "the visit")
ON = date(2016, 12, 31)


def household(code, status="registered"):
    return {"household_code": code, "village_code": "520381001001", "status": status, "valid_from": date(2014, 1, 1)}


@pytest.fixture(scope="module")
def committed(office):
    with acting(COUNTY):
        change([part("household", [household(f"H{number}") for number in range(9)])], WHY, by=COUNTY, at=AT)
        return completeness.commit("520381", "2016-Q4", on=ON, by=COUNTY, at=AT + timedelta(hours=1))


def test_a_household_s_path_leads_to_the_recorded_root(committed):
    with acting(COUNTY):
        told, root = completeness.standing("H4", "2016-Q4"), act(committed).record
    subject = of_log.subject(told.salt, pseudonym("household/H4", keys()).hex())
    of_log.verify((subject, "registered"), of_log.read(told.path), bytes.fromhex(root.split('"facts":"')[1][:64]))


def test_what_happens_later_changes_no_root_of_before(committed):
    with acting(COUNTY), connection.cursor() as cursor:
        before = completeness.standing("H4", "2016-Q4")
        cursor.execute("SELECT id FROM register_household WHERE household_code = 'H4'")
        change([part("household", [household("H4", "exited")], [cursor.fetchone()[0]])], WHY, by=COUNTY, at=AT + timedelta(days=1))
        assert completeness.standing("H4", "2016-Q4") == before


def test_a_quarter_is_recorded_once(committed):
    with pytest.raises(Refused, match="recorded already"), acting(COUNTY):
        completeness.commit("520381", "2016-Q4", on=ON, by=COUNTY, at=AT)


def test_the_check_makes_every_root_again(committed):
    from django.db import connections

    sequence(place.log(), at=AT + timedelta(days=2))
    assert list(verify(place.log())) == []
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE register_household DISABLE TRIGGER USER")
        cursor.execute("UPDATE register_household SET recorded_at = recorded_at + interval '2 hours' WHERE household_code = 'H7'")
        cursor.execute("ALTER TABLE register_household ENABLE TRIGGER USER")
    assert f"ledger_act {committed}" in {finding.where for finding in verify(place.log())}
