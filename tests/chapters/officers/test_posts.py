"""A post is held by one officer at one place, for dates, and begins and ends with an act (R2a, R3d)."""

from datetime import date, timedelta

import pytest

from office.people import AT as NOW
from tuopin.common.refused import Refused
from tuopin.officers import actions, queries
from tuopin.officers.models import Post
from tuopin.officers.rules.inviting import Person, Seat
from tuopin.settings.scope import acting

TODAY = NOW.date()
PHRASE, WEAK = "made up, twelve and more", "weak"


def refusal(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.code


@pytest.fixture
def give(doing, operator):
    """A further post for an officer who is there."""

    def given(by, body, place, **dates):
        secret = doing(operator, actions.invite, Person(by.officer, ""), Seat(body, place, **dates))
        return actions.accept_invitation(secret, password="", at=NOW, signed_in=by.officer)

    return given


@pytest.fixture
def someone(serve):
    return serve("county_office", "520381")


def post_of(by):
    with acting(by):
        return queries.acted_by(by, on=TODAY)


def test_the_same_post_is_not_held_twice_at_a_time(give, someone):
    assert refusal(give, someone, "county_office", "520381") == "same-post"


def test_it_may_be_held_again_after_it_ended(give, someone, doing, operator):
    doing(operator, actions.end_post, post_of(someone).pk)
    give(someone, "county_office", "520381")
    assert post_of(someone).until_on is None


def test_several_posts_may_be_held_at_several_places(give, someone):
    give(someone, "county_office", "520526")
    with acting(someone):
        assert len(queries.posts_of(someone.officer, on=TODAY)) == 2


@pytest.mark.parametrize("outside", ["evaluator", "auditor"])
def test_nobody_is_inside_and_outside_at_once(give, someone, outside):
    assert refusal(give, someone, outside, "520381") == "not-independent"


@pytest.mark.parametrize("outside", ["evaluator", "auditor"])
def test_who_is_outside_does_not_come_in_either(give, serve, outside):
    assert refusal(give, serve(outside, "52"), "county_office", "520381") == "not-independent"


def test_an_evaluator_may_have_been_inside_before(give, someone, doing, operator):
    doing(operator, actions.end_post, post_of(someone).pk)
    give(someone, "evaluator", "520526")
    with acting(someone):
        assert [post.body for post in queries.posts_of(someone.officer, on=TODAY)] == ["evaluator"]


def test_an_inspector_may_belong_to_an_office(give, someone):
    give(someone, "inspector", "520381100")
    with acting(someone):
        assert [post.body for post in queries.posts_of(someone.officer, on=TODAY)] == ["county_office", "inspector"]


@pytest.mark.parametrize(("on", "held"), [(date(2016, 11, 1), 0), (date(2016, 11, 2), 1), (date(2016, 11, 3), 1), (date(2016, 11, 4), 0)])
def test_a_post_is_held_from_its_first_day_until_the_day_before_its_end(give, serve, on, held):
    someone = serve("county_office", "520526")
    give(someone, "county_office", "520381", from_on=date(2016, 11, 2), until_on=date(2016, 11, 4))
    with acting(someone):
        assert len([post for post in queries.posts_of(someone.officer, on=on) if post.place == "520381"]) == held


def test_an_ended_post_is_no_longer_acted_by(someone, doing, county):
    doing(county, actions.end_post, post_of(someone).pk)
    assert post_of(someone) is None


def test_its_tokens_end_with_it(someone, doing, county):
    token = doing(someone, actions.issue_token, "t", powers_asked=["register.read"], ends_on=TODAY)
    doing(county, actions.end_post, post_of(someone).pk)
    assert actions.show_token(token, at=NOW) is None


def test_an_end_may_lie_ahead_and_come_nearer(someone, doing, county):
    later = doing(county, actions.end_post, post_of(someone).pk, until_on=TODAY + timedelta(days=30)).until_on
    sooner = doing(county, actions.end_post, post_of(someone).pk, until_on=TODAY + timedelta(days=3)).until_on
    assert (later, sooner) == (date(2016, 12, 1), date(2016, 11, 4))


def test_an_end_never_moves_away(someone, doing, county):
    doing(county, actions.end_post, post_of(someone).pk, until_on=TODAY + timedelta(days=3))
    assert doing(county, actions.end_post, post_of(someone).pk, until_on=TODAY + timedelta(days=9)).until_on == date(2016, 11, 4)


def test_it_is_ended_once(someone, doing, county):
    number = post_of(someone).pk
    doing(county, actions.end_post, number)
    assert refusal(doing, county, actions.end_post, number) == "ended"


def test_another_county_ends_none(someone, doing, elsewhere):
    assert refusal(doing, elsewhere, actions.end_post, post_of(someone).pk) == "no-post"


def test_a_township_ends_none_of_the_county(someone, doing, serve):
    assert refusal(doing, serve("township_government", "520381100"), actions.end_post, post_of(someone).pk) == "no-post"


def test_a_village_ends_none(someone, doing, serve):
    village = serve("village_committees", "520381100001")
    assert refusal(doing, village, actions.end_post, post_of(village).pk) == "no-power"


def test_a_post_is_not_written_past_the_ledger(someone):
    from django.db.utils import DatabaseError

    with pytest.raises(DatabaseError, match="without an act"), acting(someone):
        Post.objects.create(officer_id=someone.officer, body="county_office", place="520381", from_on=date(2010, 1, 1), until_on=date(2010, 1, 2), act_id=1)


def test_a_post_is_not_ended_past_the_ledger(someone):
    from django.db import connection
    from django.db.utils import DatabaseError

    with pytest.raises(DatabaseError, match="only ended"), acting(someone), connection.cursor() as cursor:
        cursor.execute("UPDATE officers_post SET until_on = '2016-11-01' WHERE officer = %s", [someone.officer])


def test_a_post_is_not_made_longer(someone, doing, county):
    from django.db import connection
    from django.db.utils import DatabaseError

    doing(county, actions.end_post, post_of(someone).pk)
    with pytest.raises(DatabaseError, match="never made longer"), acting(someone), connection.cursor() as cursor:
        cursor.execute("UPDATE officers_post SET until_on = NULL WHERE officer = %s", [someone.officer])


def test_only_the_operator_makes_an_officer_with_a_password(doing, county):
    made = (Person("somebody", ""), Seat("county_office", "520381"))
    assert refusal(doing, county, actions.create_officer, *made, password=PHRASE) == "invite"


def test_the_ledger_says_that_the_operator_made_the_first(someone, county):
    import json

    from tuopin.common.keys import keys
    from tuopin.ledger.act import pseudonym
    from tuopin.ledger.models import Act

    with acting(county):
        act = Act.objects.get(subject=pseudonym(f"officer:{someone.officer}", keys()))
    assert (act.kind, act.officer, json.loads(act.record)["body"]) == ("officers.create", "operator", "operator")


def test_a_name_is_given_once(doing, operator, someone):
    again = (Person(someone.officer, ""), Seat("county_office", "520526"))
    assert refusal(doing, operator, actions.create_officer, *again, password=PHRASE) == "name-taken"


def test_a_refused_officer_leaves_nothing(doing, operator):
    made = (Person("weakling", ""), Seat("county_office", "520526"))
    assert (refusal(doing, operator, actions.create_officer, *made, password=WEAK), queries.officer("weakling")) == ("weak-password", None)
