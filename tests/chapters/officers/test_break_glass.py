"""A read outside one's place: a reason, hours, a notice, a review by somebody else (R2a)."""

from datetime import timedelta

import pytest

from office.people import AT as NOW
from tuopin.common.refused import Refused
from tuopin.officers import actions, queries
from tuopin.officers.models import BreakGlass
from tuopin.settings.scope import acting

REASON = "a household moved here last week"


def refusal(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.code


@pytest.fixture
def broken(doing, county, group):
    return doing(county, actions.break_glass, "520526", because=REASON, hours=8)


@pytest.mark.parametrize("because", ["", "short", "         x"])
def test_without_a_reason_the_glass_stays_whole(doing, county, group, because):
    assert refusal(doing, county, actions.break_glass, "520526", because=because, hours=1) == "no-reason"


@pytest.mark.parametrize("hours", [0, 9])
def test_it_is_broken_for_one_to_eight_hours(doing, county, group, hours):
    assert refusal(doing, county, actions.break_glass, "520526", because=REASON, hours=hours) == "break-too-long"


@pytest.mark.parametrize("place", ["520381", "520381100", "520381100001", "52x", "5"])
def test_it_is_for_a_place_outside_one_s_own(doing, county, group, place):
    assert refusal(doing, county, actions.break_glass, place, because=REASON, hours=1) == "inside"


@pytest.mark.parametrize("body", ["evaluator", "auditor", "county_leading_group"])
def test_not_everybody_may(doing, serve, group, body):
    assert refusal(doing, serve(body, "520381"), actions.break_glass, "520526", because=REASON, hours=1) == "no-power"


def test_without_a_supervisor_the_glass_stays_whole(doing, serve):
    alone = serve("county_office", "110101")
    assert refusal(doing, alone, actions.break_glass, "520526", because=REASON, hours=1) == "nobody-to-tell"


def test_the_supervisor_is_told_and_reads_why(broken, group):
    with acting(group):
        post = queries.acted_by(group, on=NOW.date())
        notice = next(each for each in queries.notices_of(post.pk) if each.matter_id == broken.pk)
        assert (notice.about, BreakGlass.objects.get(pk=notice.matter_id).reason) == ("breakglass", REASON)


def test_a_colleague_in_the_same_body_is_no_supervisor(doing, serve, county, group):
    serve("county_office", "520381")
    with acting(county):
        told = queries.overseers(county.place, by=county, on=NOW.date())
    assert {post.body for post in told} == {"county_leading_group"}


def test_the_nearest_above_is_told_where_the_place_has_none(doing, serve):
    city = serve("city_leading_group", "5203")
    by = serve("county_office", "520302")
    broken = doing(by, actions.break_glass, "520526", because=REASON, hours=1)
    with acting(city):
        assert broken.pk in [each.matter_id for each in queries.notices_of(queries.acted_by(city, on=NOW.date()).pk)]


def test_a_notice_is_read_once(broken, doing, group):
    with acting(group):
        post = queries.acted_by(group, on=NOW.date()).pk
        (notice,) = [each for each in queries.notices_of(post) if each.matter_id == broken.pk]
        actions.read_notice(notice.pk, at=NOW)
        assert broken.pk not in [each.matter_id for each in queries.notices_of(post)]


def test_it_waits_for_review_at_the_officer_s_own_place(broken, group):
    with acting(group):
        assert broken.pk in [each.pk for each in queries.breaks_to_review("520381")]


@pytest.mark.parametrize("finding", ["justified", "unjustified"])
def test_somebody_else_reviews_it(broken, doing, group, finding):
    reviewed = doing(group, actions.review_break_glass, broken.pk, finding=finding)
    assert (reviewed.finding, reviewed.reviewed_by, reviewed.closed_at) == (finding, group.officer, NOW)


def test_nobody_reviews_their_own(broken, doing, county):
    assert refusal(doing, county, actions.review_break_glass, broken.pk, finding="justified") == "four-eyes"


def test_nor_past_the_code(broken, county):
    from django.db.utils import IntegrityError

    with pytest.raises(IntegrityError, match="officers_break_reviewed_by_another"), acting(county):
        BreakGlass.objects.filter(pk=broken.pk).update(reviewed_by=county.officer, reviewed_at=NOW, finding="justified")


def test_it_is_reviewed_once(broken, doing, group):
    doing(group, actions.review_break_glass, broken.pk, finding="unjustified")
    assert refusal(doing, group, actions.review_break_glass, broken.pk, finding="justified") == "reviewed"


def test_a_finding_is_not_changed_past_the_code(broken, doing, group):
    from django.db.utils import DatabaseError

    doing(group, actions.review_break_glass, broken.pk, finding="unjustified")
    with pytest.raises(DatabaseError, match="reviewed once"), acting(group):
        BreakGlass.objects.filter(pk=broken.pk).update(finding="justified")


def test_another_finding_is_none(broken, doing, group):
    assert refusal(doing, group, actions.review_break_glass, broken.pk, finding="fine") == "no-finding"


def test_a_third_county_reviews_nothing(broken, doing, serve):
    assert refusal(doing, serve("county_leading_group", "520302"), actions.review_break_glass, broken.pk, finding="justified") == "no-break"


def test_the_county_looked_into_may_review_it(broken, doing, serve):
    there = serve("county_leading_group", "520526")
    assert doing(there, actions.review_break_glass, broken.pk, finding="unjustified").finding == "unjustified"


def test_it_is_not_made_longer(broken, county):
    from django.db.utils import DatabaseError

    with pytest.raises(DatabaseError, match="never made longer"), acting(county):
        BreakGlass.objects.filter(pk=broken.pk).update(ends_at=NOW + timedelta(hours=9))


def written_past_the_code(broken, by, **changed):
    from tuopin.ledger.act import Act
    from tuopin.ledger.actions import record

    with acting(by):
        (broken.act_id,) = record([Act("officers.break_glass", "officer:x", "520381", "R2a")], by=by, at=NOW)
        broken.pk = None
        for name, value in changed.items():
            setattr(broken, name, value)
        broken.save(force_insert=True)


@pytest.mark.parametrize("hours", [8.001, 0])
def test_the_table_takes_eight_hours_at_most(broken, county, hours):
    from django.db.utils import DatabaseError

    with pytest.raises(DatabaseError, match="officers_break_hours"):
        written_past_the_code(broken, county, ends_at=NOW + timedelta(hours=hours))


def test_the_table_takes_no_short_reason(broken, county):
    from django.db.utils import DatabaseError

    with pytest.raises(DatabaseError, match="officers_break_reason"):
        written_past_the_code(broken, county, reason="123456789")


def test_it_is_an_act_that_names_the_place_and_no_reason(broken, county):
    import json

    from tuopin.ledger.models import Act

    with acting(county):
        record = json.loads(Act.objects.get(pk=broken.act_id).record)
    assert (record["act"], record["more"]) == ("officers.break_glass", {"hours": 8, "looked": "520526"})
