"""Households that the tests register, through the forms as people do."""

from datetime import date

from django.db import connection

from office.people import AT, COUNTY
from tuopin.common.identity import made_up_id
from tuopin.register.actions.events import record_event
from tuopin.settings.scope import acting

VILLAGE = "520381001001"
BORN = {"head": date(1970, 1, 1), "spouse": date(1972, 2, 2), "son": date(1995, 3, 3), "daughter": date(1998, 4, 4)}
NAMES = {"head": "张大山", "spouse": "李秀英", "son": "张小山", "daughter": "张小梅"}
SERIALS = iter(range(1_000_000))


def event(kind, *, by=COUNTY, at=AT, reason="入户核实", **given):
    """One event, as an officer of the county records it."""
    with acting(by):
        return record_event(kind, given, reason=reason, by=by, at=at)


def member(relation, **more):
    """A person as the form asks for one; her number is one that nobody can hold."""
    sex, born = "female" if relation in {"spouse", "daughter", "mother"} else "male", BORN.get(relation, date(1980, 5, 5))
    serial = next(SERIALS)
    born = date.fromordinal(born.toordinal() + serial // 400)
    person = {"name": NAMES.get(relation, "张某"), "relation": relation, "sex": sex, "birth_on": born.isoformat(), "id_type": "identity_card"}
    return {**person, "id_number": made_up_id(born, sex, serial % 400), **more}


def family(code, *relations, village=VILLAGE, on=date(2014, 1, 1), by=COUNTY, at=AT, **household):
    """A household of these relations; its members' codes by relation."""
    members = [member(relation) for relation in relations]
    event(
        "new_household", by=by, at=at, on=on.isoformat(), village_code=village, household_code=code,
        household={"status": "registered", **household}, members=members,
    )  # fmt: skip
    found = rows("SELECT relation, person_code FROM register_person WHERE household_code = %s AND superseded_at IS NULL ORDER BY id", code, by=by)
    return dict(found)


def rows(sql, *parameters, by=COUNTY):
    """What a post sees."""
    with acting(by), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
