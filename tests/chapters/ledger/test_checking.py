"""The check finds nothing in a clean record and says where every fault lies. Clauses R3c, W4b."""

from datetime import date, timedelta

import pytest
from django.db import connections

from office.people import AT, COUNTY
from tuopin.common.identity import made_up_id
from tuopin.common.keys import keys
from tuopin.common.sealed import index, seal
from tuopin.ledger import place
from tuopin.ledger.checking import verify
from tuopin.ledger.sequencer import sequence
from tuopin.register.actions.change import Why, change, part
from tuopin.settings.scope import acting

WHY = Why("register.correct", "R3a", "the visit of October")
VILLAGE = "520381001001"
NUMBER = made_up_id(date(1970, 1, 2), "male")


@pytest.fixture
def filled(office):
    """Three households and a person, one household corrected; the log published twice."""
    household = {"village_code": VILLAGE, "status": "registered", "valid_from": date(2014, 1, 1)}
    person = {"person_code": "P1", "household_code": "H1", "village_code": VILLAGE, "valid_from": date(2014, 1, 1)}
    sealing = {"field": "person.id_number", "keys": keys()}
    person |= {"id_number_sealed": seal(NUMBER, row="P1", **sealing), "id_number_index": index(NUMBER, **sealing)}
    with acting(COUNTY):
        parts = [part("household", [{"household_code": code, **household} for code in ("H1", "H2", "H3")]), part("person", [person])]
        change(parts, WHY, by=COUNTY, at=AT)
    sequence(place.log(), at=AT)
    with acting(COUNTY):
        change([part("household", [{"household_code": "H1", **household, "status": "exiting"}], [_version("H1")])], WHY, by=COUNTY, at=AT)
    sequence(place.log(), at=AT + timedelta(days=1))
    return office


def _version(code):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM register_household WHERE household_code = %s AND superseded_at IS NULL", [code])
        return cursor.fetchone()[0]


def found():
    return sorted({finding.where.split(" ")[0] for finding in verify(place.log())})


def past_the_door(*statements):
    """As somebody who owns the database: triggers off, a statement, triggers on."""
    with connections["owner"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_a_clean_record_and_each_way_of_spoiling_it(filled):
    assert found() == []
    for table, statement, where in SPOILT:
        past_the_door("CREATE TABLE kept AS SELECT * FROM " + table)
        past_the_door(f"ALTER TABLE {table} DISABLE TRIGGER USER", statement, f"ALTER TABLE {table} ENABLE TRIGGER USER")
        assert where in found(), statement
        past_the_door(f"ALTER TABLE {table} DISABLE TRIGGER USER", f"DELETE FROM {table}")
        columns = ", ".join(names(table))
        past_the_door(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM kept", "DROP TABLE kept", f"ALTER TABLE {table} ENABLE TRIGGER USER")
        assert found() == [], statement


def names(table):
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''", [table]
        )
        return [f'"{name}"' for (name,) in cursor.fetchall()]


SPOILT = (  # table, statement, where the check points
    ("register_household", "UPDATE register_household SET status = 'exited' WHERE household_code = 'H2'", "ledger_act"),
    ("register_household", "DELETE FROM register_household WHERE household_code = 'H3'", "ledger_act"),
    ("register_household", "UPDATE register_household SET superseded_at = NULL, superseded_by = NULL, valid_to = valid_from "
     "WHERE superseded_at IS NOT NULL", "ledger_act"),
    ("register_household", "UPDATE register_household SET recorded_at = recorded_at - interval '1 day' WHERE household_code = 'H2'",
     "register_household"),
    ("register_household", "UPDATE register_household SET act_id = act_id + 1000 WHERE household_code = 'H2'", "register_household"),
    ("register_person", "UPDATE register_person SET id_number_sealed = set_byte(id_number_sealed, 30, 255 - get_byte(id_number_sealed, 30))",
     "register_person"),
    ("register_person", "UPDATE register_person SET id_number_index = sha256('x')", "ledger_act"),
    ("register_change", "UPDATE register_change SET reason = 'another'", "register_change"),
    ("register_change", "UPDATE register_change SET officer = 'another'", "register_change"),
    ("ledger_act", "UPDATE ledger_act SET record = replace(record, 'R3a', 'R3b') WHERE nth = 0", "ledger_act"),
    ("ledger_act", "UPDATE ledger_act SET officer = 'another'", "ledger_act"),
    ("ledger_act", "UPDATE ledger_act SET kind = 'register.import' WHERE nth = 1", "ledger_act"),
    ("ledger_act", "UPDATE ledger_act SET record = NULL, salt = NULL WHERE nth = 0", "ledger_act"),
    ("ledger_act", "DELETE FROM ledger_act WHERE nth = 1", "ledger_entry"),
    ("ledger_entry", "DELETE FROM ledger_entry WHERE seq = 2", "ledger_act"),
    ("ledger_checkpoint", "DELETE FROM ledger_checkpoint", "checkpoint"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "undone", "where"),
    [
        ("DROP TRIGGER written_by_act ON register_household",
         "CREATE TRIGGER written_by_act AFTER INSERT ON register_household REFERENCING NEW TABLE AS written "
         "FOR EACH STATEMENT EXECUTE FUNCTION ledger_written_by_act()", "register_household"),
        ("ALTER TABLE register_person DISABLE TRIGGER closed_by_act", "ALTER TABLE register_person ENABLE TRIGGER closed_by_act", "register_person"),
        ("ALTER TABLE ledger_act DISABLE ROW LEVEL SECURITY", "ALTER TABLE ledger_act ENABLE ROW LEVEL SECURITY", "ledger_act"),
        ("ALTER FUNCTION ledger_never() RENAME TO ledger_sometimes", "ALTER FUNCTION ledger_sometimes() RENAME TO ledger_never", "function"),
    ],
)  # fmt: skip
def test_an_open_door_is_told(office, statement, undone, where):
    past_the_door(statement)
    assert where in found()
    past_the_door(undone)
    assert found() == []
