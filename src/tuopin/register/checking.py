"""The register against the acts that speak of it: facts, closings, reasons, sealed values. Clauses R3c, W4b."""

from collections.abc import Iterator
from typing import Any

from tuopin.common import sealed
from tuopin.common.keys import Keys, keys
from tuopin.common.words import Words
from tuopin.ledger.checking import Finding
from tuopin.register.facts import line_sql
from tuopin.register.stored import STORED, Stored

# Bound anew by the act of an erasure's own transaction: recorded when it was, and by whom it was.
AGAIN = (
    "act.kind = 'register.again' AND EXISTS (SELECT FROM ledger_act AS e WHERE e.id < act.id AND e.id > act.id - 1000 AND e.kind = 'privacy.erase' "
    "AND e.xact = act.xact AND encode(e.commitment, 'hex') = act.record::jsonb -> 'more' ->> 'erasure')"
)
AT_ONCE = 50_000  # acts, or sealed values, at a time
FACTS = Words("登记的事实与该行为的记录不符", "the register's facts are not those of the act's record")
NO_ACT = Words("这一行没有对应的行为", "the row has no act")
TIMES = Words("记录或失效时间与行为不符", "the times of the row are not those of its acts")
REASON = Words("变更的理由、经办人或时间与记录不符", "reason, officer or time of the change are not those of the record")
SEALED = Words("密文被改动，或不属于这一行", "the sealed value has been changed, or belongs to another row")
INDEX = Words("盲索引与密文不符", "the blind index does not belong to the sealed value")


def facts(cursor: Any) -> Iterator[Finding]:
    """Every fault of the versions kept, act by act, row by row."""
    cursor.execute("SELECT coalesce(min(id), 0), coalesce(max(id), -1) FROM ledger_act")
    first, last = cursor.fetchone()
    for start in range(first, last + 1, AT_ONCE):
        yield from _facts(cursor, start, start + AT_ONCE)
    for stored in STORED.values():
        yield from _rows(cursor, stored)
    yield from _reasons(cursor)
    for stored in STORED.values():
        for field in stored.sealed:
            yield from _sealed(cursor, stored, field.name, under=keys())


def _facts(cursor: Any, start: int, end: int) -> Iterator[Finding]:
    lines = " UNION ALL ".join(
        f"SELECT v.{act} AS act, '{sign}' || {line_sql(stored, 'v')} AS line FROM {stored.name} AS v WHERE v.{act} >= %s AND v.{act} < %s"
        for stored in STORED.values()
        for sign, act in (("+", "act_id"), ("-", "superseded_by"))
    )
    cursor.execute(
        "WITH told AS (SELECT act, encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY line COLLATE \"C\"), 'UTF8')), 'hex') AS facts "
        f"FROM ({lines}) AS lines GROUP BY act) "
        "SELECT act.id FROM (SELECT * FROM ledger_act WHERE id >= %s AND id < %s AND record IS NOT NULL AND kind LIKE 'register.%%') AS act "
        "FULL JOIN told ON told.act = act.id WHERE act.id IS NOT NULL AND told.facts IS DISTINCT FROM act.record::jsonb ->> 'facts' ORDER BY 1",
        [start, end] * (2 * len(STORED) + 1),
    )
    for (number,) in cursor.fetchall():
        yield Finding(f"ledger_act {number}", FACTS)


def _rows(cursor: Any, stored: Stored) -> Iterator[Finding]:
    cursor.execute(
        f"SELECT v.id FROM {stored.name} AS v LEFT JOIN ledger_act AS act ON act.id = v.act_id "
        "WHERE act.id IS NULL OR act.kind NOT LIKE 'register.%%' ORDER BY 1"
    )
    for (number,) in cursor.fetchall():
        yield Finding(f"{stored.name} {number}", NO_ACT)
    cursor.execute(
        f"SELECT v.id FROM {stored.name} AS v JOIN ledger_act AS act ON act.id = v.act_id LEFT JOIN ledger_act AS closing ON closing.id = v.superseded_by "
        f"WHERE (v.recorded_at <> act.at AND NOT ({AGAIN} AND v.recorded_at < act.at)) OR v.superseded_at IS DISTINCT FROM closing.at ORDER BY 1"
    )
    for (number,) in cursor.fetchall():
        yield Finding(f"{stored.name} {number}", TIMES)


def _reasons(cursor: Any) -> Iterator[Finding]:
    """A change is what each of its acts says: kind, officer, instant, the digest of its reason."""
    versions = " UNION ".join(f"SELECT change_id, act_id FROM {stored.name}" for stored in STORED.values())
    cursor.execute(
        f"SELECT DISTINCT change.id FROM ({versions}) AS v JOIN ledger_act AS act ON act.id = v.act_id "
        f"LEFT JOIN register_change AS change ON change.id = v.change_id WHERE act.record IS NOT NULL AND NOT ({AGAIN}) AND ("
        "change.id IS NULL OR change.kind <> act.kind OR change.officer <> act.officer OR change.at <> act.at "
        "OR act.record::jsonb -> 'more' ->> 'reason' IS DISTINCT FROM encode(sha256(convert_to(change.reason, 'UTF8')), 'hex')) ORDER BY 1"
    )
    for (number,) in cursor.fetchall():
        yield Finding(f"register_change {number}", REASON)


def _sealed(cursor: Any, stored: Stored, field: str, *, under: Keys) -> Iterator[Finding]:
    """Each sealed value opens for its row, and its blind index is that of what it holds."""
    name, last = f"{stored.table.name}.{field}", 0
    while True:
        cursor.execute(
            f"SELECT id, {stored.code}, {field}_sealed, {field}_index FROM {stored.name} "
            f"WHERE id > %s AND ({field}_sealed IS NOT NULL OR {field}_index IS NOT NULL) ORDER BY id LIMIT %s",
            [last, AT_ONCE],
        )
        rows = cursor.fetchall()
        if not rows:
            return
        last = rows[-1][0]
        for number, code, value, index in rows:
            if what := _fault(value, index, name=name, row=code, under=under):
                yield Finding(f"{stored.name} {number}", what)


def _fault(value: Any, index: Any, *, name: str, row: str, under: Keys) -> Words | None:
    if value is None or index is None:
        return SEALED
    try:
        plain = sealed.opened(bytes(value), field=name, row=row, keys=under)
    except sealed.Unopened:
        return SEALED
    return None if sealed.index(plain, field=name, keys=under) == bytes(index) else INDEX
