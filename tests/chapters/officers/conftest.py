"""Officers in a fresh office: made by the operator, with names that no other test uses."""

import itertools
from datetime import UTC, datetime

import pytest

NOW = datetime(2016, 11, 1, 8, 0, tzinfo=UTC)
PASSWORD = "made up, twelve and more"
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def operator():
    from tuopin.common.acting import NATION, By

    return By("operator", "operator", NATION)


@pytest.fixture
def serve(office, operator):
    """`serve(body, place)` makes an officer with that post; who acts by it."""

    def served(body, place, *, at=NOW, language="en"):
        from tuopin.common.acting import By
        from tuopin.officers import actions
        from tuopin.officers.rules.inviting import Person, Seat
        from tuopin.settings.scope import acting

        name = f"officer{next(_numbers)}"
        with acting(operator):
            actions.create_officer(Person(name, f"Made up {name}", language), Seat(body, place), password=PASSWORD, by=operator, at=at)
        return By(name, body, place)

    return served


@pytest.fixture
def doing(office):
    """`doing(by, action, …)` does one action as that officer."""

    def done(by, action, *args, at=NOW, **kwargs):
        from tuopin.settings.scope import acting

        with acting(by):
            return action(*args, by=by, at=at, **kwargs)

    return done


@pytest.fixture
def county(serve):
    return serve("county_office", "520381")


@pytest.fixture
def group(serve):
    return serve("county_leading_group", "520381")


@pytest.fixture
def elsewhere(serve):
    return serve("county_office", "520526")
