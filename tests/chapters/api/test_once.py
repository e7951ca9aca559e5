"""A write under a key is done once: again it is answered, another body is refused, two at once are one. Clause W4b."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from chapters.api.asking import officer
from tuopin.settings.scope import acting

DAY = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()


@pytest.fixture(scope="module")
def county(office):
    return officer("county_office", "520381")


def body(name="a"):
    return {"name": name, "powers": ["register.read"], "ends_on": DAY}


def issued(by):
    from tuopin.officers.models import Token

    with acting(by):
        return Token.objects.filter(officer=by.officer).count()


def test_sent_again_it_is_answered_again(county):
    before = issued(county.by)
    first, again = (county.post("/tokens", body(), Idempotency_Key="one") for _ in range(2))
    assert (first.status_code, again.status_code, first.json() == again.json(), again.headers["Idempotency-Replayed"]) == (201, 201, True, "true")
    assert issued(county.by) == before + 1


def test_without_a_key_it_is_done_each_time(county):
    before = issued(county.by)
    county.post("/tokens", body()), county.post("/tokens", body())
    assert issued(county.by) == before + 2


def test_another_body_is_refused(county):
    county.post("/tokens", body(), Idempotency_Key="two")
    answer = county.post("/tokens", body("b"), Idempotency_Key="two")
    assert (answer.status_code, answer.json()["code"]) == (409, "key-used")


def test_another_address_is_refused(county):
    county.post("/tokens", body(), Idempotency_Key="three")
    assert county.post("/snapshots", body(), Idempotency_Key="three").status_code == 409


def test_a_refusal_keeps_no_key(county):
    bad = {**body(), "powers": ["privacy.nothing"]}
    assert county.post("/tokens", bad, Idempotency_Key="four").status_code == 409
    assert county.post("/tokens", body(), Idempotency_Key="four").status_code == 201


def test_another_officer_has_keys_of_their_own(county):
    county.post("/tokens", body(), Idempotency_Key="five")
    other = officer("county_office", "520381")
    answer = other.post("/tokens", body(), Idempotency_Key="five")
    assert (answer.status_code, "Idempotency-Replayed" in answer.headers) == (201, False)


@pytest.mark.parametrize("key", ["", "k" * 201, "钥匙", "a\tb"])
def test_a_key_is_visible_ascii(county, key):
    answer = county.post("/tokens", body(), Idempotency_Key=key)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-key")


def test_two_at_once_are_done_once(county):
    before, answers = issued(county.by), []

    def send(asker):
        from django.db import connections

        try:
            answers.append(asker.post("/tokens", body("at once"), Idempotency_Key="six"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(county.again(),)) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert ({answer.status_code for answer in answers}, len({answer.content for answer in answers})) == ({201}, 1)
    assert issued(county.by) == before + 1
