"""A browser of the tests: signs in, answers a second factor, travels in time."""

import time
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

PHRASE = "made up, twelve and more"


class Browser:
    """One person's browser, with its own cookies and address."""

    def __init__(self, address="192.0.2.1"):
        from django.test import Client

        self.client = Client(raise_request_exception=False, HTTP_HOST="localhost", REMOTE_ADDR=address, HTTP_USER_AGENT="a browser of the tests")

    def get(self, path, **more):
        return self.client.get(path, **more)

    def post(self, path, **fields):
        return self.client.post(path, fields)

    def sign_in(self, name, password=PHRASE):
        return self.post("/account/login/", login=name, password=password)

    def code(self, secret):
        return self.post("/account/2fa/authenticate/", code=code_of(secret))

    def who(self):
        """Who acts, or where one is sent."""
        answer = self.get("/")
        return answer.json()["by"] if answer.status_code == 200 else answer.headers.get("Location", answer.status_code)


def with_totp(name):
    """An officer gets an authenticator; its secret."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from tuopin.officers import queries

    secret = generate_totp_secret()
    TOTP.activate(queries.officer(name), secret)
    return secret


def code_of(secret):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@contextmanager
def later(**delta):
    """The web door's clock shows a later time."""
    from django.utils import timezone

    at = timezone.now() + timedelta(**delta)
    with patch("tuopin.web.posts.timezone", SimpleNamespace(now=lambda: at)):
        yield
