"""On one matter one officer holds one duty: who proposed may not verify or approve (R3a, R3b)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from office.people import AT as NOW
from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.officers import actions
from tuopin.officers.models import Duty
from tuopin.settings.scope import acting

DUTIES = ("propose", "verify", "approve")
OFFICERS = [By(f"officer-{letter}", "county_office", "520381") for letter in "abc"]
STEPS = st.lists(st.tuples(st.sampled_from(range(2)), st.sampled_from(DUTIES), st.sampled_from(OFFICERS)), max_size=12)


def take(matter, duty, by):
    with acting(by):
        try:
            actions.take_duty(matter, duty, by=by, at=NOW)
        except Refused as refusal:
            return refusal.code
    return "taken"


def test_who_proposed_may_not_approve(office):
    assert [take("a", "propose", OFFICERS[0]), take("a", "approve", OFFICERS[0])] == ["taken", "four-eyes"]


def test_another_may(office):
    assert [take("b", "propose", OFFICERS[0]), take("b", "approve", OFFICERS[1])] == ["taken", "taken"]


def test_on_another_matter_one_may(office):
    assert [take("c", "propose", OFFICERS[0]), take("d", "approve", OFFICERS[0])] == ["taken", "taken"]


def test_taking_the_same_duty_again_changes_nothing(office):
    assert [take("e", "propose", OFFICERS[0]), take("e", "propose", OFFICERS[0])] == ["taken", "taken"]


def test_a_refused_duty_names_the_one_held(office):
    take("f", "propose", OFFICERS[0])
    with pytest.raises(Refused, match="propose"), acting(OFFICERS[0]):
        actions.take_duty("f", "verify", by=OFFICERS[0], at=NOW)


_example = iter(range(10**9))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_sequence_gives_one_officer_two_duties(office, steps):
    run = next(_example)
    told = [(f"s{run}-{matter}", duty, by.officer, take(f"s{run}-{matter}", duty, by)) for matter, duty, by in steps]
    plain, expected = {}, []
    for matter, duty, officer, _ in told:
        held = plain.setdefault((matter, officer), duty)
        expected.append((matter, duty, officer, "taken" if held == duty else "four-eyes"))
    kept = {(row.matter, row.officer): row.duty for row in Duty.objects.filter(matter__startswith=f"s{run}-")}
    assert (told, kept) == (expected, plain)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(duties=st.tuples(st.sampled_from(DUTIES), st.sampled_from(DUTIES)))
def test_two_connections_at_once_give_one_officer_one_duty(office, duties):
    from django.db import connection

    matter, together = f"t{next(_example)}", Barrier(2)

    def one(duty):
        try:
            with acting(OFFICERS[0]):
                together.wait()
                actions.take_duty(matter, duty, by=OFFICERS[0], at=NOW)
        except Refused as refusal:
            return refusal.code
        else:
            return "taken"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(one, duties))
    assert told == (["taken", "taken"] if duties[0] == duties[1] else ["four-eyes", "taken"])


def test_the_table_holds_one_duty_for_each(office):
    from django.db.utils import IntegrityError

    take("g", "propose", OFFICERS[0])
    with pytest.raises(IntegrityError, match="officers_duty_one_each"), acting(OFFICERS[0]):
        Duty.objects.create(matter="g", duty="approve", officer=OFFICERS[0].officer, taken_at=NOW)
