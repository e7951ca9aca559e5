"""What is done to the record: acts are recorded. Nothing else moves a state. Clauses R3c, W4b.

An act is recorded in the transaction that moves the state it speaks of. Only after that commit does the sequencer give it its
place in the log: one short lock of its own, so no act waits for another's and a transaction undone leaves no gap.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from tuopin.common.acting import By
from tuopin.common.keys import Keys, keys
from tuopin.ledger.act import Act, pseudonym, recorded

SALT = 16
MANY = 500  # more acts than this go in by COPY
COLUMNS = "id, kind, subject, nth, place, officer, at, record, salt, commitment"
TYPES = ("int8", "text", "bytea", "int4", "text", "text", "timestamptz", "text", "bytea", "bytea")
Row = tuple[Any, ...]


def record(
    acts: Sequence[Act],
    *,
    by: By,
    at: datetime,
    under: Keys | None = None,
    random: Callable[[int], bytes] = os.urandom,
) -> list[int]:
    """Record acts, in this transaction, in this order; their numbers. Runs inside `acting(by)`.

    Two acts on one subject at the same time are refused by the database (a unique pair of subject and count).
    """
    if not acts:
        return []
    under = under or keys()
    names = [pseudonym(act.subject, under) for act in acts]
    officer = pseudonym(f"officer/{by.officer}", under)
    with connection.cursor() as cursor:
        last = _last(cursor, sorted(set(names)))
        cursor.execute("SELECT nextval('ledger_act_numbers') FROM generate_series(1, %s)", [len(acts)])
        numbers = [number for (number,) in cursor.fetchall()]
        rows = _rows(acts, names, by=by, officer=officer, at=at.astimezone(UTC), last=last, numbers=numbers, salts=random(SALT * len(acts)))
        (_copied if len(acts) > MANY else _inserted)(cursor, rows)
    return numbers


def _last(cursor: Any, names: list[bytes]) -> dict[bytes, tuple[int, bytes]]:
    """The count and commitment of the last act on each subject."""
    cursor.execute("SELECT subject, nth, commitment FROM ledger_last(%s)", [names])
    return {bytes(subject): (nth, bytes(commitment)) for subject, nth, commitment in cursor.fetchall()}


def _rows(
    acts: Sequence[Act],
    names: list[bytes],
    *,
    by: By,
    officer: bytes,
    at: datetime,
    last: dict[bytes, tuple[int, bytes]],
    numbers: list[int],
    salts: bytes,
) -> Iterator[Row]:
    for position, (act, name, number) in enumerate(zip(acts, names, numbers, strict=True)):
        nth, previous = last.get(name, (-1, None))
        text = recorded(act, by=by, officer=officer, at=at, subject=name, nth=nth + 1, previous=previous)
        salt = salts[position * SALT : (position + 1) * SALT]
        commitment = hashlib.sha256(salt + text).digest()
        last[name] = (nth + 1, commitment)
        yield number, act.kind, name, nth + 1, act.place, by.officer, at, text.decode(), salt, commitment


def _inserted(cursor: Any, rows: Iterator[Row]) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    arrays = ", ".join(f"%s::{kind}[]" for kind in TYPES)
    cursor.execute(f"INSERT INTO ledger_act ({COLUMNS}) SELECT * FROM unnest({arrays})", columns)


def _copied(cursor: Any, rows: Iterator[Row]) -> None:
    """A table under row-level security takes no COPY: the rows come by COPY into a table of this transaction, and over by INSERT."""
    declared = ", ".join(f"{name.strip()} {kind}" for name, kind in zip(COLUMNS.split(","), TYPES, strict=True))
    cursor.execute("DROP TABLE IF EXISTS pg_temp.acts_coming")
    cursor.execute(f"CREATE TEMPORARY TABLE acts_coming ({declared}) ON COMMIT DROP")
    with cursor.copy(f"COPY acts_coming ({COLUMNS}) FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(TYPES)
        for row in rows:
            copy.write_row(row)
    cursor.execute(f"INSERT INTO ledger_act ({COLUMNS}) SELECT {COLUMNS} FROM acts_coming ORDER BY id")
