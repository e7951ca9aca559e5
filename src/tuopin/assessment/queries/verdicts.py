"""Verdicts of households and places, lists by page, counts. Clauses H1, R1a, R1c, V1, C1.

Row-level security lets through what lies in the asker's place; the conditions here are those its indexes serve.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tuopin.assessment.models import Run
from tuopin.assessment.rules import KINDS, MAY_LEAVE, NOT_YET, UNKNOWN, WRONGLY_EXITED
from tuopin.common.acting import By
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.settings.scope import acting

LISTS = (MAY_LEAVE, NOT_YET, UNKNOWN, WRONGLY_EXITED)
LARGEST = 500
COLUMNS = "v.run_id, v.household_code, v.village_code, v.status, v.members, v.standard_met, v.may_leave, v.kind, v.criteria"
BELOW = {0: 6, 2: 6, 4: 6, 6: 9, 9: 12, 12: 12}  # digits of a place, digits of the parts it is told in
LEVELS = {6: "county", 9: "township", 12: "village"}
NONE = Words("没有这一户的结论，或不在本岗位的区划之内", "there is no verdict on this household, or it is not within the place of this post")


@dataclass(frozen=True, slots=True)
class Told:
    """What a run found of one household."""

    run: int
    household: str
    village: str
    status: str | None
    members: int | None
    standard_met: bool | None
    may_leave: bool
    kind: str
    criteria: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Households of a list in order of village and number, and the mark of the next page (None: this is the last)."""

    rows: tuple[Told, ...]
    after: str | None


def verdict(household: str, run: int | None = None, *, by: By) -> Told:
    """The verdict of a run on a household; of the latest run of the latest year, unless named. BadInput where there is none."""
    latest = "ORDER BY r.year DESC, r.id DESC LIMIT 1"
    asked, parameters = ("AND v.run_id = %s", [household, run]) if run is not None else ("", [household])
    sql = f"SELECT {COLUMNS} FROM assessment_verdict AS v JOIN assessment_run AS r ON r.id = v.run_id WHERE v.household_code = %s {asked} {latest}"
    rows = _asked(sql, parameters, by)
    if not rows:
        raise BadInput(household, NONE)
    return Told(*rows[0])


def lists(run: Run, place: str, kind: str, *, by: By, after: str | None = None, limit: int = 50) -> Page:
    """One page of a list of a place: those that may leave, not yet, unknown, wrongly exited; `after` is the mark of the page before."""
    if kind not in KINDS:
        there = Words(f"可用：{'、'.join(LISTS)}", f"there are: {', '.join(LISTS)}")
        raise BadInput("kind", Words(f"没有“{kind}”这种清单", f"there is no list {kind!r}"), there)
    limit = min(max(limit, 1), LARGEST)
    begun, mark = ("AND (v.village_code, v.household_code) > (%s, %s)", _mark(after)) if after else ("", ())
    sql = (
        f"SELECT {COLUMNS} FROM assessment_verdict AS v WHERE v.run_id = %s AND v.kind = %s AND v.village_code >= %s AND v.village_code < %s {begun} "
        "ORDER BY v.village_code, v.household_code LIMIT %s"
    )
    found = tuple(Told(*row) for row in _asked(sql, [run.id, kind, place, place + "~", *mark, limit + 1], by))
    shown = found[:limit]
    return Page(shown, f"{shown[-1].village}.{shown[-1].household}" if len(found) > limit else None)


def counts(run: Run, place: str, *, by: By) -> dict[str, int]:
    """How many households of a place are on each list: sums of the parts that the asker sees."""
    told = parts(run, place, by=by)
    return {kind: sum(of[kind] for of in told.values()) for kind in KINDS}


def parts(run: Run, place: str, *, by: By) -> dict[str, dict[str, int]]:
    """The same by county, or by township of a county, or by village of a township."""
    digits = BELOW.get(len(place))
    if digits is None:
        raise BadInput(place, Words("不是区划代码", "not the code of a place"))
    sql = "SELECT code, kinds FROM assessment_place_verdict WHERE run_id = %s AND level = %s AND code >= %s AND code < %s ORDER BY code"
    return dict(_asked(sql, [run.id, _level_seen(digits, by), place, place + "~"], by))


def place_verdict(run: Run, code: str, *, by: By) -> tuple[dict[str, int], dict[str, Any] | None]:
    """Counts by list and the verdict row of a village, township or county; no row where it is no unit of exit. BadInput where unknown."""
    rows = _asked("SELECT kinds, row FROM assessment_place_verdict WHERE run_id = %s AND code = %s", [run.id, code], by)
    if not rows:
        raise BadInput(code, Words("这次评估没有这个地区，或不在本岗位的区划之内", "the run has no such place, or it is not within the place of this post"))
    return rows[0][0], rows[0][1]


def _level_seen(digits: int, by: By) -> str:
    """A post below the county sees no row of it: it is told in the parts it does see."""
    return LEVELS[max(digits, next((each for each in LEVELS if each >= len(by.place)), 12))]


def _mark(after: str) -> tuple[str, str]:
    village, dot, household = after.partition(".")
    if not dot:
        raise BadInput("after", Words("不是翻页标记", "not the mark of a page"))
    return village, household


def _asked(sql: str, parameters: list[Any], by: By) -> list[Any]:
    with acting(by), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        columns = [column.name for column in cursor.description]
        rows: list[Any] = cursor.fetchall()
    if not {"criteria", "kinds", "row"} & set(columns):
        return rows
    return [tuple(_json(name, value) for name, value in zip(columns, row, strict=True)) for row in rows]


def _json(name: str, value: Any) -> Any:
    return json.loads(value) if name in {"criteria", "kinds", "row"} and isinstance(value, str) else value
