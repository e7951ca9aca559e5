"""Officers in a fresh office: made by the operator, with names that no other test uses."""

import itertools

import pytest

from office.people import AT as NOW
from office.ready import django_ready

django_ready()

PHRASE = "made up, twelve and more"
_numbers = itertools.count(1)


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes():
    """A password is hashed in no time; that an office takes argon2 is a test of its own."""
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session")
def operator():
    from tuopin.common.acting import NATION, By

    return By("operator", "operator", NATION)


@pytest.fixture(scope="module")
def serve(office, operator):
    """`serve(body, place)` makes an officer with that post; who acts by it."""

    def served(body, place, *, at=NOW):
        from tuopin.common.acting import By
        from tuopin.officers import actions
        from tuopin.officers.rules.inviting import Person, Seat
        from tuopin.settings.scope import acting

        name = f"officer{next(_numbers)}"
        with acting(operator):
            actions.create_officer(Person(name, f"Made up {name}", "en"), Seat(body, place), password=PHRASE, by=operator, at=at)
        return By(name, body, place)

    return served


@pytest.fixture(scope="session")
def doing():
    """`doing(by, action, …)` does one action as that officer."""

    def done(by, action, *args, at=NOW, **kwargs):
        from tuopin.settings.scope import acting

        with acting(by):
            return action(*args, by=by, at=at, **kwargs)

    return done


@pytest.fixture(scope="module")
def county(serve):
    return serve("county_office", "520381")


@pytest.fixture(scope="module")
def group(serve):
    return serve("county_leading_group", "520381")


@pytest.fixture(scope="module")
def elsewhere(serve):
    return serve("county_office", "520526")
