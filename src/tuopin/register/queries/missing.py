"""Who is in the register and not in a file that lists everybody: listed to be looked into, never removed by itself. Clause R2d."""

from collections.abc import Sequence
from typing import Any

from tuopin.register.models import Batch
from tuopin.register.stored import STORED, Stored

REMOVED = "removed"


def missing_sql(stored: Stored) -> str:
    """FROM and WHERE of the open versions (`v`) of some villages that a batch does not hold; parameters: villages, batch."""
    removed = f"h.status = '{REMOVED}' AND h.superseded_at IS NULL AND h.valid_to IS NULL"
    gone = f"v.status IS DISTINCT FROM '{REMOVED}'"
    if stored.table.name == "person":
        gone = f"NOT EXISTS (SELECT FROM register_household AS h WHERE h.household_code = v.household_code AND {removed})"
    return (
        f"FROM {stored.name} AS v WHERE v.village_code = ANY(%s) AND v.superseded_at IS NULL AND v.valid_to IS NULL AND {gone} "
        f"AND NOT EXISTS (SELECT FROM {stored.staged} AS s WHERE s.batch_id = %s AND s.{stored.code} = v.{stored.code})"
    )


def missing_by_village(cursor: Any, batch: Batch, table: str) -> dict[str, int]:
    """How many households or persons of each village that is listed whole are missing."""
    whole = batch.counts.get("whole", [])
    if not whole:
        return {}
    cursor.execute(f"SELECT v.village_code, count(*) {missing_sql(STORED[table])} GROUP BY 1", [list(whole), batch.pk])
    return dict(cursor.fetchall())


def missing_rows(cursor: Any, batch: Batch, table: str, *, villages: Sequence[str], limit: int | None = None) -> list[tuple[str, str, str, str | None]]:
    """Village, household, code and name of the missing in some villages, in order; all of them where there is no limit."""
    stored = STORED[table]
    wanted = [village for village in villages if village in set(batch.counts.get("whole", []))]
    if not wanted:
        return []
    name = "v.name" if table == "person" else "v.head_name"
    cursor.execute(
        f"SELECT v.village_code, v.household_code, v.{stored.code}, {name} {missing_sql(stored)} "
        f"ORDER BY v.village_code, v.household_code, v.{stored.code} LIMIT %s",
        [wanted, batch.pk, limit],
    )
    return list(cursor.fetchall())
