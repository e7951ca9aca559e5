"""Signing in: a password and, for strong posts, a second factor; lock-out; nothing is told about who exists (R2a)."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings

from chapters.officers.browsing import PHRASE, Browser, code_of, with_totp
from tuopin.officers import actions, queries
from tuopin.settings import signing_in

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _pages(office):
    with override_settings(ROOT_URLCONF="chapters.officers.pages", STATIC_ROOT=str(office)):
        yield


@pytest.fixture
def someone(serve):
    """A post without strong powers."""
    return serve("village_committees", "520381100001", at=NOW)


@pytest.fixture
def strong(serve):
    return serve("county_office", "520381", at=NOW)


def test_password_and_name_sign_in(someone):
    browser = Browser()
    assert (browser.sign_in(someone.officer).status_code, browser.who()) == (302, [someone.officer, "village_committees", "520381100001"])


def test_the_name_may_be_typed_in_capitals(someone):
    browser = Browser()
    browser.sign_in(someone.officer.upper())
    assert browser.who()[0] == someone.officer


def test_nobody_is_nobody(office):
    assert Browser().get("/").json() == {"by": None, "seen": 0, "post": None}


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "login/code/"])
def test_there_is_no_sign_up_and_no_mail(office, path):
    assert Browser().get(f"/account/{path}").status_code == 404


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(someone):
    known, unknown = Browser().sign_in(someone.officer, "x" * 12), Browser().sign_in("nobody-there", "x" * 12)
    shown = [answer.content.decode().replace(someone.officer, "NAME").replace("nobody-there", "NAME") for answer in (known, unknown)]
    token = [text.split('csrfmiddlewaretoken" value="')[1].split('"')[0] for text in shown]
    plain = [text.replace(secret, "") for text, secret in zip(shown, token, strict=True)]
    assert (known.status_code, unknown.status_code, plain[0]) == (200, 200, plain[1])


def test_a_locked_officer_is_answered_like_a_wrong_password_until_the_password_is_right(someone, doing, operator):
    doing(operator, actions.lock, someone.officer)
    wrong = Browser().sign_in(someone.officer, "x" * 12)
    browser = Browser()
    right = browser.sign_in(someone.officer)
    assert (wrong.status_code, right.headers["Location"], browser.who()) == (200, "/account/inactive/", None)


def test_five_failures_lock_the_name_out_at_this_address(someone):
    browser = Browser("192.0.2.5")
    statuses = [browser.sign_in(someone.officer, "x" * 12).status_code for _ in range(5)]
    refused = browser.sign_in(someone.officer)
    assert (statuses[:4], statuses[4], refused.status_code, browser.who()) == ([200] * 4, 429, 429, None)


def test_another_browser_at_that_address_does_not_help(someone):
    for number in range(5):
        browser = Browser("192.0.2.20")
        browser.client.defaults["HTTP_USER_AGENT"] = f"browser {number}"
        browser.sign_in(someone.officer, "x" * 12)
    browser = Browser("192.0.2.20")
    assert (browser.sign_in(someone.officer).status_code, browser.who()) == (429, None)


def test_what_is_typed_for_a_name_and_is_none_is_not_kept(office):
    from axes.models import AccessAttempt

    from tuopin.common.identity import made_up_id

    number = made_up_id(datetime(1970, 1, 1, tzinfo=UTC).date(), "male")
    Browser("192.0.2.21").sign_in(number, "x" * 12)
    (kept,) = AccessAttempt.objects.filter(ip_address="192.0.2.21")
    assert (number in str(vars(kept)), kept.username[0]) == (False, "?")


def test_at_another_address_the_name_is_not_locked_out(someone):
    for _ in range(5):
        Browser("192.0.2.6").sign_in(someone.officer, "x" * 12)
    browser = Browser("192.0.2.7")
    browser.sign_in(someone.officer)
    assert browser.who()[0] == someone.officer


def test_another_name_at_that_address_is_not_locked_out(someone, strong):
    for _ in range(5):
        Browser("192.0.2.8").sign_in(strong.officer, "x" * 12)
    browser = Browser("192.0.2.8")
    browser.sign_in(someone.officer)
    assert browser.who()[0] == someone.officer


def test_a_name_that_is_nobody_s_is_locked_out_alike(office):
    statuses = [Browser("192.0.2.9").sign_in("no-such-name", "x" * 12).status_code for _ in range(6)]
    assert statuses == [200, 200, 200, 200, 429, 429]


def test_the_lock_out_is_told_in_words_with_the_time(office):
    for _ in range(5):
        answer = Browser("192.0.2.10").sign_in("no-such-name", "x" * 12)
    assert (answer.headers["Retry-After"], "15" in answer.content.decode()) == ("900", True)


def test_after_a_quarter_of_an_hour_it_is_over(someone):
    from axes.models import AccessAttempt
    from django.utils import timezone

    for _ in range(5):
        Browser("192.0.2.11").sign_in(someone.officer, "x" * 12)
    AccessAttempt.objects.filter(username=someone.officer).update(attempt_time=timezone.now() - timezone.timedelta(minutes=15, seconds=1))
    browser = Browser("192.0.2.11")
    browser.sign_in(someone.officer)
    assert browser.who()[0] == someone.officer


def test_unlocking_forgets_the_failures(someone, doing, operator):
    for _ in range(5):
        Browser("192.0.2.12").sign_in(someone.officer, "x" * 12)
    doing(operator, actions.unlock, someone.officer)
    browser = Browser("192.0.2.12")
    browser.sign_in(someone.officer)
    assert browser.who()[0] == someone.officer


def test_no_failure_keeps_a_password(office):
    from axes.models import AccessAttempt, AccessFailureLog

    Browser("192.0.2.13").sign_in("no-such-name", "a password typed wrongly")
    kept = [*AccessAttempt.objects.values_list("get_data", "post_data"), *AccessFailureLog.objects.values_list("username", "path_info")]
    assert (bool(kept), [row for row in kept if "typed wrongly" in str(row)]) == (True, [])


def test_a_forwarded_address_is_believed_from_our_own_proxy_only(someone):
    from django.test import RequestFactory

    from tuopin.web.signing_in import address

    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "198.51.100.66, 203.0.113.7"})
    told = []
    for proxies in (0, 1, 2, 3):
        with override_settings(PROXIES=proxies):
            told.append(address(request))
    assert told == ["10.0.0.1", "203.0.113.7", "198.51.100.66", "10.0.0.1"]


def test_a_second_factor_is_asked_for_where_there_is_one(strong):
    secret, browser = with_totp(strong.officer), Browser()
    first = browser.sign_in(strong.officer)
    between = browser.who()
    browser.code(secret)
    assert (first.headers["Location"].split("?")[0], between, browser.who()[0]) == ("/account/2fa/authenticate/", None, strong.officer)


def test_a_wrong_code_does_not_sign_in(strong):
    secret, browser = with_totp(strong.officer), Browser()
    browser.sign_in(strong.officer)
    wrong = f"{(int(code_of(secret)) + 1) % 10**6:06d}"
    assert (browser.post("/account/2fa/authenticate/", code=wrong).status_code, browser.who()) == (200, None)


def test_codes_cannot_be_tried_on_and_on(strong):
    secret, browser = with_totp(strong.officer), Browser()
    browser.sign_in(strong.officer)
    for _ in range(5):
        browser.post("/account/2fa/authenticate/", code="000000")
    browser.code(secret)
    assert browser.who() is None


def test_a_code_works_once(strong):
    secret = with_totp(strong.officer)
    code = code_of(secret)
    told = []
    for browser in (Browser(), Browser()):
        browser.sign_in(strong.officer)
        browser.post("/account/2fa/authenticate/", code=code)
        told.append(browser.who())
    assert (told[0][0], told[1]) == (strong.officer, None)


def test_the_authenticator_s_secret_is_sealed_in_the_database(strong):
    from allauth.mfa.models import Authenticator

    secret = with_totp(strong.officer)
    assert secret not in str(Authenticator.objects.filter(user=queries.officer(strong.officer)).values_list("data", flat=True))


def test_a_former_secret_key_still_opens_it(strong):
    from allauth.mfa.adapter import get_adapter
    from django.conf import settings

    sealed, new = get_adapter().encrypt("secret"), "a new one, of fifty characters or more, for this test"
    with override_settings(SECRET_KEY=new, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert get_adapter().decrypt(sealed) == "secret"


def test_a_strong_post_is_sent_to_set_up_a_second_factor(strong):
    browser = Browser()
    browser.sign_in(strong.officer)
    with override_settings(SECOND_FACTOR_NEEDED=True):
        assert (browser.who(), browser.get("/api/v1/who").status_code) == ("/account/2fa/", 403)


def test_with_one_it_is_not(strong):
    secret, browser = with_totp(strong.officer), Browser()
    browser.sign_in(strong.officer)
    browser.code(secret)
    with override_settings(SECOND_FACTOR_NEEDED=True):
        assert browser.who()[0] == strong.officer


def test_a_village_is_not(someone):
    browser = Browser()
    browser.sign_in(someone.officer)
    with override_settings(SECOND_FACTOR_NEEDED=True):
        assert browser.who()[0] == someone.officer


def test_an_office_that_is_no_demonstration_needs_it(monkeypatch):
    from runpy import run_path

    monkeypatch.delenv("TUOPIN_SYNTHETIC", raising=False)
    assert run_path(signing_in.__file__)["SECOND_FACTOR_NEEDED"] is True


def test_passwords_are_hashed_with_argon2_alone():
    assert signing_in.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_argon2_is_there():
    from django.contrib.auth.hashers import Argon2PasswordHasher

    assert Argon2PasswordHasher().encode(PHRASE, "a salt of the tests").startswith("argon2$argon2id$")


def test_a_directory_is_off_unless_named(monkeypatch):
    from runpy import run_path

    off = run_path(signing_in.__file__)["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    monkeypatch.setenv("TUOPIN_OIDC_SERVER", "https://directory.example")
    on = run_path(signing_in.__file__)["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert (off, on[0]["settings"]["server_url"]) == ([], "https://directory.example")
