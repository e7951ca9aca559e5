"""Each body does only what is its own (R2a)."""

import pytest

from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.officers.rules.bodies import BODIES
from tuopin.officers.rules.powers import (
    BY_TOKEN,
    COLUMNS,
    LOOKS,
    OF_BODY,
    POWERS,
    READS,
    STRONG,
    WRITES_REGISTER,
    Limited,
    may,
    needs_second_factor,
    powers,
)

COUNTY = By("li", "county_office", "520381")
ACTORS = [By("a", body, "520381") for body in COLUMNS]


def refused(by, power, place=None):
    with pytest.raises(Refused) as caught:
        may(by, power, place)
    return caught.value


def test_the_evaluator_writes_nothing_in_the_register():
    assert OF_BODY["evaluator"] & WRITES_REGISTER == set()


def test_the_inspector_writes_nothing_in_the_register():
    assert OF_BODY["inspector"] & WRITES_REGISTER == set()


def test_the_auditor_only_reads():
    assert OF_BODY["auditor"] - READS == {"tokens.issue"}


def test_leading_groups_decide_and_oversee_but_do_not_handle_data():
    groups = [body for body in BODIES if body.endswith("leading_group") and body != "national_leading_group"]
    assert [OF_BODY[body] & (WRITES_REGISTER | {"snapshot.freeze", "assessment.run"}) for body in groups] == [set()] * 3


def test_everybody_who_holds_a_post_sees_the_register():
    assert {body for body in BODIES if "register.read" in OF_BODY[body]} == set(BODIES)


def test_who_accepts_an_import_may_also_upload_one_so_that_four_eyes_are_between_officers():
    assert {body for body in COLUMNS if "register.accept" in OF_BODY[body]} == {"county_office", "city_office", "provincial_office"}


def test_who_may_open_the_glass_is_watched_by_somebody_above():
    assert all("breakglass.review" in OF_BODY[body] for body in ("city_office", "provincial_office", "national_leading_group"))


def test_operator_and_system_see_no_register():
    assert (OF_BODY["operator"] | OF_BODY["system"]) & (WRITES_REGISTER | {"register.read", "privacy.reveal", "export"}) == set()


def test_every_power_is_held_by_somebody():
    assert set().union(*OF_BODY.values()) == set(POWERS)


def test_every_power_has_words_of_its_own():
    assert len({power.words for power in POWERS.values()}) == len(POWERS)


@pytest.mark.parametrize("by", ACTORS, ids=lambda by: by.body)
@pytest.mark.parametrize("power", POWERS)
def test_a_power_is_given_by_the_table_and_refused_otherwise(by, power):
    if power in OF_BODY[by.body]:
        may(by, power)
        assert power in powers(by)
    else:
        assert refused(by, power).code == "no-power"


@pytest.mark.parametrize("place", ["520381", "520381100", "520381100001"])
def test_a_power_holds_within_the_place(place):
    may(COUNTY, "register.correct", place)
    assert place.startswith(COUNTY.place)


@pytest.mark.parametrize("place", ["", "52", "5203", "520382", "520526", "52038"])
def test_a_power_holds_nowhere_else(place):
    assert refused(COUNTY, "register.correct", place).code == "outside-place"


def test_a_body_that_is_none_has_no_power():
    assert refused(By("x", "mayor", "520381"), "register.read").code == "no-power"


def test_a_refusal_says_who_may():
    assert "township government" in refused(By("v", "village_committees", "520381100001"), "register.correct").remedy.en


def test_a_power_that_does_not_exist_is_a_bug():
    with pytest.raises(AssertionError):
        may(COUNTY, "register.anything")


def test_a_limited_actor_has_what_both_have():
    assert powers(Limited("li", "county_office", "520381", powers=frozenset({"register.read", "ledger.checkpoint"}))) == {"register.read"}


def test_a_limited_actor_is_refused_what_the_body_may():
    limited = Limited("li", "county_office", "520381", powers=frozenset({"register.read"}))
    assert refused(limited, "register.correct").code == "no-power"


def test_behind_broken_glass_there_is_only_reading():
    assert LOOKS <= READS - STRONG


def test_a_token_decides_nothing_about_officers():
    assert [token for token in BY_TOKEN if token.startswith(("officers.", "tokens.", "breakglass."))] == ["officers.read"]


@pytest.mark.parametrize("power", ["register.accept", "privacy.reveal", "privacy.erase", "officers.invite", "export.numbers", "breakglass.open"])
def test_strong_powers_ask_for_a_second_factor(power):
    assert needs_second_factor({power, "register.read"})


@pytest.mark.parametrize("body", ["village_committees", "resident_work_team"])
def test_a_village_needs_no_second_factor(body):
    assert not needs_second_factor(OF_BODY[body])
