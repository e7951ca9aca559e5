"""Names, terms, who invites whom (R2a, R3d)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.officers.rules import terms
from tuopin.officers.rules.days import day
from tuopin.officers.rules.inviting import Seat, begins, may_invite
from tuopin.officers.rules.names import usable

AT = datetime(2016, 11, 1, 8, 0, tzinfo=UTC)
TODAY = date(2016, 11, 1)


def code(call, *args):
    try:
        call(*args)
    except Refused as refusal:
        return refusal.code
    return "done"


def test_the_day_begins_at_midnight_in_beijing():
    assert (day(datetime(2016, 10, 31, 15, 59, tzinfo=UTC)), day(datetime(2016, 10, 31, 16, 0, tzinfo=UTC))) == (date(2016, 10, 31), TODAY)


@pytest.mark.parametrize("name", ["li", "wang.fang", "zhao-2", "a_b", "a" * 40])
def test_a_name_of_small_letters_is_usable(name):
    assert code(usable, name) == "done"


@pytest.mark.parametrize("name", ["", "l", "Li", "李", "1li", "-li", "li fang", "a" * 41, "li\n", "ｌｉ"])
def test_another_name_is_not(name):
    assert code(usable, name) == "no-name"


@pytest.mark.parametrize("name", ["operator", "system"])
def test_nobody_is_called_like_the_machine(name):
    assert code(usable, name) == "reserved-name"


@pytest.mark.parametrize(
    ("lasts", "told"),
    [(timedelta(), "too-long"), (timedelta(seconds=1), "done"), (timedelta(days=14), "done"), (timedelta(days=14, seconds=1), "too-long")],
)
def test_an_invitation_lasts_two_weeks_at_most(lasts, told):
    assert code(terms.invitation_ends, AT, lasts) == told


@pytest.mark.parametrize(
    ("ends_on", "told"),
    [
        (TODAY - timedelta(days=1), "token-term"),
        (TODAY, "done"),
        (TODAY + timedelta(days=366), "done"),
        (TODAY + timedelta(days=367), "token-term"),
    ],
)
def test_a_token_ends_within_a_year(ends_on, told):
    assert code(terms.token_ends, AT, ends_on) == told


@pytest.mark.parametrize(
    ("asked", "told"),
    [(["register.read"], "done"), ([], "token-powers"), (["register.read", "export"], "token-powers"), (["nothing"], "token-powers")],
)
def test_a_token_holds_powers_of_its_post_only(asked, told):
    assert code(terms.token_powers, asked, frozenset({"register.read"})) == told


@pytest.mark.parametrize(("hours", "told"), [(0, "break-too-long"), (1, "done"), (8, "done"), (9, "break-too-long"), (-1, "break-too-long")])
def test_glass_is_broken_for_one_to_eight_hours(hours, told):
    assert code(terms.break_ends, AT, hours) == told


@pytest.mark.parametrize(
    ("told_reason", "told"), [("123456789", "no-reason"), ("1234567890", "done"), ("  1234567  ", "no-reason"), ("核对外出务工人员的户口", "done")]
)
def test_a_reason_takes_ten_characters(told_reason, told):
    assert code(terms.reason, told_reason) == told


@pytest.mark.parametrize(
    ("from_on", "until_on", "told"),
    [
        (None, None, "done"),
        (TODAY, TODAY, "ends-before"),
        (TODAY, TODAY + timedelta(days=1), "done"),
        (None, TODAY, "ends-before"),
        (TODAY, TODAY - timedelta(days=1), "ends-before"),
    ],
)
def test_a_post_ends_after_it_begins(from_on, until_on, told):
    assert code(begins, Seat("county_office", "520381", from_on, until_on), TODAY) == told


INVITING = """
township_government 520381100  village_committees     520381100001  done
township_government 520381100  resident_work_team     520381100001  done
township_government 520381100  township_government    520381100     done
township_government 520381100  village_committees     520381101001  outside-place
township_government 520381100  county_office          520381        outside-place
county_office       520381     township_government    520381100     done
county_office       520381     county_leading_group   520381        done
county_office       520381     county_office          520526        outside-place
county_office       520381     city_office            5203          outside-place
county_office       520381     inspector              520381        done
county_office       520381     evaluator              520381        not-yours-to-invite
county_office       520381     auditor                520381        not-yours-to-invite
township_government 520381100  inspector              520381100     not-yours-to-invite
city_office         5203       evaluator              520381        not-yours-to-invite
provincial_office   52         evaluator              520381        done
provincial_office   52         auditor                52            done
provincial_office   52         evaluator              53            outside-place
county_leading_group 520381    county_office          520381        no-power
village_committees  520381100001 village_committees   520381100001  no-power
evaluator           520381     evaluator              520381        no-power
auditor             52         auditor                52            no-power
national_leading_group .       provincial_office      52            done
national_leading_group .       national_leading_group .             done
operator            .          county_office          520381        done
operator            .          auditor                .             done
operator            .          county_office          5203          wrong-level
"""


@pytest.mark.parametrize("line", INVITING.strip().split("\n"), ids=lambda line: "-".join(line.split()[:4]))
def test_who_invites_whom(line):
    mine, here, theirs, there, told = (word.replace(".", "") if word == "." else word for word in line.split())
    assert code(may_invite, By("x", mine, here), theirs, there) == told
