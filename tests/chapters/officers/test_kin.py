"""Nobody decides on their own household or a relative's; the database holds it (R3a)."""

import pytest

from office.people import AT as NOW
from tuopin.common.keys import keys
from tuopin.common.refused import Refused
from tuopin.ledger.act import Act, pseudonym
from tuopin.ledger.actions import record
from tuopin.officers import actions
from tuopin.officers.models import Deciding, Kin
from tuopin.officers.rules.deciding import DECIDING
from tuopin.settings.scope import acting

OWN, OTHER = "520381000001", "520381000002"


def refusal(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.code


@pytest.fixture
def someone(serve, doing):
    by = serve("county_office", "520381")
    doing(by, actions.declare_kin, by.officer, [OWN, OWN + "01"])
    return by


def decide(by, *subjects, kind="register.correct"):
    with acting(by), actions.decided():
        return len(record([Act(kind, f"household/{subject}", "520381", "R3a") for subject in subjects], by=by, at=NOW))


@pytest.mark.parametrize("kind", ["register.correct", "register.death", "register.accept", "privacy.erase"])
def test_a_deciding_act_on_one_s_own_household_is_refused(someone, kind):
    assert refusal(decide, someone, OWN, kind=kind) == "own-kin"


def test_on_a_member_of_it_as_well(someone):
    assert refusal(decide, someone, OWN + "01") == "own-kin"


def test_on_another_household_it_is_done(someone):
    assert decide(someone, OTHER) == 1


def test_another_officer_does_it(someone, county):
    assert decide(county, OWN) == 1


def test_an_act_that_decides_nothing_is_done(someone):
    assert decide(someone, OWN, kind="privacy.reveal") == 1


def test_one_of_many_undoes_them_all(someone):
    from tuopin.ledger import models

    subjects = [f"52038100{number:04d}" for number in range(100, 1300)]
    assert refusal(decide, someone, *subjects, OWN) == "own-kin"
    with acting(someone):
        assert models.Act.objects.filter(officer=someone.officer, kind="register.correct").count() == 0


def test_direct_sql_is_refused_as_well(someone):
    from django.db import connection
    from django.db.utils import DatabaseError

    row = ["register.correct", pseudonym(f"household/{OWN}", keys()), 99, "520381", someone.officer, NOW, "{}", b"x" * 16, b"y" * 32]
    with pytest.raises(DatabaseError, match="own household"), acting(someone), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_act (id, kind, subject, nth, place, officer, at, record, salt, commitment) "
            "VALUES (nextval('ledger_act_numbers'), %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            row,
        )


def test_the_owner_s_direct_sql_too(someone):
    from django.db import connections
    from django.db.utils import DatabaseError

    row = [pseudonym(f"household/{OWN}", keys()), someone.officer, NOW, b"x" * 16, b"y" * 32]
    with pytest.raises(DatabaseError, match="own household"), connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_act (id, kind, subject, nth, place, officer, at, record, salt, commitment) "
            "VALUES (nextval('ledger_act_numbers'), 'register.correct', %s, 99, '520381', %s, %s, '{}', %s, %s)",
            row,
        )


def test_what_is_kept_is_a_pseudonym(someone):
    (kept, *_) = Kin.objects.filter(officer=someone.officer).values_list("subject", flat=True)
    assert (len(bytes(kept)), OWN.encode() in bytes(kept)) == (16, False)


def test_declaring_twice_changes_nothing(someone, doing):
    doing(someone, actions.declare_kin, someone.officer, [OWN])
    assert Kin.objects.filter(officer=someone.officer).count() == 4


def test_the_office_may_declare_for_an_officer(someone, doing, county):
    doing(county, actions.declare_kin, someone.officer, [OTHER + "9"])
    assert Kin.objects.filter(officer=someone.officer, declared_by=county.officer).count() == 2


def test_an_office_elsewhere_may_not(someone, doing, elsewhere):
    assert refusal(doing, elsewhere, actions.declare_kin, someone.officer, [OTHER]) == "serves-elsewhere"


def test_another_officer_may_not(someone, doing, group):
    assert refusal(doing, group, actions.declare_kin, someone.officer, [OTHER]) == "no-power"


def test_the_kinds_that_decide_are_those_of_the_rules(office):
    assert set(Deciding.objects.values_list("pattern", flat=True)) >= set(DECIDING)
