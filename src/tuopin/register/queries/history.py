"""The whole history of a household or a person: every version, who recorded it, why, on what evidence. Clauses R3a, W4b.

A split or merge is followed on both sides. Links of a change that was taken back are not followed.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from tuopin.register.stored import STORED, Stored

DATED_AND_YEARS: Final = ("household", "person", "household_year", "person_year")  # in the order of register_changes_told
NO_FACTS: Final = frozenset({"id", "table", "of", "recorded_at", "superseded_at", "act_id", "change_id", "superseded_by"})
MOST: Final = 2000
DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class Told:
    """A change as its makers told it; a reason kept above one's place is told with the versions that one sees."""

    number: int
    kind: str | None
    officer: str | None
    body: str | None
    at: datetime
    on: date | None
    reason: str | None
    evidence: Sequence[Mapping[str, str]]
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One version: its table and code, its facts without numbers, when it was recorded, by which act, and which change closed it."""

    table: str
    code: str
    facts: Mapping[str, Any]
    recorded_at: datetime
    superseded_at: datetime | None
    act: int
    change: Told
    closed_by: int | None


@dataclass(frozen=True, slots=True)
class LinkTold:
    """A household came out of another, or went into it, on a day."""

    kind: str
    earlier: str
    later: str
    on: date
    change: int


@dataclass(frozen=True, slots=True)
class History:
    """Every version in the order in which it was recorded, and the households it is tied to, near and far."""

    code: str
    lines: tuple[Line, ...]
    links: tuple[LinkTold, ...]


def history(code: str) -> History:
    """The history of a household (with its members in it) or of a person; empty where the acting post sees none."""
    with connection.cursor() as cursor:
        rows = [row for name in DATED_AND_YEARS for row in _versions(cursor, STORED[name], code)]
        changes = _changes(cursor, rows)
        links = _links(cursor, sorted({code} | {row["household_code"] for row in rows}))
    lines = sorted((_line(row, changes) for row in rows), key=lambda line: (line.recorded_at, line.change.number, line.table, line.code))
    return History(code, tuple(lines[:MOST]), tuple(links))


def _versions(cursor: Any, stored: Stored, code: str) -> list[dict[str, Any]]:
    """Versions of the household or of the person, current and earlier: by the table's own key at once, by another each by its index."""
    names = tuple(name for name in stored.columns if not name.endswith(("_sealed", "_index")))
    made = ("id", *names, "recorded_at", "superseded_at", "act_id", "change_id", "superseded_by")
    columns = ", ".join(made)
    keys = ("household_code",) if stored.subject == "household" else ("household_code", "person_code")
    own = stored.key[0]
    asked = [f"{key} = %s{state}" for key in keys for state in ([""] if key == own else [" AND superseded_at IS NULL", " AND superseded_at IS NOT NULL"])]
    ids = " UNION ".join(f"SELECT id FROM {stored.name} WHERE {where}" for where in asked)
    cursor.execute(f"SELECT {columns} FROM {stored.name} WHERE id IN ({ids}) ORDER BY id DESC LIMIT {MOST}", [code] * len(asked))
    return [{"table": stored.table.name, "of": stored.code, **dict(zip(made, row, strict=True))} for row in cursor.fetchall()]


def _changes(cursor: Any, rows: Sequence[Mapping[str, Any]]) -> dict[int, Told]:
    """The changes of these versions; one made by a post above is told by its versions."""
    numbers = [[row["id"] for row in rows if row["table"] == name] for name in DATED_AND_YEARS]
    arrays = ", ".join(["%s::bigint[]"] * len(numbers))
    cursor.execute(f'SELECT id, kind, officer, body, at, "on", reason, evidence, undoes FROM register_changes_told({arrays})', numbers)
    return {row[0]: _told(*row) for row in cursor.fetchall()}


def _told(*row: Any) -> Told:
    number, kind, officer, body, at, on, reason, evidence, undoes = row
    return Told(number, kind, officer, body, at, on, reason, json.loads(evidence) if isinstance(evidence, str) else evidence, undoes)


def _line(row: Mapping[str, Any], changes: Mapping[int, Told]) -> Line:
    facts = {name: value for name, value in row.items() if name not in NO_FACTS}
    number = row["change_id"]
    change = changes.get(number) or Told(number, None, None, None, row["recorded_at"], None, None, (), None)
    return Line(row["table"], row[row["of"]], facts, row["recorded_at"], row["superseded_at"], row["act_id"], change, row["superseded_by"])


def _links(cursor: Any, codes: list[str]) -> list[LinkTold]:
    standing = "NOT register_taken_back(l.change_id)"
    cursor.execute(
        f"""
        WITH RECURSIVE tied (code, depth) AS (
            SELECT unnest(%s::text[]) COLLATE "C", 0
            UNION
            SELECT CASE WHEN l.earlier = tied.code THEN l.later ELSE l.earlier END, tied.depth + 1
            FROM tied JOIN register_link AS l ON (l.earlier = tied.code OR l.later = tied.code) AND {standing} WHERE tied.depth < {DEEPEST}
        )
        SELECT DISTINCT l.kind, l.earlier, l.later, l."on", l.change_id FROM register_link AS l
        WHERE {standing} AND (l.earlier IN (SELECT code FROM tied) OR l.later IN (SELECT code FROM tied)) ORDER BY l."on", l.change_id, l.earlier, l.later
        """,
        [codes],
    )
    return [LinkTold(*row) for row in cursor.fetchall()]
