"""Acts against themselves and their entries: commitments, columns, chains, erasures, the order of times. Set-based, in SQL."""

from collections.abc import Iterator
from typing import Any

from tuopin.common.keys import Keys
from tuopin.common.words import Words
from tuopin.ledger.act import pseudonym
from tuopin.ledger.checking.finding import Finding

GRACE = "1 hour"  # an act may wait this long for its place in the log
AT = "to_char(act.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')"

CHECKS: tuple[tuple[Words, str], ...] = (
    (
        Words("记录与其承诺不符（记录或盐被改动）", "the record does not lead to its commitment: record or salt has been changed"),
        (
            "SELECT act.id FROM ledger_act AS act WHERE act.record IS NOT NULL "
            "AND sha256(act.salt || convert_to(act.record, 'UTF8')) IS DISTINCT FROM act.commitment"
        ),
    ),
    (
        Words("行与其记录不符", "the row says something else than its record"),
        (
            "SELECT act.id FROM ledger_act AS act, LATERAL (SELECT act.record::jsonb AS told) AS of WHERE act.record IS NOT NULL AND ("
            "told ->> 'act' IS DISTINCT FROM act.kind OR told ->> 'of' IS DISTINCT FROM encode(act.subject, 'hex') "
            f"OR told ->> 'nth' IS DISTINCT FROM act.nth::text OR told ->> 'place' IS DISTINCT FROM act.place OR told ->> 'at' IS DISTINCT FROM {AT})"
        ),
    ),
    (
        Words("与同一对象的上一行为接不上", "it does not follow the act before on the same subject"),
        (
            "SELECT act.id FROM ledger_act AS act LEFT JOIN ledger_act AS before ON before.subject = act.subject AND before.nth = act.nth - 1 "
            "WHERE (act.nth > 0 AND before.id IS NULL) OR act.nth < 0 OR (act.record IS NOT NULL "
            "AND act.record::jsonb ->> 'previous' IS DISTINCT FROM encode(before.commitment, 'hex'))"
        ),
    ),
    (
        Words("记录被抹去，却没有相应的删除行为", "the record is gone and no act of erasure names it"),
        (
            "SELECT act.id FROM ledger_act AS act LEFT JOIN ledger_act AS eraser ON eraser.id = act.erased_by AND eraser.kind = 'privacy.erase' "
            "WHERE (act.record IS NULL OR act.salt IS NULL OR act.erased_by IS NOT NULL) AND (act.record IS NOT NULL OR act.salt IS NOT NULL "
            "OR eraser.record IS NULL OR NOT (eraser.record::jsonb -> 'more' -> 'erased') ? encode(act.commitment, 'hex'))"
        ),
    ),
    (
        Words("行为既不在日志里，也不在等候", "the act is neither in the log nor waiting for its place"),
        (
            "SELECT act.id FROM ledger_act AS act LEFT JOIN ledger_entry AS entry ON entry.act_id = act.id "
            "LEFT JOIN ledger_pending AS waiting ON waiting.act_id = act.id WHERE (entry.seq IS NULL) = (waiting.act_id IS NULL)"
        ),
    ),
    (
        Words("行为的时间早于其入日志前已签的检查点：倒填日期", "the act is dated before a checkpoint that was signed without it: back-dated"),
        (
            "SELECT act.id FROM ledger_entry AS entry JOIN ledger_act AS act ON act.id = entry.act_id, "
            "LATERAL (SELECT at FROM ledger_checkpoint WHERE size <= entry.seq ORDER BY size DESC LIMIT 1) AS before "
            f"WHERE act.at < before.at - interval '{GRACE}'"
        ),
    ),
)
ENTRIES: tuple[tuple[Words, str], ...] = (
    (
        Words("日志条目没有对应的行为", "the entry has no act"),
        "SELECT entry.seq FROM ledger_entry AS entry LEFT JOIN ledger_act AS act ON act.id = entry.act_id WHERE act.id IS NULL",
    ),
    (
        Words("日志编号不连续", "the numbers of the log are not without a gap"),
        "SELECT seq FROM (SELECT seq, lag(seq, 1, -1::bigint) OVER (ORDER BY seq) AS before FROM ledger_entry) AS told WHERE seq <> before + 1",
    ),
)


def acts(cursor: Any, keys: Keys) -> Iterator[Finding]:
    """Every fault of acts and entries in the database."""
    for what, sql in CHECKS:
        cursor.execute(f"{sql} ORDER BY 1")
        for (number,) in cursor.fetchall():
            yield Finding(f"ledger_act {number}", what)
    for what, sql in ENTRIES:
        cursor.execute(f"{sql} ORDER BY 1")
        for (number,) in cursor.fetchall():
            yield Finding(f"ledger_entry {number}", what)
    yield from _officers(cursor, keys)


def _officers(cursor: Any, keys: Keys) -> Iterator[Finding]:
    """The officer of the row is the one whose pseudonym the record holds."""
    cursor.execute("SELECT DISTINCT officer FROM ledger_act")
    officers = [officer for (officer,) in cursor.fetchall()]
    names = [pseudonym(f"officer/{officer}", keys).hex() for officer in officers]
    cursor.execute(
        (
            "SELECT act.id FROM ledger_act AS act JOIN unnest(%s::text[], %s::text[]) AS known (officer, name) ON known.officer = act.officer "
            "WHERE act.record IS NOT NULL AND act.record::jsonb ->> 'by' IS DISTINCT FROM known.name ORDER BY 1"
        ),
        [officers, names],
    )
    for (number,) in cursor.fetchall():
        yield Finding(f"ledger_act {number}", Words("经办人与记录不符", "the officer is not the one of the record"))
