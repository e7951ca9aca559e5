"""The office's own directory vouches for an officer who is already there, and lets nobody else in (R2a)."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from django.test import RequestFactory

from tuopin.officers import actions
from tuopin.web.signing_in import Directory

NOW = datetime.now(UTC)


class Login:
    """What a directory told of a person."""

    is_existing = False

    def __init__(self, **told):
        self.account, self.joined = SimpleNamespace(extra_data=told), None

    def connect(self, request, officer):
        self.joined = officer.sign_in


def let_in(login):
    try:
        Directory().pre_social_login(RequestFactory().get("/"), login)
    except ImmediateHttpResponse as refused:
        return refused.response.status_code
    return login.joined


@pytest.fixture
def someone(serve):
    return serve("village_committees", "520381100001", at=NOW)


@pytest.mark.parametrize("where", ["userinfo", "id_token"])
def test_a_named_officer_is_joined(someone, where):
    assert let_in(Login(**{where: {"preferred_username": someone.officer.upper()}})) == someone.officer


@pytest.mark.parametrize("told", [{}, {"userinfo": {"preferred_username": "nobody-there"}}, {"userinfo": {"email": "x@office.example"}}])
def test_nobody_else_is_let_in(office, told):
    assert let_in(Login(**told)) == 403


def test_a_locked_officer_is_not(someone, doing, operator):
    doing(operator, actions.lock, someone.officer)
    assert let_in(Login(userinfo={"preferred_username": someone.officer})) == 403


def test_who_is_joined_already_is_not_asked_again(office):
    login = Login()
    login.is_existing = True
    assert let_in(login) is None


def test_the_directory_makes_no_officer(office):
    assert Directory().is_open_for_signup(None, None) is False
