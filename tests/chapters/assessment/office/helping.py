"""What the tests of snapshots and runs in the office share."""

from datetime import UTC, datetime

from django.db import connection, connections

from office.people import COUNTY
from tuopin.assessment.actions import Asked, assess
from tuopin.assessment.actions.opening import Opening
from tuopin.common.acting import By
from tuopin.settings.scope import acting

PROVINCE = By("xu", "provincial_office", "52")
HERE = COUNTY.place


def now():
    return datetime.now(UTC)


def assessed(snapshot, *, by=PROVINCE, edition="cn-2016", **opening):
    return assess(Asked(snapshot.digest, edition), Opening(by, **opening), at=now())


def asked(sql, *parameters, by=PROVINCE):
    with acting(by), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def past_the_door(sql, *parameters):
    """As the owner of the database could, with the triggers off."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, parameters)
    connections["owner"].close()


def folders(home):
    return sorted(path.relative_to(home).as_posix() for kind in ("snapshots", "results") for path in (home / kind).iterdir())
