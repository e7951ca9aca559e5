"""A token of the API holds some of a post's powers, until a day within a year (R2a)."""

from datetime import UTC, datetime, timedelta

import pytest

from office.people import AT as NOW
from tuopin.common.refused import Refused
from tuopin.officers import actions
from tuopin.officers.models import Token
from tuopin.officers.rules.powers import BY_TOKEN, OF_BODY, powers
from tuopin.settings.scope import acting

TODAY = NOW.date()


def refusal(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.code


@pytest.fixture
def issue(doing, county):
    def issued(*asked, ends_on=TODAY, by=county):
        return doing(by, actions.issue_token, "script", powers_asked=list(asked) or ["register.read"], ends_on=ends_on)

    return issued


def number(token, by):
    with acting(by):
        return Token.objects.get(prefix=token.split("_")[1]).pk


def test_it_acts_by_its_post(issue, county):
    by = actions.show_token(issue(), at=NOW)
    assert (by.officer, by.body, by.place, powers(by)) == (county.officer, "county_office", "520381", {"register.read"})


def test_it_begins_with_our_mark_so_that_a_lost_one_is_found(issue):
    assert issue().startswith("tuopin_")


def test_it_is_kept_nowhere(issue, county):
    token = issue()
    with acting(county):
        assert not [value for row in Token.objects.values() for value in row.values() if token.split("_")[2] in str(value)]


def test_another_token_is_nobody(issue):
    token = issue()
    assert actions.show_token(token[:-1] + ("0" if token[-1] != "0" else "1"), at=NOW) is None


@pytest.mark.parametrize("text", ["", "tuopin_", "x" * 5000, "tuopin_a_b", "令牌"])
def test_what_is_no_token_is_nobody(office, text):
    assert actions.show_token(text, at=NOW) is None


@pytest.mark.parametrize("power", sorted(OF_BODY["auditor"] - OF_BODY["county_office"] | {"ledger.checkpoint", "nothing.such"}))
def test_it_holds_no_power_that_the_post_has_not(issue, power):
    assert refusal(issue, "register.read", power) == "token-powers"


@pytest.mark.parametrize("power", sorted(set(OF_BODY["county_office"]) - BY_TOKEN))
def test_it_decides_nothing_about_officers(issue, power):
    assert refusal(issue, power) == "token-powers"


def test_powers_are_taken_away_with_the_body_s(issue, monkeypatch):
    token = issue("register.read", "export")
    monkeypatch.setitem(OF_BODY, "county_office", frozenset({"export"}))
    assert powers(actions.show_token(token, at=NOW)) == {"export"}


@pytest.mark.parametrize(
    ("at", "works"),
    [
        (datetime(2016, 11, 1, 15, 59, tzinfo=UTC), True),  # one minute before midnight in Beijing
        (datetime(2016, 11, 1, 16, 0, tzinfo=UTC), False),
    ],
)
def test_it_works_through_its_last_day(issue, at, works):
    assert (actions.show_token(issue(ends_on=TODAY), at=at) is not None) is works


def test_it_does_not_outlast_a_year(issue):
    assert refusal(issue, ends_on=TODAY + timedelta(days=367)) == "token-term"


def test_the_table_takes_no_longer_one(issue, county):
    from django.db.utils import IntegrityError

    with acting(county):
        held = Token.objects.get(pk=number(issue(), county))
    held.pk, held.digest, held.ends_on = None, "other", TODAY + timedelta(days=367)
    with pytest.raises(IntegrityError, match="officers_token_year"), acting(county):
        held.save(force_insert=True)


def test_a_revoked_one_does_not_work(issue, doing, county):
    token = issue()
    doing(county, actions.revoke_token, number(token, county))
    assert actions.show_token(token, at=NOW) is None


def test_a_leading_group_revokes_none_of_the_office(issue, doing, county, group):
    assert refusal(doing, group, actions.revoke_token, number(issue(), county)) == "no-power"


def test_the_city_revokes_one_of_the_county(issue, doing, county, serve):
    token = issue()
    doing(serve("city_office", "5203"), actions.revoke_token, number(token, county))
    assert actions.show_token(token, at=NOW) is None


def test_another_county_finds_none_to_revoke(issue, doing, county, elsewhere):
    assert refusal(doing, elsewhere, actions.revoke_token, number(issue(), county)) == "no-token"


def test_a_village_gets_none(doing, serve, issue):
    assert refusal(issue, by=serve("village_committees", "520381100001")) == "no-power"


def test_its_last_use_is_noted(issue, county):
    token = issue()
    actions.show_token(token, at=NOW)
    with acting(county):
        assert Token.objects.get(pk=number(token, county)).used_at == NOW


def test_showing_one_leaves_no_scope_behind(issue):
    actions.show_token(issue(), at=NOW)
    assert Token.objects.count() == 0
