"""Verdicts go from a result's files into the database, county by county, in the run's own transaction. Clause P0.

COPY cannot write a table under row-level security: rows come into a temporary table and go over from there.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl
from django.db import connection

from tuopin.assessment.actions.opening import Told
from tuopin.assessment.models import Run
from tuopin.assessment.result import Result
from tuopin.assessment.rules import KINDS, kind
from tuopin.common.words import Words

HEAD = ("household_code", "village_code", "status", "members", "standard_met", "may_leave", "kind")
COLUMNS = (*HEAD, "criteria")
PLACES = ("code", "level", "kinds", "row")
LEVELS = {"village": 12, "township": 9, "county": 6}
NAMES = {"village": "villages", "township": "townships", "county": "counties"}
AT_ONCE = 50_000
VERDICTS, OF_PLACES = ("verdicts_coming", "assessment_verdict"), ("places_coming", "assessment_place_verdict")
COMING = """CREATE TEMPORARY TABLE verdicts_coming (household_code text, village_code text, status text, members integer,
standard_met boolean, may_leave boolean, kind text, criteria jsonb) ON COMMIT DROP;
CREATE TEMPORARY TABLE places_coming (code text, level text, kinds jsonb, "row" jsonb) ON COMMIT DROP"""


def load(result: Result, run: Run, *, told: Told) -> None:
    """Every verdict of a result; as many rows as the result counts, or an error."""
    counted: list[pl.DataFrame] = []
    loaded, total = 0, int(result.manifest["counts"]["households"])
    with connection.cursor() as cursor:
        cursor.execute(COMING)
        for county in result.counties:
            told(loaded, total, Words(f"写入 {county} 的结论", f"entering the verdicts of {county}"))
            frame = stored(result.verdicts(county).collect())
            loaded += _over(cursor, VERDICTS, COLUMNS, parts=frame.iter_slices(AT_ONCE), run=run)
            counted.append(kinds_by_village(frame))
        _over(cursor, OF_PLACES, PLACES, parts=place_rows(result, pl.concat(counted)), run=run)
    if loaded != total:
        raise AssertionError(f"{loaded} verdicts were entered, the result has {total}")


def stored(verdicts: pl.DataFrame) -> pl.DataFrame:
    """Verdict rows as the database keeps them: who, the verdict, the list, and the criteria's columns as JSON."""
    own = [name for name in verdicts.columns if name not in HEAD]
    return verdicts.with_columns(kind=kind(), criteria=pl.struct(own).struct.json_encode()).select(COLUMNS)


def kinds_by_village(frame: pl.DataFrame) -> pl.DataFrame:
    """How many households of each village are on each list."""
    return frame.group_by("village_code", maintain_order=True).agg((pl.col("kind") == each).sum().cast(pl.Int64).alias(each) for each in KINDS)


def place_rows(result: Result, kinds: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Villages, townships and counties with the counts of their lists, and their rows in the result."""
    for level, digits in LEVELS.items():
        code = pl.col("village_code").str.slice(0, digits).alias("code")
        summed = kinds.group_by(code, maintain_order=True).agg(pl.col(each).sum() for each in KINDS)
        rows = _rows(result.table(NAMES[level]))
        whole = rows.join(summed, on="code", how="full", coalesce=True).sort("code").with_columns(pl.col(KINDS).fill_null(0))
        yield whole.select("code", pl.lit(level).alias("level"), pl.struct(KINDS).struct.json_encode().alias("kinds"), "row")


def _rows(table: pl.DataFrame) -> pl.DataFrame:
    if table.is_empty():
        return pl.DataFrame(schema={"code": pl.String, "row": pl.String})
    return table.select(pl.col(_code(table)).alias("code"), pl.struct(pl.all()).struct.json_encode().alias("row"))


def _code(table: pl.DataFrame) -> str:
    return next(f"{level}_code" for level in LEVELS if f"{level}_code" in table.columns)


def _over(cursor: Any, names: tuple[str, str], columns: Iterable[str], *, parts: Iterable[pl.DataFrame], run: Run) -> int:
    """COPY each part into the temporary table, all of it over into the kept one; how many rows went."""
    (coming, table), told = names, ", ".join(f'"{name}"' for name in columns)
    with cursor.copy(f"COPY {coming} ({told}) FROM STDIN (FORMAT CSV)") as copy:
        for part in parts:
            copy.write(part.write_csv(include_header=False).encode())
    cursor.execute(f"INSERT INTO {table} (run_id, act_id, {told}) SELECT %s, %s, {told} FROM {coming}", [run.id, run.act_id])
    went = int(cursor.rowcount)
    cursor.execute(f"TRUNCATE {coming}")
    return went
