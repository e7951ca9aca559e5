"""Who is locked out does not get in; nobody does it to themselves, or beyond their place (R2a)."""

import pytest

from office.people import AT as NOW
from tuopin.common.refused import Refused
from tuopin.officers import actions, queries


def refusal(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.code


@pytest.fixture
def someone(serve):
    return serve("county_office", "520381")


def test_a_locked_officer_is_not_active(someone, doing, county):
    doing(county, actions.lock, someone.officer)
    assert queries.officer(someone.officer).is_active is False


def test_an_unlocked_one_is_again(someone, doing, county):
    doing(county, actions.lock, someone.officer)
    doing(county, actions.unlock, someone.officer)
    assert queries.officer(someone.officer).is_active is True


@pytest.mark.parametrize("action", [actions.lock, actions.sign_out_everywhere])
def test_every_session_ends(someone, doing, county, action):
    before = queries.officer(someone.officer).get_session_auth_hash()
    doing(county, action, someone.officer)
    assert queries.officer(someone.officer).get_session_auth_hash() != before


def test_one_s_own_sessions_may_be_ended(someone, doing):
    before = queries.officer(someone.officer).mark
    doing(someone, actions.sign_out_everywhere, someone.officer)
    assert queries.officer(someone.officer).mark != before


@pytest.mark.parametrize("action", [actions.lock, actions.unlock])
def test_nobody_locks_themselves(someone, doing, action):
    assert refusal(doing, someone, action, someone.officer) == "four-eyes"


@pytest.mark.parametrize("action", [actions.lock, actions.unlock, actions.sign_out_everywhere])
def test_another_county_locks_nobody(someone, doing, elsewhere, action):
    assert refusal(doing, elsewhere, action, someone.officer) == "serves-elsewhere"


def test_who_also_serves_elsewhere_is_locked_from_above(someone, doing, county, operator, serve):
    from tuopin.officers.rules.inviting import Person, Seat

    secret = doing(operator, actions.invite, Person(someone.officer, ""), Seat("county_office", "520526"))
    actions.accept_invitation(secret, password="", at=NOW, signed_in=someone.officer)
    assert refusal(doing, county, actions.lock, someone.officer) == "serves-elsewhere"
    doing(serve("provincial_office", "52"), actions.lock, someone.officer)
    assert queries.officer(someone.officer).is_active is False


def test_a_leading_group_locks_nobody(someone, doing, group):
    assert refusal(doing, group, actions.lock, someone.officer) == "no-power"


def test_an_unknown_name_is_refused(doing, county):
    assert refusal(doing, county, actions.lock, "nobody-there") == "no-officer"


def test_a_token_of_a_locked_officer_does_not_work(someone, doing, county):
    token = doing(someone, actions.issue_token, "t", powers_asked=["register.read"], ends_on=NOW.date())
    doing(county, actions.lock, someone.officer)
    assert actions.show_token(token, at=NOW) is None


def test_nobody_is_superuser_or_staff(someone):
    officer = queries.officer(someone.officer)
    assert (hasattr(officer, "is_superuser"), hasattr(officer, "is_staff"), hasattr(officer, "user_permissions")) == (False, False, False)


@pytest.mark.parametrize("name", ["operator", "system", "Li", "x"])
def test_the_table_takes_no_wrong_name(office, name):
    from django.db.utils import IntegrityError

    from tuopin.officers.models import Officer

    with pytest.raises(IntegrityError, match="officers_officer_"):
        Officer.objects.create(sign_in=name, display_name="x", made_at=NOW)
