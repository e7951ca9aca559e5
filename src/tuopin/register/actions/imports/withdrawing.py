"""An import taken back, as a batch of corrections: what it brought is closed, what it had replaced is there again. Clauses R2d, R3a.

Nothing is deleted. Where the register does not say any more what the import brought, because a later act changed it, everything under
that number in that table is left, and so is a household that only the import brought while facts of others hang on it; all that is left
is told. Where a later change was itself taken back, the register says again what the import brought, and that can be withdrawn.
"""

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
from tuopin.register.facts import line_sql
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
        for brought in reversed(_changes(batch)):
            left += _chosen(cursor, brought)
            why = Why(UNDONE, CLAUSE, reason, batch=batch.pk, undoes=brought, more={"import": batch.digest})
            undone.append(change([_part(STORED[name]) for name in WAITING], why, by=by, at=at).number)
        emptied(cursor, number)
    record([act_of(batch, "register.withdraw")], by=by, at=at)
    batch.state = rules.WITHDRAWN
    batch.save(update_fields=("state",))
    return Withdrawn(tuple(undone), tuple(sorted(left)))


def _changes(batch: Batch) -> list[int]:
    return list(Change.objects.filter(batch_id=batch.pk, kind=KIND).order_by("pk").values_list("pk", flat=True))


def _chosen(cursor: Any, brought: int) -> list[tuple[str, str]]:
    """Put into tables of this transaction which versions are closed and which come back; what is left."""
    left: list[tuple[str, str]] = []
    for name in reversed(WAITING):  # households last: what hangs on them is chosen by then
        stored = STORED[name]
        closing, returning = _tables(stored)
        _standing(cursor, stored, brought)
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{closing}, pg_temp.{returning}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {closing} ON COMMIT DROP AS SELECT s.now AS id, b.id AS brought, b.act_id, {_key(stored, 'b')} "
            f"FROM standing AS s JOIN {stored.name} AS b ON b.id = s.brought WHERE NOT EXISTS (SELECT FROM {stored.name} AS x WHERE x.change_id = %s "
            f"AND x.superseded_at IS NOT NULL AND {_same(stored, 'x', 'b')} AND NOT EXISTS (SELECT FROM standing AS t WHERE t.brought = x.id)){_free(stored)}",
            [brought],
        )
        cursor.execute(f"CREATE UNIQUE INDEX ON {closing} (brought)")
        cursor.execute(f"CREATE UNIQUE INDEX ON {closing} (id)")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {returning} ON COMMIT DROP AS SELECT o.id FROM {stored.name} AS o "
            f"WHERE o.superseded_by IN (SELECT act_id FROM {closing}) "
            f"AND EXISTS (SELECT FROM {closing} AS c WHERE c.act_id = o.superseded_by AND {_same(stored, 'c', 'o')})"
        )
        cursor.execute(f"ANALYZE {closing}, {returning}")
        cursor.execute(
            f"SELECT DISTINCT b.{stored.code} FROM {stored.name} AS b WHERE b.change_id = %s "
            f"AND NOT EXISTS (SELECT FROM {closing} AS c WHERE c.brought = b.id)",
            [brought],
        )
        left += [(name, code) for (code,) in cursor.fetchall()]
    return left


def _standing(cursor: Any, stored: Stored, brought: int) -> None:
    """Which versions of the change still stand: itself where it is current, else a current one that says the same."""
    cursor.execute("DROP TABLE IF EXISTS pg_temp.standing")
    cursor.execute("CREATE TEMPORARY TABLE standing (brought bigint PRIMARY KEY, now bigint NOT NULL) ON COMMIT DROP")
    cursor.execute(
        f"INSERT INTO standing SELECT id, id FROM {stored.name} WHERE change_id = %s AND superseded_at IS NULL "
        f"UNION ALL SELECT b.id, c.id FROM {stored.name} AS b JOIN {stored.name} AS c ON {_same(stored, 'c', 'b')} AND c.superseded_at IS NULL "
        f"WHERE b.change_id = %s AND b.superseded_at IS NOT NULL AND c.change_id <> b.change_id AND {line_sql(stored, 'c')} = {line_sql(stored, 'b')}",
        [brought, brought],
    )
    cursor.execute("ANALYZE standing")


def _free(stored: Stored) -> str:
    """A household that the import brought as new stays while facts hang on it that are not taken back with it."""
    if stored.table.name != "household":
        return ""
    hanging = " ".join(
        f"AND NOT EXISTS (SELECT FROM {STORED[name].name} AS d WHERE d.household_code = b.household_code AND d.superseded_at IS NULL "
        f"AND NOT EXISTS (SELECT FROM {_tables(STORED[name])[0]} AS c WHERE c.id = d.id))"
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
