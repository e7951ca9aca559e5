"""Every page of signing in answers; the settings pass Django's own checks (R2a)."""

from datetime import UTC, datetime

import pytest
from django.core.checks import run_checks
from django.test import override_settings

from chapters.officers.browsing import PHRASE, Browser, with_totp

OPEN = ["login/", "inactive/"]
OWN = ["logout/", "password/change/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "reauthenticate/"]
WITH_A_FACTOR = ["2fa/totp/deactivate/", "2fa/recovery-codes/generate/", "2fa/reauthenticate/"]


@pytest.fixture(autouse=True)
def _pages(office):
    with override_settings(ROOT_URLCONF="chapters.officers.pages", STATIC_ROOT=str(office)):
        yield


@pytest.fixture
def browser(serve):
    by = serve("village_committees", "520381100001", at=datetime.now(UTC))
    browser = Browser()
    browser.officer = by.officer
    browser.sign_in(by.officer)
    browser.post("/account/reauthenticate/", password=PHRASE)
    return browser


@pytest.mark.parametrize("path", OPEN)
def test_a_page_for_everybody_answers(office, path):
    assert Browser().get(f"/account/{path}").status_code == 200


@pytest.mark.parametrize("path", OWN)
def test_a_page_for_who_has_signed_in_answers(browser, path):
    assert browser.get(f"/account/{path}").status_code == 200


@pytest.mark.parametrize("path", WITH_A_FACTOR)
def test_a_page_about_the_second_factor_answers(browser, path):
    with_totp(browser.officer)
    assert browser.get(f"/account/{path}").status_code == 200


@pytest.mark.parametrize("path", ["2fa/totp/activate/", "2fa/webauthn/add/"])
def test_a_second_factor_is_set_up_only_by_who_just_gave_the_password(serve, path):
    browser = Browser()
    browser.sign_in(serve("village_committees", "520381100001", at=datetime.now(UTC)).officer)
    assert browser.get(f"/account/{path}").headers["Location"].split("?")[0] == "/account/reauthenticate/"


@pytest.mark.parametrize("path", OWN)
def test_it_sends_everybody_else_to_sign_in(office, path):
    told = Browser().get(f"/account/{path}")
    assert (told.status_code, told.headers["Location"].split("?")[0] in {"/account/login/", "/"}) == (302, True)


def test_the_checks_of_django_find_nothing(office):
    assert [str(each) for each in run_checks() if each.id and each.id.startswith(("account", "axes", "mfa", "auth", "socialaccount", "officers"))] == []
