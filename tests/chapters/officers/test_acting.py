"""A request acts as one post; a session ends by time, by choice, by a new password; behind broken glass one only reads (R2a)."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings
from django.utils import timezone

from chapters.officers.browsing import PHRASE, Browser, later
from tuopin.officers import actions, queries
from tuopin.officers.models import BreakGlass, Duty
from tuopin.officers.rules.inviting import Person, Seat
from tuopin.settings.scope import acting

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _pages(office):
    with override_settings(ROOT_URLCONF="chapters.officers.pages", STATIC_ROOT=str(office)):
        yield


@pytest.fixture
def someone(serve):
    return serve("county_office", "520381", at=NOW)


@pytest.fixture
def two(someone, doing, operator):
    """An officer with a second post; its number."""
    secret = doing(operator, actions.invite, Person(someone.officer, ""), Seat("county_office", "520526"), at=NOW)
    actions.accept_invitation(secret, password="", at=NOW, signed_in=someone.officer)
    with queries.own(someone.officer):
        return queries.posts_of(someone.officer, on=NOW.date())


@pytest.fixture
def browser(someone):
    browser = Browser()
    browser.sign_in(someone.officer)
    return browser


@pytest.fixture
def glass(someone, doing, serve):
    serve("county_leading_group", "520381", at=NOW)
    serve("county_office", "520526", at=NOW)
    return doing(someone, actions.break_glass, "520526", because="a made-up case for this test", hours=2, at=timezone.now())


def test_the_only_post_is_acted_as(browser, someone):
    assert browser.who() == [someone.officer, "county_office", "520381"]


def test_the_request_sees_its_place_only(browser, serve):
    before = browser.get("/").json()["seen"]
    serve("county_office", "520526", at=NOW)
    serve("township_government", "520381100", at=NOW)
    assert browser.get("/").json()["seen"] == before + 1


def test_after_the_request_no_scope_is_left(browser):
    from django.db import connection

    inside = browser.get("/held/").json()["scope"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('tuopin.scope', true), '')")
        assert (inside, cursor.fetchone()[0]) == ("/520381", "")


def test_who_holds_two_posts_acts_as_none_until_one_is_chosen(two, someone):
    browser = Browser()
    browser.sign_in(someone.officer)
    assert browser.get("/").json() == {"by": None, "seen": 0, "post": None}


def test_choosing_is_a_post_and_lasts(two, someone):
    browser = Browser()
    browser.sign_in(someone.officer)
    told = []
    for post in two:
        browser.post("/post/switch/", post=post.pk)
        told.append(browser.who()[2])
    assert (told, browser.get("/post/switch/").status_code) == (["520381", "520526"], 405)


def test_two_browsers_may_act_as_different_posts(two, someone):
    browsers = [Browser(), Browser()]
    for browser, post in zip(browsers, two, strict=True):
        browser.sign_in(someone.officer)
        browser.post("/post/switch/", post=post.pk)
    assert [browser.who()[2] for browser in browsers] == ["520381", "520526"]


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "１"])
def test_what_is_no_post_changes_nothing(browser, someone, number):
    browser.post("/post/switch/", post=number)
    assert browser.who()[0] == someone.officer


def test_another_s_post_is_not_acted_as(browser, someone, elsewhere):
    with queries.own(elsewhere.officer):
        (post,) = queries.posts_of(elsewhere.officer, on=NOW.date())
    browser.post("/post/switch/", post=post.pk)
    assert browser.who() == [someone.officer, "county_office", "520381"]


def test_one_is_sent_back_inside_the_office_only(browser):
    away = browser.post("/post/switch/", post="1", next="https://elsewhere.example/")
    assert (away.headers["Location"], browser.post("/post/switch/", post="1", next="/held/").headers["Location"]) == ("/", "/held/")


def test_an_ended_post_is_acted_as_no_more(browser, someone, doing, operator):
    post = browser.get("/").json()["post"]
    doing(operator, actions.end_post, post, at=NOW)
    assert browser.get("/").json() == {"by": None, "seen": 0, "post": None}


@pytest.mark.parametrize(("status", "kept"), [(200, 1), (302, 1), (400, 0), (409, 0), (500, 0), (0, 0), (1, 0)])
def test_a_request_that_fails_leaves_nothing(browser, someone, request, status, kept):
    matter = f"{request.node.name}"
    browser.get(f"/write/{status}/?matter={matter}")
    assert Duty.objects.filter(matter=matter).count() == kept


def test_idle_too_long_it_ends(browser):
    browser.who()
    with later(minutes=31):
        assert browser.who() == "/account/login/"


def test_a_request_in_time_keeps_it(browser, someone):
    browser.who()
    with later(minutes=29):
        browser.who()
    with later(minutes=58):
        assert browser.who()[0] == someone.officer


def test_after_twelve_hours_it_ends_however_busy(browser, someone):
    told = []
    for minutes in range(0, 12 * 60 + 25, 25):
        with later(minutes=minutes):
            told.append(browser.who())
    assert (told[-2][0], told[-1]) == (someone.officer, "/account/login/")


def test_the_api_is_told_401(browser):
    browser.who()
    with later(minutes=31):
        assert browser.get("/api/v1/who").status_code == 401


def test_signing_out_ends_the_session_for_good(browser, someone):
    browser.who()
    cookies = browser.client.cookies["tuopin_session"].value
    browser.post("/account/logout/")
    stolen = Browser()
    stolen.client.cookies["tuopin_session"] = cookies
    with queries.own(someone.officer):
        left = queries.sessions_of(queries.officer(someone.officer), at=NOW, **_limits())
    assert (stolen.who(), left) == (None, [])


def test_signing_out_everywhere_ends_every_session(browser, someone, doing):
    other = Browser()
    other.sign_in(someone.officer)
    before = (browser.who()[0], other.who()[0])
    doing(someone, actions.sign_out_everywhere, someone.officer, at=NOW)
    assert (before, browser.who(), other.who()) == ((someone.officer,) * 2, None, None)


def test_the_list_of_sessions_is_one_s_own(browser, someone):
    browser.who()
    with queries.own(someone.officer):
        (session,) = queries.sessions_of(queries.officer(someone.officer), at=NOW, **_limits())
    assert (session.address, session.agent) == ("192.0.2.1", "a browser of the tests")


def test_one_of_them_may_be_ended(browser, someone):
    number = browser.get("/held/").json()["session"]
    actions.end_session(number, officer=queries.officer(someone.officer), at=NOW)
    assert browser.who() == "/account/login/"


def test_a_new_password_ends_every_session(browser, someone):
    other = Browser()
    other.sign_in(someone.officer)
    other.who()
    new = "another made up one"
    browser.post("/account/password/change/", oldpassword=PHRASE, password1=new, password2=new)
    signed = Browser()
    signed.sign_in(someone.officer, new)
    assert (browser.who(), other.who(), signed.who()[0]) == (None, None, someone.officer)


def test_a_locked_officer_s_session_ends(browser, someone, doing, operator):
    browser.who()
    doing(operator, actions.lock, someone.officer, at=NOW)
    assert browser.who() is None


def test_a_token_acts_on_the_api_and_nowhere_else(someone, doing):
    token = doing(someone, actions.issue_token, "t", powers_asked=["register.read"], ends_on=NOW.date(), at=NOW)
    headers = {"Authorization": f"Bearer {token}"}
    browser = Browser()
    assert (browser.get("/api/v1/who", headers=headers).json()["by"][0], browser.get("/", headers=headers).json()["by"]) == (someone.officer, None)


def test_a_token_that_does_not_work_acts_as_nobody(office):
    assert Browser().get("/api/v1/who", headers={"Authorization": "Bearer tuopin_x_y"}).json()["by"] is None


def test_behind_broken_glass_the_other_place_is_seen(browser, glass):
    browser.who()
    browser.post("/post/look/", glass=glass.pk)
    assert browser.who()[2] == "520526"


def test_behind_broken_glass_nothing_is_written(browser, glass):
    browser.who()
    before = browser.get("/reveal/").content
    Duty.objects.filter(matter="reveal")
    browser.post("/post/look/", glass=glass.pk)
    assert (before in {b"written", b"other"}, browser.get("/reveal/").content) == (True, b"read-only")


def test_nor_by_sql_that_somebody_smuggles_in(browser, glass):
    browser.who()
    browser.post("/post/look/", glass=glass.pk)
    browser.get("/write/200/?matter=smuggled")
    assert Duty.objects.filter(matter="smuggled").count() == 0


def test_every_look_is_counted(browser, glass, someone):
    browser.who()
    browser.post("/post/look/", glass=glass.pk)
    for _ in range(3):
        browser.who()
    with acting(someone):
        assert BreakGlass.objects.get(pk=glass.pk).requests == 3


def test_one_goes_back_to_one_s_own_place(browser, glass):
    browser.who()
    browser.post("/post/look/", glass=glass.pk)
    browser.post("/post/look/")
    assert browser.who()[2] == "520381"


def test_it_is_over_when_the_hours_are(browser, glass):
    browser.who()
    browser.post("/post/look/", glass=glass.pk)
    with later(minutes=29):
        during = browser.who()[2]
    told = []
    for minutes in (55, 80, 105, 119, 120):
        with later(minutes=minutes):
            told.append(browser.who()[2])
    assert (during, told) == ("520526", ["520526"] * 4 + ["520381"])


def test_it_is_over_when_it_is_closed(browser, glass, someone, doing):
    browser.who()
    browser.post("/post/look/", glass=glass.pk)
    doing(someone, actions.close_break, glass.pk, at=NOW)
    assert browser.who()[2] == "520381"


def test_another_s_glass_is_not_looked_through(browser, someone, glass, elsewhere):
    other = Browser()
    other.sign_in(elsewhere.officer)
    other.who()
    other.post("/post/look/", glass=glass.pk)
    assert other.who()[2] == "520526"


def _limits():
    from django.conf import settings

    return {"idle": settings.SESSION_IDLE, "longest": settings.SESSION_LONGEST}
