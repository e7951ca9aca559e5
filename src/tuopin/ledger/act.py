"""An act before it is recorded, and the record that it becomes. Clauses R3c, W4b."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tuopin.common.acting import By
from tuopin.common.keys import Keys
from tuopin.ledger.log.canonical import canonical

VERSION = 1


@dataclass(frozen=True, slots=True)
class Act:
    """What is done (`kind`), to whom or what (`subject`, a code), where (`place`), by which clause.

    `facts` is the digest of the facts that the act brings into the register or takes out; `on` the day it holds from;
    `more` what else the record says: plain values, nothing personal.
    """

    kind: str
    subject: str
    place: str
    clause: str
    facts: str | None = None
    on: date | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


def pseudonym(code: str, keys: Keys) -> bytes:
    """What a household, person or place is called in the log: 16 bytes that only the office can link to the code."""
    return hmac.digest(keys.pseudonym, code.encode(), hashlib.sha256)[:16]


def recorded(act: Act, *, by: By, officer: bytes, at: datetime, subject: bytes, nth: int, previous: bytes | None) -> bytes:
    """The canonical record: who acted by body, place and pseudonym (never by name), on which subject, after which act."""
    told: dict[str, Any] = {
        "act": act.kind,
        "at": at.isoformat(timespec="microseconds"),
        "body": by.body,
        "by": officer.hex(),
        "clause": act.clause,
        "nth": nth,
        "of": subject.hex(),
        "place": act.place,
        "v": VERSION,
        "within": by.place,
    }
    told |= {"facts": act.facts} if act.facts else {}
    told |= {"on": act.on.isoformat()} if act.on else {}
    told |= {"previous": previous.hex()} if previous else {}
    told |= {"more": dict(act.more)} if act.more else {}
    return canonical(told)
