"""Row-level security on officers' own tables: a county sees no other county's, whatever the query says (R2a)."""

from datetime import timedelta

import pytest

from office.people import AT as NOW

REASON = "a made-up case for this test"


def count(by, sql, params=()):
    from django.db import connection

    from tuopin.settings.scope import acting

    with acting(by), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()[0]


@pytest.fixture(scope="module")
def filled(serve, doing, county, group, elsewhere):
    """Each table holds a row of county 520381: a post, an invitation, a token, a break-glass read of 520526, notices, a session."""
    from tuopin.officers import actions, queries
    from tuopin.officers.rules.inviting import Person, Seat

    serve("county_leading_group", "520526")
    doing(county, actions.invite, Person("invited", "Made up"), Seat("township_government", "520381100"))
    doing(county, actions.issue_token, "script", powers_asked=["register.read"], ends_on=NOW.date() + timedelta(days=9))
    doing(county, actions.break_glass, "520526", because=REASON, hours=1)
    actions.begin_session(queries.officer(county.officer), address="192.0.2.1", agent="made up", at=NOW)
    return county, group, elsewhere


TABLES = ["officers_post", "officers_invitation", "officers_token", "officers_break_glass", "officers_notice"]


@pytest.mark.parametrize("table", TABLES)
def test_the_own_county_sees_its_rows(filled, table):
    _, group, _ = filled
    assert count(group, f"SELECT count(*) FROM {table} WHERE place LIKE '520381%%' OR place = '520526'") > 0


@pytest.mark.parametrize("table", TABLES)
def test_another_county_sees_none_of_them(filled, table):
    *_, elsewhere = filled
    assert count(elsewhere, f"SELECT count(*) FROM {table} WHERE place LIKE '520381%%'") == 0


@pytest.mark.parametrize("table", TABLES)
def test_the_township_below_sees_none_of_them(filled, serve, table):
    township = serve("township_government", "520381101")
    assert count(township, f"SELECT count(*) FROM {table} WHERE place < '520381101'") == 0


@pytest.mark.parametrize("table", [*TABLES, "officers_session"])
def test_without_a_scope_there_is_no_row(filled, table):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] == 0


@pytest.mark.parametrize("table", [*TABLES, "officers_session"])
def test_the_policy_is_forced(office, table):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s", [table])
        assert cursor.fetchone() == (True, True)


def test_the_county_looked_into_sees_who_looked(filled):
    county, _, elsewhere = filled
    assert count(elsewhere, "SELECT count(*) FROM officers_break_glass WHERE officer = %s", [county.officer]) == 1


def test_a_session_is_seen_by_its_officer_alone(filled):
    county, group, _ = filled
    asked = "SELECT count(*) FROM officers_session WHERE officer = %s"
    assert (count(county, asked, [county.officer]), count(group, asked, [county.officer])) == (1, 0)


def test_an_officer_sees_an_own_post_elsewhere(serve, doing, operator):
    from tuopin.common.acting import By
    from tuopin.officers import actions
    from tuopin.officers.rules.inviting import Person, Seat

    county = serve("county_office", "520381")
    secret = doing(operator, actions.invite, Person(county.officer, "Made up"), Seat("county_office", "520526"))
    actions.accept_invitation(secret, password="", at=NOW, signed_in=county.officer)
    there = By(county.officer, "county_office", "520526")
    asked = "SELECT count(*) FROM officers_post WHERE officer = %s"
    assert (count(county, asked, [county.officer]), count(there, asked, [county.officer])) == (2, 2)


def written_elsewhere(by):
    from django.db import connection

    from tuopin.ledger.act import Act
    from tuopin.ledger.actions import record
    from tuopin.settings.scope import acting

    with acting(by), connection.cursor() as cursor:
        (act,) = record([Act("officers.accept", "officer:x", "520381", "R2a")], by=by, at=NOW)
        cursor.execute(
            "INSERT INTO officers_post (officer, body, place, from_on, act_id) VALUES (%s, 'county_office', '520526', '2016-01-01', %s)",
            [by.officer, act],
        )


def test_nobody_writes_a_post_outside_the_scope(county):
    from django.db.utils import ProgrammingError

    with pytest.raises(ProgrammingError, match="row-level security"):
        written_elsewhere(county)


@pytest.mark.parametrize("table", [*TABLES, "officers_session", "officers_officer", "officers_kin", "officers_duty"])
def test_the_application_deletes_nothing(office, table):
    from django.db import connection
    from django.db.utils import ProgrammingError

    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ["officers_kin", "officers_duty", "officers_deciding"])
def test_what_is_held_against_an_officer_is_not_changed(office, table):
    from django.db import connection
    from django.db.utils import ProgrammingError

    column = "pattern" if table == "officers_deciding" else "officer"
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = 'x'")


def test_listing_asks_within_a_place(filled):
    from tuopin.officers.queries import serving
    from tuopin.officers.rules.days import day
    from tuopin.settings.scope import acting

    county, *_ = filled
    with acting(county):
        assert {post.place[:6] for post in serving("", on=day(NOW))} == {"520381"}
