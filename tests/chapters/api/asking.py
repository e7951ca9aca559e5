"""Who asks the door in tests: officers with posts, asking by a session or a token."""

import itertools
import json
from datetime import UTC, datetime, timedelta

import pytest

PHRASE = "made up, twelve and more"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_numbers = itertools.count(1)


class Asker:
    """One officer with one post, asking as a session or by a token."""

    def __init__(self, by, client):
        self.by, self.client = by, client
        self.headers = {}

    def ask(self, method, path, body=None, **headers):
        more = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in {**self.headers, **headers}.items()}
        data = {} if body is None else {"data": body if isinstance(body, (str, bytes)) else json.dumps(body), "content_type": "application/json"}
        return self.client.generic(method, f"/api/v1{path}", *data.values(), **more)

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, body=None, **headers):
        return self.ask("POST", path, {} if body is None else body, **headers)

    def again(self):
        """The same officer in another browser."""
        from tuopin.officers import queries

        client = browser()
        client.force_login(queries.officer(self.by.officer), backend=BACKEND)
        return Asker(self.by, client)

    def token(self, *powers):
        """The same officer, by a token that holds these powers."""
        from tuopin.officers import actions
        from tuopin.settings.scope import acting

        at = datetime.now(UTC)
        with acting(self.by):
            text = actions.issue_token("test", powers_asked=list(powers), ends_on=at.date() + timedelta(days=30), by=self.by, at=at)
        asker = Asker(self.by, browser())
        asker.headers = {"Authorization": f"Bearer {text}"}
        return asker


def browser(**more):
    from django.test import Client

    return Client(raise_request_exception=False, HTTP_HOST="localhost", **more)


def nobody():
    return Asker(None, browser())


def officer(body, place, *, checked=False):
    """An officer with that post, signed in; `checked`: the browser's CSRF token is looked at."""
    from tuopin.common.acting import NATION, By
    from tuopin.officers import actions
    from tuopin.officers.rules.inviting import Person, Seat
    from tuopin.settings.scope import acting

    name, operator = f"officer{next(_numbers)}", By("operator", "operator", NATION)
    with acting(operator):
        made = actions.create_officer(Person(name, f"Made up {name}", "en"), Seat(body, place), password=PHRASE, by=operator, at=datetime.now(UTC))
    client = browser(enforce_csrf_checks=checked)
    client.force_login(made, backend=BACKEND)
    return Asker(By(name, body, place), client)


@pytest.fixture(scope="session", autouse=True)
def quick_hashes():
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def not_too_often():
    """Every test begins with its own count of requests."""
    from django.core.cache import cache

    cache.clear()
