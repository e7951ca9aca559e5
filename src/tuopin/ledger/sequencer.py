"""The sequencer: acts that are recorded get their place in the log, the tiles are written, a checkpoint is signed. Clauses R3c, W4b.

Order of things, so that a kill at any point leaves a log that goes on rightly: the order is committed in the database; the tiles
are written from it and made durable; only then is a checkpoint signed and published. A published checkpoint is never ahead of
the database, and the tiles can be written again from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection

from tuopin.common.acting import NATION, SYSTEM, By
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.log import note
from tuopin.ledger.log.checkpoint import Checkpoint
from tuopin.ledger.log.keys import Signer
from tuopin.ledger.log.tiles import Tiles
from tuopin.settings.scope import acting

LOCK = 0x7475_6F70  # "tuop": one sequencer at a time
AT_ONCE = 100_000
AHEAD = Words("已公布的日志有 {written} 条，数据库只有 {size} 条", "the published log holds {written} entries, the database only {size}")
WHY_AHEAD = Words(
    "数据库可能是从较旧的备份恢复的：恢复较新的备份，不要改动日志",
    "the database may come from an older backup: restore a newer one, and leave the log as it is",
)
ITSELF = By(SYSTEM, SYSTEM, NATION)


@dataclass(frozen=True)
class Log:
    """The published log of an office: its name, its folder, the key that signs for it."""

    origin: str
    folder: Path
    signer: Signer


def sequence(log: Log, *, at: datetime) -> int:
    """Put every recorded act in order, publish tiles and checkpoint; the size of the log now."""
    while ordered():
        pass
    return published(log, at=at)


def ordered() -> int:
    """Give places in the log to at most `AT_ONCE` waiting acts, in the order of their numbers; how many."""
    with acting(ITSELF), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(
            """
            WITH first AS (SELECT act_id FROM ledger_pending ORDER BY act_id LIMIT %s),
                 moved AS (DELETE FROM ledger_pending USING first WHERE ledger_pending.act_id = first.act_id RETURNING first.act_id)
            INSERT INTO ledger_entry (seq, act_id)
            SELECT coalesce((SELECT max(seq) + 1 FROM ledger_entry), 0) + row_number() OVER (ORDER BY act_id) - 1, act_id FROM moved
            """,
            [AT_ONCE],
        )
        return int(cursor.rowcount)


def published(log: Log, *, at: datetime) -> int:
    """Write what the tiles lack, sign and publish the checkpoint; the size of the log."""
    tiles = Tiles(log.folder)
    with acting(ITSELF), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK + 1])
        cursor.execute("SELECT coalesce(max(seq) + 1, 0) FROM ledger_entry")
        size = int(cursor.fetchone()[0])
        written = tiles.size
        while written < size:
            written = tiles.append(_entries(cursor, written, min(written + AT_ONCE, size)), at=written)
        if written > size:
            raise Refused("log-ahead", because=AHEAD.format(written=written, size=size), remedy=WHY_AHEAD, clause="W4b")
        if size and not _signed(cursor, size):
            _sign(cursor, log, tiles, size=size, at=at)
    return size


def _entries(cursor: Any, start: int, end: int) -> Iterator[bytes]:
    """Each act is looked up by its number: right after many came, the planner does not know yet how many, and would join them all."""
    cursor.execute(
        "SELECT (SELECT act.commitment FROM ledger_act AS act WHERE act.id = entry.act_id) FROM ledger_entry AS entry "
        "WHERE entry.seq >= %s AND entry.seq < %s ORDER BY entry.seq",
        [start, end],
    )
    for (commitment,) in cursor.fetchall():
        yield b"\x01" + bytes(commitment)


def _signed(cursor: Any, size: int) -> bool:
    cursor.execute("SELECT EXISTS (SELECT FROM ledger_checkpoint WHERE size = %s)", [size])
    return bool(cursor.fetchone()[0])


def _sign(cursor: Any, log: Log, tiles: Tiles, *, size: int, at: datetime) -> None:
    root = tiles.root(size)
    signed = note.sign(Checkpoint(log.origin, size, root).body, [log.signer])
    cursor.execute("INSERT INTO ledger_checkpoint (size, root, note, at) VALUES (%s, %s, %s, %s)", [size, root, signed, at])
    tiles.publish(signed)
