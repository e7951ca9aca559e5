"""A small county in a fresh office: its officers, a frozen register, a run over it, a published log."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from office.ready import django_ready

django_ready()

COUNTY = "520381"
OFFICERS = {
    "clerk": ("county_office", COUNTY),
    "head": ("county_office", COUNTY),
    "province": ("provincial_office", "52"),
    "elsewhere": ("county_office", "520526"),
    "evaluator": ("evaluator", COUNTY),
}


@dataclass
class County:
    """Where the tests look: a household with its village and a member, the run, an act."""

    household: str
    village: str
    member: str
    run: int
    act: int


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes():
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="module")
def people(office):
    """Officers who can sign in."""
    from tuopin.common.acting import NATION, By
    from tuopin.officers import actions
    from tuopin.officers.rules.inviting import Person, Seat
    from tuopin.settings.scope import acting
    from walks.web.looking import PHRASE

    operator = By("operator", "operator", NATION)
    with acting(operator):
        for name, (body, place) in OFFICERS.items():
            actions.create_officer(Person(name, f"Officer {name[::-1]}", "en"), Seat(body, place), password=PHRASE, by=operator, at=datetime.now(UTC))
    return OFFICERS


@pytest.fixture(scope="module")
def county(people):
    from django.db import connection

    from office.filled import fill
    from tuopin.assessment.actions import Asked, assess, freeze
    from tuopin.assessment.actions.opening import Opening
    from tuopin.common.acting import By
    from tuopin.ledger import place, sequencer
    from tuopin.register.actions.freeze import Freeze
    from tuopin.settings.scope import acting

    fill(COUNTY, households=30)
    province = By("province", "provincial_office", "52")
    snapshot = freeze(Freeze(COUNTY, 2016, date(2016, 12, 31), synthetic=True), Opening(province), at=datetime.now(UTC))
    run = assess(Asked(snapshot.digest, "cn-2016"), Opening(province), at=datetime.now(UTC))
    sequencer.sequence(place.log(), at=datetime.now(UTC))
    with acting(province), connection.cursor() as cursor:
        cursor.execute(
            "SELECT household_code, village_code, person_code, act_id FROM register_person WHERE superseded_at IS NULL AND id_number_sealed IS NOT NULL "
            "AND phone_sealed IS NOT NULL ORDER BY person_code LIMIT 1"
        )
        household, village, member, act = cursor.fetchone()
    return County(household, village, member, run.pk, act)
