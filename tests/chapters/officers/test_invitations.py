"""An invitation is a secret for one person, once, for days; nobody knows another's password (R2a)."""

from datetime import timedelta

import pytest

from office.people import AT as NOW
from tuopin.common.refused import Refused
from tuopin.officers import actions, queries
from tuopin.officers.models import Invitation
from tuopin.officers.rules.inviting import Person, Seat
from tuopin.settings.scope import acting

PHRASE, OTHER = "made up, twelve and more", "another made up one"
WEAK, LIKE_THE_NAME = "short", "fang-fang-fang1"
TOWNSHIP = Seat("township_government", "520381100")


@pytest.fixture
def name(serve, request):
    return f"guest{abs(hash(request.node.name)) % 10**9}"


@pytest.fixture
def secret(doing, county, name):
    return doing(county, actions.invite, Person(name, "Made up", "en"), TOWNSHIP)


def refusal(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.code


def accept(secret, *, password=PHRASE, at=NOW, signed_in=None):
    return actions.accept_invitation(secret, password=password, at=at, signed_in=signed_in)


def test_who_accepts_has_the_post_and_the_password(secret, name, county):
    officer = accept(secret)
    with acting(county):
        (post,) = queries.posts_of(name, on=NOW.date())
    assert (officer.check_password(PHRASE), post.body, post.place) == (True, "township_government", "520381100")


def test_the_secret_is_kept_nowhere(secret, county):
    with acting(county):
        kept = [str(value) for row in Invitation.objects.values() for value in row.values()]
    assert not [value for value in kept if secret in value]


def test_it_works_once(secret):
    accept(secret)
    assert refusal(accept, secret) == "no-invitation"


def test_it_works_until_it_ends(secret, name):
    assert accept(secret, at=NOW + timedelta(days=7) - timedelta(microseconds=1)).sign_in == name


def test_it_does_not_work_when_it_has_ended(secret):
    assert refusal(accept, secret, at=NOW + timedelta(days=7)) == "no-invitation"


def test_a_guessed_secret_is_told_nothing_else(secret):
    assert refusal(accept, secret[:-1] + "x") == "no-invitation"


def test_one_taken_back_does_not_work(secret, doing, county, name):
    with acting(county):
        number = Invitation.objects.get(officer=name).pk
    doing(county, actions.withdraw_invitation, number)
    assert refusal(accept, secret) == "no-invitation"


def test_another_county_takes_none_back(secret, doing, county, elsewhere, name):
    with acting(county):
        number = Invitation.objects.get(officer=name).pk
    assert refusal(doing, elsewhere, actions.withdraw_invitation, number) == "no-invitation"


@pytest.mark.parametrize("password", ["", "eleven char", "123456789012", "passwordpassword1"[:8]])
def test_a_weak_password_is_refused_and_the_invitation_stays(secret, password, name):
    assert (refusal(accept, secret, password=password), accept(secret).sign_in) == ("weak-password", name)


def test_a_weak_password_is_told_in_both_languages(secret):
    with pytest.raises(Refused) as caught:
        accept(secret, password=WEAK)
    assert ("12" in caught.value.because.zh, "密码" in caught.value.because.zh, "short" in caught.value.because.en) == (True, True, True)


def test_a_password_like_the_name_is_refused(doing, county):
    secret = doing(county, actions.invite, Person("fang-fang-fang", "Made up"), TOWNSHIP)
    assert refusal(accept, secret, password=LIKE_THE_NAME) == "weak-password"


def test_an_officer_who_is_there_accepts_signed_in_and_keeps_the_password(secret, doing, county, name):
    accept(secret)
    further = doing(county, actions.invite, Person(name, ""), Seat("township_government", "520381101"))
    assert refusal(accept, further, password=OTHER) == "sign-in-first"
    assert accept(further, password=OTHER, signed_in=name).check_password(PHRASE)


def test_nobody_else_accepts_it_signed_in(secret, doing, county, name):
    accept(secret)
    further = doing(county, actions.invite, Person(name, ""), Seat("township_government", "520381101"))
    assert refusal(accept, further, signed_in=county.officer) == "sign-in-first"


def test_it_falls_with_its_inviter(serve, doing, group, operator, name):
    inviter = serve("county_office", "520381")
    secret = doing(inviter, actions.invite, Person(name, ""), TOWNSHIP)
    doing(operator, actions.lock, inviter.officer)
    assert refusal(accept, secret) == "no-invitation"


def test_it_falls_with_the_inviter_s_post(serve, doing, operator, name):
    inviter = serve("county_office", "520381")
    secret = doing(inviter, actions.invite, Person(name, ""), TOWNSHIP)
    with acting(operator):
        (post,) = queries.posts_of(inviter.officer, on=NOW.date())
    doing(operator, actions.end_post, post.pk)
    assert refusal(accept, secret) == "no-invitation"


def test_inviting_and_accepting_are_acts(secret, county, name):
    from tuopin.common.keys import keys
    from tuopin.ledger.act import pseudonym
    from tuopin.ledger.models import Act

    accept(secret)
    with acting(county):
        acts = Act.objects.filter(subject=pseudonym(f"officer:{name}", keys())).order_by("nth").values_list("kind", "officer")
        assert list(acts) == [("officers.invite", county.officer), ("officers.accept", name)]


def test_the_record_names_nobody(secret, county, name):
    from tuopin.ledger.models import Act

    with acting(county):
        assert not [text for text in Act.objects.values_list("record", flat=True) if name in text or county.officer in text]


def test_the_table_holds_no_longer_one_than_two_weeks(county):
    from django.db.utils import IntegrityError

    with pytest.raises(IntegrityError, match="officers_invitation_ends"), acting(county):
        Invitation.objects.create(
            digest="x", officer="x", display_name="x", body="county_office", place="520381", from_on=NOW.date(), made_by="x", made_at=NOW,
            ends_at=NOW + timedelta(days=14, seconds=1),
        )  # fmt: skip


def test_two_at_once_accept_once(secret, name):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    def one(_):
        try:
            return accept(secret).sign_in
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, range(2))) == sorted([name, "no-invitation"])


def test_a_lost_password_is_renewed_and_everything_before_ends(secret, doing, county, name):
    from allauth.mfa.models import Authenticator

    before = accept(secret)
    Authenticator.objects.create(user=before, type="totp", data={})
    after = accept(doing(county, actions.renew, name), password=OTHER)
    told = (after.check_password(OTHER), after.mark == before.mark, Authenticator.objects.filter(user=after).count())
    assert told == (True, False, 0)


def test_nobody_renews_their_own(doing, county):
    assert refusal(doing, county, actions.renew, county.officer) == "four-eyes"


def test_another_county_renews_nobody_s(doing, elsewhere, county):
    assert refusal(doing, elsewhere, actions.renew, county.officer) == "serves-elsewhere"
