"""Whatever goes wrong under /api/ is told as a problem in both languages, with the right status. Clause R2a."""

import errno
from unittest.mock import patch

import pytest

from chapters.api.asking import browser, nobody, officer

PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def county(office):
    return officer("county_office", "520381")


def told(answer):
    return answer.status_code, answer.headers["Content-Type"], answer.json()["code"]


def test_an_address_that_is_none(county):
    assert told(county.get("/nothing/here")) == (404, PROBLEM, "not-found")


def test_an_address_that_is_none_outside_the_version(office):
    answer = browser().get("/api/v2/me")
    assert told(answer) == (404, PROBLEM, "not-found")


def test_a_method_that_is_none(county):
    answer = county.ask("PUT", "/me", {})
    assert (told(answer), answer.headers["Allow"]) == ((405, PROBLEM, "no-method"), "GET")


def test_a_host_that_is_not_ours(office):
    from django.test import Client

    assert told(Client(HTTP_HOST="elsewhere.example").get("/api/v1/me")) == (400, PROBLEM, "unreadable")


def test_nobody_is_told_to_sign_in(office):
    assert told(nobody().get("/me")) == (401, PROBLEM, "sign-in")


def test_a_token_that_is_none(office):
    assert told(nobody().ask("POST", "/snapshots", {}, Authorization="Bearer tuopin_a_b")) == (401, PROBLEM, "sign-in")


def test_a_body_that_is_no_json(county):
    assert told(county.post("/snapshots", "{")) == (400, PROBLEM, "unreadable")


def test_a_body_of_other_fields(county):
    answer = county.post("/snapshots", {"place": "520381", "year": 2016, "mood": "x"})
    assert (told(answer), answer.json()["errors"][0]["where"]) == ((422, PROBLEM, "invalid"), "body/given/mood")


@pytest.mark.parametrize("number", ["-1", str(2**63), "x", "1%00"])
def test_a_number_that_no_row_can_have(county, number):
    assert county.get(f"/runs/{number}").status_code in (404, 422)


def test_a_zero_character_is_nowhere_taken(county):
    assert told(county.post("/tokens", {"name": "a\x00", "powers": ["register.read"], "ends_on": "2030-01-01"})) == (422, PROBLEM, "invalid")


def test_half_a_character_is_nowhere_taken(county):
    assert told(county.post("/tokens", '{"name": "\\ud800", "powers": ["register.read"], "ends_on": "2030-01-01"}'))[0] == 422


@pytest.mark.parametrize("day", [20161101, "20161101", "2016-W44-2", "2016-02-30", "2016-11-01T00:00:00"])
def test_a_day_has_one_form(county, day):
    assert told(county.post("/snapshots", {"place": "520381", "year": 2016, "on": day})) == (422, PROBLEM, "invalid")


def test_an_unknown_parameter_of_an_address_is_fine(county):
    assert county.get("/jobs?colour=red").status_code == 200


def test_a_page_is_not_larger_than_its_cap(county):
    assert county.get("/jobs?limit=201").status_code == 422


def test_what_the_address_names_and_is_not_there(county):
    assert told(county.get("/runs/77")) == (404, PROBLEM, "not-found")


def test_a_body_that_is_too_large(county):
    from django.test import override_settings

    large = {"name": "x" * 200, "powers": ["register.read"], "ends_on": "2030-01-01"}
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100):
        answers = [county.post("/tokens", large), county.post("/tokens", large, Idempotency_Key="k")]
    assert list(map(told, answers)) == [(413, PROBLEM, "too-large")] * 2


def failing(error):
    return patch("tuopin.jobs.queries.jobs", side_effect=error)


def of_database(kind, state=None):
    error = kind("x")
    error.__cause__ = type("Cause", (Exception,), {"sqlstate": state})()
    return error


def test_a_disk_that_is_full(county):
    from django.db import OperationalError

    with failing(OSError(errno.ENOSPC, "no room")):
        assert told(county.get("/jobs")) == (507, PROBLEM, "disk-full")
    with failing(of_database(OperationalError, "53100")):
        assert told(county.get("/jobs")) == (507, PROBLEM, "disk-full")


@pytest.mark.parametrize("state", [None, "08006", "57P01", "53300"])
def test_a_database_that_is_away(county, state):
    from django.db import OperationalError

    with failing(of_database(OperationalError, state)):
        answer = county.get("/jobs")
    assert (told(answer), answer.headers["Retry-After"]) == ((503, PROBLEM, "database-away"), "5")


def test_a_database_that_is_away_before_anybody_is_known(county):
    from django.db import OperationalError

    with patch("tuopin.officers.actions.resume_session", side_effect=OperationalError("gone")):
        assert told(county.get("/jobs")) == (503, PROBLEM, "database-away")


def test_two_at_once_are_told_to_repeat(county):
    from django.db import OperationalError

    with failing(of_database(OperationalError, "40P01")):
        assert told(county.get("/jobs")) == (409, PROBLEM, "meanwhile")


def test_a_bug_is_told_without_its_details(county):
    with failing(ZeroDivisionError("secret")):
        answer = county.get("/jobs")
    assert (told(answer), "secret" in answer.content.decode()) == ((500, PROBLEM, "error"), False)


def test_both_languages_are_told_whichever_is_asked_for(county):
    zh, en = (county.get("/runs/77", **{"Accept-Language": language}).json() for language in ("zh", "en"))
    assert (zh["title"], en["title"], zh["title_en"]) == (zh["title_zh"], en["title_en"], en["title_en"])


def test_who_asks_too_often_is_told_how_long_to_wait(county):
    from tuopin.api.door import api

    throttle = api.throttle[0]
    with patch.object(throttle, "num_requests", 1):
        answers = [county.get("/me") for _ in range(2)]
    assert (answers[0].status_code, told(answers[1]), int(answers[1].headers["Retry-After"]) > 0) == (200, (429, PROBLEM, "too-many"), True)
