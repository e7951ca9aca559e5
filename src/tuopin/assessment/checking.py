"""What is kept of snapshots and runs against the acts that speak of it, and the verdicts against their files. Clauses P0, W4b."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from tuopin.assessment.actions.loading import HEAD, stored
from tuopin.assessment.folders import RESULTS, folder
from tuopin.assessment.result import Result
from tuopin.assessment.rules import KINDS
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.ledger.checking import Finding
from tuopin.register.queries.copied import copied, frame

WORDS = Words("快照与评估：与行为、文件逐项相符", "snapshots and assessments: as their acts and files say")
NOT_ITS_ACT = Words("与其行为的记录不符", "it is not what its act says")
NO_FILES = Words("结果文件缺失，或不是登记的结论", "the result's files are missing, or are not the verdicts on record")
ROW = Words("这一户的结论与结果文件不符", "the household's verdict is not that of the result's file")
BOUND = (
    ("assessment_snapshot", "digest", "snapshot.freeze"),
    ("assessment_run", "verdict_digest", "assessment.run"),
)
TYPES = {
    "household_code": pl.String(), "village_code": pl.String(), "status": pl.String(), "members": pl.Int32(),
    "standard_met": pl.Boolean(), "may_leave": pl.Boolean(), "kind": pl.String(), "criteria": pl.String(),
}  # fmt: skip
SELECT = (
    "SELECT household_code, village_code, status, members, standard_met::text, may_leave::text, kind, criteria::text "
    "FROM assessment_verdict WHERE run_id = %s AND kind = ANY(%s) AND village_code >= %s AND village_code < %s"
)


def check(cursor: Any) -> Iterator[Finding]:
    """Every fault."""
    for table, column, kind in BOUND:
        cursor.execute(
            f"SELECT kept.id FROM {table} AS kept LEFT JOIN ledger_act AS act ON act.id = kept.act_id AND act.kind = %s "
            f"AND act.at = kept.at AND act.officer = kept.officer AND act.place = kept.place "
            f"WHERE act.record::jsonb ->> 'facts' IS DISTINCT FROM kept.{column} ORDER BY 1",
            [kind],
        )
        for (number,) in cursor.fetchall():
            yield Finding(f"{table} {number}", NOT_ITS_ACT)
    cursor.execute("SELECT id, key, verdict_digest FROM assessment_run ORDER BY id")
    for number, key, verdicts in cursor.fetchall():
        yield from _run(cursor, number, key=key, verdicts=verdicts)


def _run(cursor: Any, number: int, *, key: str, verdicts: str) -> Iterator[Finding]:
    result = _whole(key, verdicts)
    if result is None:
        yield Finding(f"assessment_run {number}", NO_FILES)
        return
    for county in result.counties:
        for code in _edited(result, number, county):
            yield Finding(f"assessment_verdict {number} {code}", ROW)
    cursor.execute("SELECT count(*) FROM assessment_verdict WHERE run_id = %s", [number])
    if cursor.fetchone()[0] != result.manifest["counts"]["households"]:
        yield Finding(f"assessment_run {number}", Words("结论的户数不对", "the number of verdicts is wrong"))


def _whole(key: str, verdicts: str) -> Result | None:
    """The result's files, if they are there and are the verdicts on record."""
    try:
        result = Result.open(folder(RESULTS, key))
        return result if result.verdict_digest() == verdicts else None
    except (BadInput, OSError):
        return None


def _edited(result: Result, number: int, county: str) -> list[str]:
    """Households of a county whose row is missing, is too many, or says something else than the file."""
    file = result.verdicts(county).collect()
    own = pl.Struct({name: kind for name, kind in file.schema.items() if name not in HEAD})
    kept = frame(copied(SELECT, [number, list(KINDS), county, county + "~"]), TYPES)
    there, here = (_line(each, own) for each in (stored(file), kept))
    differ = there.join(here, on="household_code", how="full", coalesce=True).filter(pl.col("line").ne_missing(pl.col("line_right")))
    return sorted(differ["household_code"].to_list())


def _line(rows: pl.DataFrame, own: pl.Struct) -> pl.DataFrame:
    """Each household with all that its row says as one text: JSON read and written again, for the database orders its keys anew."""
    told = rows.with_columns(pl.col("criteria").str.json_decode(own))
    return told.select("household_code", pl.struct(pl.exclude("household_code")).struct.json_encode().alias("line"))
