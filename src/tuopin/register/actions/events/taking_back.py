"""An event recorded by mistake is taken back: what it closed holds again, what it brought is closed; both stay on record. Clause R3a."""

from datetime import datetime
from typing import Any

from django.db import connection

from tuopin.common.acting import By
from tuopin.officers.rules.powers import may
from tuopin.register.actions.change import Changed, Part, Rows, Why, change
from tuopin.register.actions.whole import whole
from tuopin.register.rules.events import told
from tuopin.register.rules.events.reasons import because
from tuopin.register.stored import STORED, Stored

TABLES = [STORED[name] for name in ("household", "person", "household_year", "person_year")]
ACTS = " UNION ".join(f"SELECT act_id FROM {stored.name} WHERE change_id = %s" for stored in TABLES)


@whole()
def take_back(number: int, *, reason: str, by: By, at: datetime) -> Changed:
    """Take back the change of that number; refused where the same households have changed since, or where it came by an import."""
    may(by, "register.correct")
    why = because(reason)
    with connection.cursor() as cursor:
        seen = [_numbers(cursor, f"SELECT id FROM {stored.name} WHERE change_id = %s LIMIT 1", number) for stored in TABLES]
        cursor.execute("SELECT kind, batch_id FROM register_changes_told(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[])", seen)
        found = cursor.fetchone()
        if found is None:
            raise told.no_change(number)
        if found[1] is not None or not found[0].startswith("register."):
            raise told.not_taken_back(number)
        _nothing_since(cursor, number)
        parts = [part for stored in TABLES if (part := _back(cursor, stored, number))]
        if not parts:
            raise told.not_taken_back(number)
        return change(parts, Why("register.take_back", "R3a", why, undoes=number, more={"undoes": found[0]}), by=by, at=at)


def _nothing_since(cursor: Any, number: int) -> None:
    """Refuse where a household of this change has been changed by another since."""
    of = " UNION ".join(
        f"SELECT household_code FROM {table} WHERE change_id = %s" for table in ("register_household", "register_person", "register_person_year")
    )
    later = " UNION ALL ".join(
        f"SELECT change_id FROM {table} WHERE household_code IN (SELECT household_code FROM touched) AND change_id > %s"
        for table in ("register_household", "register_person")
    )
    cursor.execute(f"WITH touched AS ({of}) SELECT min(change_id) FROM ({later}) AS later", [number] * 5)
    (found,) = cursor.fetchone()
    if found is not None:
        raise told.changed_since(number, found)


def _back(cursor: Any, stored: Stored, number: int) -> Part | None:
    """What the change brought in this table is closed, and what it closed is brought again."""
    closes = _numbers(cursor, f"SELECT id FROM {stored.name} WHERE change_id = %s AND superseded_at IS NULL", number)
    again = _numbers(cursor, f"SELECT id FROM {stored.name} WHERE superseded_by IN ({ACTS})", *[number] * len(TABLES))
    if not closes and not again:
        return None
    columns = ", ".join(stored.columns)
    brings = Rows(f"SELECT {columns} FROM {stored.name} WHERE id = ANY (%s)", (again,)) if again else None
    return Part(stored, brings, Rows("SELECT unnest(%s::bigint[])", (closes,)) if closes else None)


def _numbers(cursor: Any, sql: str, *parameters: int) -> list[int]:
    cursor.execute(sql, parameters)
    return [number for (number,) in cursor.fetchall()]
