"""The one way to write the register: a change closes versions and brings others, one act for each household, person or place it touches.

In one transaction, inside `acting(by)`: the change with its reason, the acts with the digests of their facts, the versions. Clauses
R3a, W4b.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection

from tuopin.common import digest
from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.act import Act
from tuopin.ledger.actions import record
from tuopin.register.facts import line_sql
from tuopin.register.stored import STORED, Stored

MEANWHILE = Words("这一户（人、地区）刚刚被别人改动", "this household, person or place has just been changed by somebody else")


@dataclass(frozen=True)
class Rows:
    """Some rows of the database: a SELECT and its parameters."""

    sql: str
    parameters: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Part:
    """What a change does in one table: versions it brings (all of `stored.columns`), numbers of versions it closes."""

    stored: Stored
    brings: Rows | None = None
    closes: Rows | None = None


@dataclass(frozen=True)
class Why:
    """What is said of a change: its kind, clause, the day it holds from, the reason and the papers behind it."""

    kind: str
    clause: str
    reason: str
    on: date | None = None
    evidence: Sequence[Mapping[str, str]] = field(default_factory=list)
    batch: int | None = None
    undoes: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Changed:
    """What a change did: its number, and the act on each subject (`household/…`, `person/…`)."""

    number: int
    acts: dict[str, int]


def part(table: str, brings: Sequence[Mapping[str, Any]] = (), closes: Sequence[int] = ()) -> Part:
    """A part from a few versions given as plain values and a few numbers of versions to close."""
    stored = STORED[table]
    columns = ", ".join(stored.columns)
    rows = Rows(f"SELECT {columns} FROM jsonb_populate_recordset(NULL::{stored.name}, %s)", (json.dumps([_plain(version) for version in brings]),))
    return Part(stored, rows if brings else None, Rows("SELECT unnest(%s::bigint[])", (list(closes),)) if closes else None)


def change(parts: Sequence[Part], why: Why, *, by: By, at: datetime) -> Changed:
    """Make a change; Refused where a version was closed meanwhile by somebody else."""
    with connection.cursor() as cursor:
        told = _digests(cursor, parts)
        number = _change(cursor, why, by=by, at=at)
        more = _more(why)
        acts = [Act(why.kind, subject, place, why.clause, facts, why.on, more) for subject, place, facts in told]
        try:
            numbers = record(acts, by=by, at=at)
        except IntegrityError as error:
            raise Refused("changed-meanwhile", because=MEANWHILE, remedy=Words("刷新后重做", "look again, then repeat")) from error
        of = dict(zip((act.subject for act in acts), numbers, strict=True))
        for each in parts:
            if each.closes:
                _close(cursor, each, each.closes, of=of, at=at)
        for each in parts:
            if each.brings:
                _bring(cursor, each.stored, each.brings, of=of, at=at, number=number)
    return Changed(number, of)


def _digests(cursor: Any, parts: Sequence[Part]) -> list[tuple[str, str, str]]:
    """Each subject with its place and the digest of the facts brought and closed."""
    lines: list[str] = []
    parameters: list[Any] = []
    for each in parts:
        for sign, rows in (("+", each.brings), ("-", each.closes and _closed(each.stored, each.closes))):
            if rows:
                lines.append(_lines(each.stored, sign, rows.sql))
                parameters += rows.parameters
    cursor.execute(
        'SELECT subject, (array_agg(place ORDER BY line COLLATE "C"))[1], '
        "encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY line COLLATE \"C\"), 'UTF8')), 'hex') "
        f"FROM ({' UNION ALL '.join(lines)}) AS told GROUP BY subject ORDER BY subject COLLATE \"C\"",
        parameters,
    )
    return list(cursor.fetchall())


def _closed(stored: Stored, closes: Rows) -> Rows:
    return Rows(f"SELECT {', '.join(stored.columns)} FROM {stored.name} WHERE id IN ({closes.sql})", closes.parameters)


def _lines(stored: Stored, sign: str, sql: str) -> str:
    return f"SELECT '{stored.subject}/' || r.{stored.code} AS subject, r.{stored.place} AS place, '{sign}' || {line_sql(stored, 'r')} AS line FROM ({sql}) AS r"


def _change(cursor: Any, why: Why, *, by: By, at: datetime) -> int:
    cursor.execute(
        'INSERT INTO register_change (kind, place, officer, body, at, "on", reason, evidence, batch_id, undoes) '
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id",
        [why.kind, by.place, by.officer, by.body, at, why.on, why.reason, json.dumps(list(map(dict, why.evidence))), why.batch, why.undoes],
    )
    return int(cursor.fetchone()[0])


def _more(why: Why) -> dict[str, Any]:
    """What the public record says of the why: digests only, a reason may name people."""
    papers = sorted(paper["sha256"] for paper in why.evidence)
    return {"reason": digest.of_bytes(why.reason.encode()), **({"evidence": papers} if papers else {}), **why.more}


def _close(cursor: Any, each: Part, closes: Rows, *, of: dict[str, int], at: datetime) -> None:
    stored = each.stored
    cursor.execute(f"SELECT count(*) FROM ({closes.sql}) AS asked", closes.parameters)
    wanted = cursor.fetchone()[0]
    cursor.execute(
        f"UPDATE {stored.name} AS v SET superseded_at = %s, superseded_by = a.act FROM unnest(%s::text[], %s::bigint[]) AS a (code, act) "
        f"WHERE v.id IN ({closes.sql}) AND v.superseded_at IS NULL AND a.code = v.{stored.code}",
        [at, *_acts(stored, of), *closes.parameters],
    )
    if cursor.rowcount != wanted:
        raise Refused("changed-meanwhile", because=MEANWHILE, remedy=Words("刷新后重做", "look again, then repeat"))


def _bring(cursor: Any, stored: Stored, brings: Rows, *, of: dict[str, int], at: datetime, number: int) -> None:
    columns = ", ".join(stored.columns)
    cursor.execute(
        f"INSERT INTO {stored.name} ({columns}, recorded_at, act_id, change_id) "
        f"SELECT {', '.join(f'r.{name}' for name in stored.columns)}, %s, a.act, %s "
        f"FROM ({brings.sql}) AS r JOIN unnest(%s::text[], %s::bigint[]) AS a (code, act) ON a.code = r.{stored.code}",
        [at, number, *brings.parameters, *_acts(stored, of)],
    )


def _acts(stored: Stored, of: dict[str, int]) -> tuple[list[str], list[int]]:
    """The codes of a table's kind of subject, and the act on each."""
    head = f"{stored.subject}/"
    return [subject[len(head) :] for subject in of if subject.startswith(head)], [act for subject, act in of.items() if subject.startswith(head)]


def _plain(version: Mapping[str, Any]) -> dict[str, Any]:
    """A version's values as JSON: days by ISO, bytes as PostgreSQL writes them."""
    return {name: _json(value) for name, value in version.items() if value is not None}


def _json(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return "\\x" + bytes(value).hex()
    return value.isoformat() if isinstance(value, date) else value


__all__ = ["Changed", "Part", "Rows", "Why", "change", "part"]
