"""What is asked of the record: acts of a subject, the proof a household takes home, the state of the log. Clauses R3c, W4b."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tuopin.common.keys import keys
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.act import pseudonym
from tuopin.ledger.log import proof
from tuopin.ledger.log.checkpoint import of_note
from tuopin.ledger.log.tiles import Tiles
from tuopin.ledger.sequencer import Log
from tuopin.ledger.witnessing import best

MOST = 200
COLUMNS = "act.id, act.kind, act.nth, act.place, act.officer, act.at, act.record, act.salt, act.commitment, entry.seq"


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act as it was recorded; `record` and `salt` are gone after erasure, `seq` comes with its place in the log."""

    id: int
    kind: str
    nth: int
    place: str
    officer: str
    at: datetime
    record: str | None
    salt: bytes | None
    commitment: bytes
    seq: int | None


@dataclass(frozen=True, slots=True)
class Proven:
    """What a household takes home: its record, and the text of the proof that the log holds it."""

    record: str
    proof: str


@dataclass(frozen=True, slots=True)
class State:
    """The log now: entries in order, acts waiting for their place, the newest checkpoint and when it was signed."""

    size: int
    waiting: int
    signed_size: int
    signed_at: datetime | None


def acts_of(subject: str, *, most: int = MOST) -> list[Recorded]:
    """The newest acts on a subject (`household/…`, `person/…`), newest first, as far as the acting place sees them."""
    return _found("act.subject = %s ORDER BY act.nth DESC LIMIT %s", [pseudonym(subject, keys()), min(most, MOST)])


def acts_within(place: str, *, before: int | None = None, most: int = MOST) -> list[Recorded]:
    """Acts at a place, newest first; `before` is the number of the last one seen."""
    return _found(
        "act.place >= %s AND act.place < %s AND act.id < %s ORDER BY act.id DESC LIMIT %s",
        [place, f"{place}~", before if before is not None else 2**62, min(most, MOST)],
    )


def act(number: int) -> Recorded:
    """One act by its number. Refused where the acting place sees none."""
    found = _found("act.id = %s", [number])
    if not found:
        raise Refused("no-act", because=Words(f"没有第 {number} 号行为", f"there is no act {number}"))
    return found[0]


def proven(log: Log, number: int) -> Proven:
    """The record of an act and its proof under the newest checkpoint that enough witnesses signed. Refused where there is none yet."""
    told = act(number)
    if told.record is None or told.salt is None:
        raise Refused("erased", because=Words("该记录已依法删除", "the record has been erased by law"), clause="R3c")
    checkpoint = best(log, seq=told.seq)
    if told.seq is None or checkpoint is None:
        wait = Words("等下一个检查点签发后再取", "ask again when the next checkpoint is signed")
        raise Refused("not-yet", because=Words("该行为还没有进入已签的日志", "the act is not yet in the signed log"), remedy=wait)
    reader = Tiles(log.folder).reader(of_note(checkpoint).size)
    return Proven(told.record, proof.of(reader, index=told.seq, salt=told.salt, checkpoint=checkpoint))


def state() -> State:
    """How far the log is; counts only, of the whole office."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT coalesce(max(seq) + 1, 0) FROM ledger_entry), (SELECT count(*) FROM ledger_pending), "
            "coalesce(max(size), 0), max(at) FROM ledger_checkpoint"
        )
        return State(*cursor.fetchone())


def _found(where: str, parameters: Sequence[Any]) -> list[Recorded]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM ledger_act AS act LEFT JOIN ledger_entry AS entry ON entry.act_id = act.id WHERE {where}", parameters)
        return [_recorded(row) for row in cursor.fetchall()]


def _recorded(row: tuple[Any, ...]) -> Recorded:
    number, kind, nth, place, officer, at, record, salt, commitment, seq = row
    return Recorded(number, kind, nth, place, officer, at, record, bytes(salt) if salt is not None else None, bytes(commitment), seq)
