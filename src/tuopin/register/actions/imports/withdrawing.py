"""An import taken back, as a batch of corrections: what it brought is closed, what it had replaced is there again. Clauses R2d, R3a.

Nothing is deleted. A version that has been changed since by a later act is left, with everything under its number in that table, and
so is a household that only the import brought while somebody else's facts hang on it; all that is left is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tuopin.common.acting import By
from tuopin.ledger.actions import record
from tuopin.register.actions.change import Part, Rows, Why, change
from tuopin.register.actions.imports.accepting import CLAUSE, KIND
from tuopin.register.actions.imports.sealing import WAITING
from tuopin.register.actions.imports.staging import emptied, found
from tuopin.register.actions.imports.uploading import act_of
from tuopin.register.models import Batch, Change
from tuopin.register.rules import imports as rules
from tuopin.register.stored import STORED, Stored

UNDONE = "register.import-withdrawn"
OPEN = (rules.UPLOADED, rules.STAGED, rules.COMPARED, rules.ACCEPTING, rules.ACCEPTED, rules.FAILED)
DEPENDING = ("person", "household_year")


@dataclass(frozen=True)
class Withdrawn:
    """What a withdrawal did: the numbers of its changes, and what it left (table, code) because later acts stand on it."""

    changes: tuple[int, ...]
    left: tuple[tuple[str, str], ...]


def withdraw(number: int, *, by: By, at: datetime, reason: str) -> Withdrawn:
    """Take an import back, within `acting(by)`: before acceptance its rows are gone, after it the register says again what it said.

    Withdrawn already: nothing more is done. BadInput without a reason.
    """
    rules.must_have_reason(reason)
    batch = found(number, lock=True)
    if batch.state == rules.WITHDRAWN:
        return Withdrawn((), ())
    rules.must_be(batch.state, OPEN)
    undone: list[int] = []
    left: list[tuple[str, str]] = []
    with connection.cursor() as cursor:
        changes = _changes(batch)
        for brought in reversed(changes):
            left += _chosen(cursor, brought, changes)
            why = Why(UNDONE, CLAUSE, reason, batch=batch.pk, undoes=brought, more={"import": batch.digest})
            undone.append(change([_part(STORED[name]) for name in WAITING], why, by=by, at=at).number)
        emptied(cursor, number)
    record([act_of(batch, "register.withdraw")], by=by, at=at)
    batch.state = rules.WITHDRAWN
    batch.save(update_fields=("state",))
    return Withdrawn(tuple(undone), tuple(sorted(left)))


def _changes(batch: Batch) -> list[int]:
    return list(Change.objects.filter(batch_id=batch.pk, kind=KIND).order_by("pk").values_list("pk", flat=True))


def _chosen(cursor: Any, brought: int, changes: Sequence[int]) -> list[tuple[str, str]]:
    """Put into tables of this transaction which versions are closed and which come back; what is left."""
    left: list[tuple[str, str]] = []
    for name in WAITING:
        stored = STORED[name]
        closing, returning = _tables(stored)
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{closing}, pg_temp.{returning}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {closing} ON COMMIT DROP AS SELECT b.id, b.act_id, {_key(stored, 'b')} FROM {stored.name} AS b "
            f"WHERE b.change_id = %s AND NOT EXISTS (SELECT FROM {stored.name} AS x WHERE x.change_id = %s AND {_same(stored, 'x', 'b')} "
            f"AND x.superseded_at IS NOT NULL){_free(stored)}",
            [brought, brought, *([list(changes)] * len(DEPENDING) if name == "household" else [])],
        )
        cursor.execute(
            f"CREATE TEMPORARY TABLE {returning} ON COMMIT DROP AS SELECT o.id FROM {stored.name} AS o "
            f"WHERE o.superseded_by IN (SELECT act_id FROM {closing}) AND EXISTS (SELECT FROM {closing} AS c WHERE c.act_id = o.superseded_by AND {_same(stored, 'c', 'o')})"
        )
        cursor.execute(f"CREATE UNIQUE INDEX ON {closing} (id)")
        cursor.execute(f"ANALYZE {closing}, {returning}")
        cursor.execute(
            f"SELECT DISTINCT b.{stored.code} FROM {stored.name} AS b WHERE b.change_id = %s AND NOT EXISTS (SELECT FROM {closing} AS c WHERE c.id = b.id)",
            [brought],
        )
        left += [(name, code) for (code,) in cursor.fetchall()]
    return left


def _free(stored: Stored) -> str:
    """A household that the import brought as new stays while facts that others brought, or that are left, hang on it."""
    if stored.table.name != "household":
        return ""
    hanging = " ".join(
        f"AND NOT EXISTS (SELECT FROM {STORED[name].name} AS d WHERE d.household_code = b.household_code AND d.superseded_at IS NULL AND d.change_id <> ALL(%s))"
        for name in DEPENDING
    )
    was = f"EXISTS (SELECT FROM {stored.name} AS o WHERE o.superseded_by = b.act_id AND {_same(stored, 'o', 'b')})"
    return f" AND ({was} OR (true {hanging}))"


def _part(stored: Stored) -> Part:
    closing, returning = _tables(stored)
    back = f"SELECT {', '.join(f'o.{name}' for name in stored.columns)} FROM {stored.name} AS o WHERE o.id IN (SELECT id FROM {returning})"
    return Part(stored, Rows(back), Rows(f"SELECT id FROM {closing}"))


def _tables(stored: Stored) -> tuple[str, str]:
    return f"closing_{stored.table.name}", f"returning_{stored.table.name}"


def _key(stored: Stored, row: str) -> str:
    return ", ".join(f"{row}.{name}" for name in stored.key)


def _same(stored: Stored, one: str, other: str) -> str:
    return " AND ".join(f"{one}.{name} = {other}.{name}" for name in stored.key)
