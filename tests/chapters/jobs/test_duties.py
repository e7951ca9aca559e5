"""The system's short duties: each once in its time, by one worker, and none stops another."""

import threading
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, OperationalError, connection

from chapters.jobs.helping import Aside
from tuopin.jobs import duties
from tuopin.jobs.actions.resuming import THE_SYSTEM
from tuopin.jobs.handlers import Duty

pytestmark = pytest.mark.usefixtures("kinds")


@pytest.fixture
def having(monkeypatch):
    def have(*these):
        monkeypatch.setattr(duties, "duties", lambda: list(these))

    return have


def test_a_duty_is_done_as_the_system_and_once_in_its_time(having):
    seen = []
    having(Duty("once", 1000, lambda by, at: seen.append((by, at.utcoffset().total_seconds()))))
    assert (duties.turn(), duties.turn(), seen) == (["once"], [], [(THE_SYSTEM, 0.0)])


def test_a_duty_whose_time_has_come_again_is_done_again(having):
    seen = []
    having(Duty("often", 0, lambda by, at: seen.append(at)))
    duties.turn()
    duties.turn()
    assert len(seen) == 2


@pytest.mark.parametrize("error", [ValueError, DatabaseError])
def test_a_duty_that_fails_does_not_keep_the_others_from_being_done(having, error):
    def fails(by, at):
        raise error

    seen = []
    having(Duty(f"fails {error}", 0, fails), Duty(f"other {error}", 0, lambda by, at: seen.append(1)))
    assert (duties.turn(), duties.turn(), seen) == ([f"other {error}"], [f"other {error}"], [1, 1])


def test_a_duty_somebody_is_at_is_left_to_them(having):
    inside, go_on, seen = threading.Event(), threading.Event(), []

    def slow(by, at):
        seen.append(at)
        inside.set()
        go_on.wait(30)

    having(Duty("slow", 0, slow))
    with Aside(duties.turn):
        assert inside.wait(30)
        assert duties.turn() == []
        go_on.set()
    assert len(seen) == 1


def test_while_the_database_is_away_no_duty_is_tried_and_the_clock_goes_on(having, monkeypatch):
    seen, asked = [], threading.Event()

    def away():
        asked.set()
        raise OperationalError

    having(Duty("away", 0, lambda by, at: seen.append(1)))
    monkeypatch.setattr(duties, "connection", SimpleNamespace(ensure_connection=away, close=lambda: None))
    clock = duties.Clock()
    clock.start()
    assert asked.wait(30)
    assert clock.is_alive()
    clock.stop()
    assert (duties.turn(), seen) == ([], [])


def test_the_clock_does_them_and_stops(having):
    done = threading.Event()
    having(Duty("clocked", 0, lambda by, at: done.set()))
    clock = duties.Clock()
    clock.start()
    assert done.wait(30)
    clock.stop()
    assert not clock.is_alive()


def test_the_jobs_own_duties_are_known():
    names = {duty.name.rpartition(".")[2] for duty in duties.duties()}
    assert {"resume_broken_jobs", "expire_artefacts"} <= names
    assert connection.in_atomic_block is False
