"""A change writes versions, acts and reason together; nothing else can write. Clauses R3a, W4b."""

from datetime import date

import psycopg.errors
import pytest
from django.db import DatabaseError, connection, transaction

from office.people import AT, COUNTY, ELSEWHERE
from tuopin.common.refused import Refused
from tuopin.register.actions.change import Part, Rows, Why, change, part
from tuopin.register.facts import digest, line, line_sql
from tuopin.register.stored import STORED
from tuopin.settings.scope import acting

VILLAGE = "520381001001"
WHY = Why("register.correct", "R3a", "the form of the visit says so", on=date(2016, 10, 1))


def household(code, **more):
    return {"household_code": code, "village_code": VILLAGE, "head_name": "张三", "status": "registered", "valid_from": date(2014, 1, 1), **more}


def made(code, **more):
    with acting(COUNTY):
        return change([part("household", [household(code, **more)])], WHY, by=COUNTY, at=AT)


def rows(sql, *parameters):
    with acting(COUNTY), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def test_a_version_comes_with_its_act_and_its_reason(office):
    done = made("H1")
    found = rows("SELECT act_id, change_id, superseded_at FROM register_household WHERE household_code = 'H1'")
    assert found == [(done.acts["household/H1"], done.number, None)]
    assert rows("SELECT kind, reason FROM register_change WHERE id = %s", done.number) == [("register.correct", WHY.reason)]


def test_the_act_binds_the_facts(office):
    done = made("H2", group_name="上坝\n组", relocated=True)
    version = household("H2", group_name="上坝\n组", relocated=True)
    record = rows("SELECT record::jsonb ->> 'facts' FROM ledger_act WHERE id = %s", done.acts["household/H2"])
    assert record == [(digest(["+" + line(STORED["household"], version)]),)]


def test_a_correction_closes_the_version_before(office):
    made("H3")
    ((number,),) = rows("SELECT id FROM register_household WHERE household_code = 'H3'")
    with acting(COUNTY):
        done = change([part("household", [household("H3", head_name="李四")], [number])], WHY, by=COUNTY, at=AT)
    found = rows("SELECT head_name, superseded_by FROM register_household WHERE household_code = 'H3' ORDER BY id")
    assert found == [("张三", done.acts["household/H3"]), ("李四", None)]


def test_a_version_closed_meanwhile_is_refused(office):
    made("H4")
    ((number,),) = rows("SELECT id FROM register_household WHERE household_code = 'H4'")
    again = part("household", [household("H4")], [number])
    with acting(COUNTY):
        change([again], WHY, by=COUNTY, at=AT)
    with pytest.raises(Refused, match="just been changed"), acting(COUNTY):
        change([again], WHY, by=COUNTY, at=AT)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO register_household (household_code, village_code, valid_from, recorded_at, act_id, change_id) "
        "SELECT 'X', village_code, valid_from, recorded_at, act_id, change_id FROM register_household WHERE household_code = 'H5'",
        "UPDATE register_household SET superseded_at = now(), superseded_by = act_id WHERE household_code = 'H5'",
        "DELETE FROM register_household WHERE household_code = 'H5'",
        "UPDATE register_household SET status = 'exited' WHERE household_code = 'H5'",
        "UPDATE ledger_act SET record = NULL, salt = NULL, erased_by = id",
        "DELETE FROM ledger_act",
        "TRUNCATE register_household",
    ],
)
def test_nothing_is_written_past_an_act(office, statement):
    made("H5") if not rows("SELECT 1 FROM register_household WHERE household_code = 'H5'") else None
    with pytest.raises(DatabaseError) as caught, acting(COUNTY), connection.cursor() as cursor:
        cursor.execute(statement)
    assert caught.value.__cause__.sqlstate in {"TU001", "TU002", "TU003", "TU004", "TU005", "42501"}


def test_another_county_sees_and_writes_nothing(office):
    made("H6")
    with acting(ELSEWHERE), connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM register_household), (SELECT count(*) FROM ledger_act), (SELECT count(*) FROM register_change)")
        assert cursor.fetchone() == (0, 0, 0)
    with pytest.raises(DatabaseError, match="row-level security"), acting(ELSEWHERE):
        change([part("household", [household("H7")])], WHY, by=ELSEWHERE, at=AT)


def test_without_a_scope_nothing_is_seen(office):
    made("H8")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM register_household")
        assert cursor.fetchone() == (0,)


def test_a_household_is_nowhere_twice_on_a_day(office):
    made("H9")
    with pytest.raises(DatabaseError) as caught:
        made("H9", village_code="520381001002", valid_from=date(2015, 1, 1))
    assert isinstance(caught.value.__cause__, psycopg.errors.ExclusionViolation)


def test_the_lines_of_sql_and_of_python_are_equal(office):
    stored = STORED["household"]
    version = household("H10", group_name="a\x1fb=1:c", main_cause="illness", risk_cleared=False, planned_year=2017, phone_index=b"\x00\xff" * 8)
    rows_of = part("household", [version]).brings
    with acting(COUNTY), connection.cursor() as cursor:
        cursor.execute(f"SELECT {line_sql(stored, 'r')} FROM ({rows_of.sql}) AS r", rows_of.parameters)
        assert cursor.fetchone() == (line(stored, version),)


def test_a_bulk_part_is_any_select(office):
    stored = STORED["household"]
    many = Rows(
        f"SELECT {', '.join(stored.columns)} FROM (SELECT (jsonb_populate_record(NULL::register_household, "
        "jsonb_build_object('household_code', 'B' || n, 'village_code', %s::text, 'valid_from', '2014-01-01'))).* FROM generate_series(1, 2000) AS n) AS made",
        (VILLAGE,),
    )
    with acting(COUNTY):
        done = change([Part(stored, brings=many)], WHY, by=COUNTY, at=AT)
    assert len(done.acts) == 2000
    assert rows("SELECT count(*) FROM register_household WHERE change_id = %s", done.number) == [(2000,)]
