"""Completeness: each quarter one entry per county with the root of all its households and their statuses. Clauses R3c, R1c.

A proof shows that a record is in the log; it cannot show that there is no second one. Under this root every household stands once,
in order: a household is given its own path, an auditor makes the root again from the register as it was known then.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from tuopin.common.acting import By
from tuopin.common.keys import Keys, keys
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.act import Act, pseudonym
from tuopin.ledger.actions import record
from tuopin.ledger.checking import Finding
from tuopin.ledger.log import completeness

KIND, CLAUSE = "ledger.completeness", "R3c"
NONE = "none"  # a household whose status is not recorded
OTHER = Words("该季度的完整性根与当时的登记不符", "the root of the quarter is not that of the register as it was known then")


@dataclass(frozen=True)
class Standing:
    """What a household is given: its status, the salt of its commitment, its path, and the act that holds the root."""

    status: str
    salt: bytes
    path: str
    act: int


def commit(county: str, quarter: str, *, on: date, by: By, at: datetime) -> int:
    """Record the root of a county's households as they are on a day and known now; the number of the act. Inside `acting(by)`.

    `quarter` is such as 2016-Q4. Refused where it was recorded before, or where the county has no household.
    """
    with connection.cursor() as cursor:
        if _recorded(cursor, county, quarter):
            raise Refused("again", because=Words(f"{county} {quarter} 已经记录", f"{quarter} of {county} is recorded already"), clause=CLAUSE)
        pairs = dict(_pairs(cursor, county, quarter, on=on, known_at=at, under=keys()))
    if not pairs:
        raise Refused("no-household", because=Words(f"{county} 没有登记户", f"no household is registered in {county}"), clause=CLAUSE)
    more = {"households": len(pairs), "quarter": quarter}
    act = Act(KIND, f"county/{county}", county, CLAUSE, completeness.root(pairs.items()).hex(), on, more)
    return record([act], by=by, at=at)[0]


def standing(household: str, quarter: str) -> Standing:
    """A household's status and path under the root of its county for a quarter. Refused where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT village_code FROM register_household WHERE household_code = %s ORDER BY id DESC LIMIT 1", [household])
        found = cursor.fetchone()
        told = _recorded(cursor, found[0][:6], quarter) if found else None
        if told is None:
            raise Refused("no-root", because=Words(f"{quarter} 没有记录完整性根", f"no root is recorded for {quarter}"), clause=CLAUSE)
        number, county, on, at = told
        under = keys()
        pairs = dict(_pairs(cursor, county, quarter, on=on, known_at=at, under=under))
    salt = _salt(household, quarter, under)
    subject = completeness.subject(salt, _name(household, under))
    return Standing(pairs[subject], salt, completeness.path(pairs.items(), subject).text, number)


def check(cursor: Any) -> Iterator[Finding]:
    """Every root ever recorded, made again from the register as it was known."""
    cursor.execute(
        "SELECT id, place, at, record::jsonb ->> 'on', record::jsonb -> 'more' ->> 'quarter', record::jsonb ->> 'facts' FROM ledger_act "
        "WHERE kind = %s AND record IS NOT NULL ORDER BY id",
        [KIND],
    )
    for number, county, at, on, quarter, root in cursor.fetchall():
        pairs = dict(_pairs(cursor, county, quarter, on=date.fromisoformat(on), known_at=at, under=keys()))
        if completeness.root(pairs.items()).hex() != root:
            yield Finding(f"ledger_act {number}", OTHER)


def _recorded(cursor: Any, county: str, quarter: str) -> tuple[int, str, date, datetime] | None:
    cursor.execute(
        "SELECT id, place, (record::jsonb ->> 'on')::date, at FROM ledger_act "
        "WHERE subject = %s AND kind = %s AND record::jsonb -> 'more' ->> 'quarter' = %s ORDER BY id LIMIT 1",
        [pseudonym(f"county/{county}", keys()), KIND, quarter],
    )
    found: tuple[int, str, date, datetime] | None = cursor.fetchone()
    return found


def _pairs(cursor: Any, county: str, quarter: str, *, on: date, known_at: datetime, under: Keys) -> Iterator[tuple[bytes, str]]:
    cursor.execute(
        "SELECT household_code, status FROM register_household WHERE village_code >= %s AND village_code < %s "
        "AND recorded_at <= %s AND (superseded_at IS NULL OR superseded_at > %s) AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)",
        [county, f"{county}~", known_at, known_at, on, on],
    )
    for household, status in cursor.fetchall():
        yield completeness.subject(_salt(household, quarter, under), _name(household, under)), status or NONE


def _name(household: str, under: Keys) -> str:
    return pseudonym(f"household/{household}", under).hex()


def _salt(household: str, quarter: str, under: Keys) -> bytes:
    """Derived, so that nothing more is kept: sixteen bytes that only the office can make and only the household is told."""
    return hmac.digest(under.pseudonym, f"completeness/{quarter}/{household}".encode(), hashlib.sha256)[:16]
