"""An import beside the register, set by set: new, changed field by field, moved, the same, missing, suspicious. Clauses R2d, R3a."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import polars as pl
from django.db import connection

from tuopin.common.acting import By
from tuopin.register.actions.imports import beside
from tuopin.register.actions.imports.loading import load
from tuopin.register.actions.imports.sealing import WAITING
from tuopin.register.actions.imports.staging import Within, found
from tuopin.register.models import Batch, BatchVillage
from tuopin.register.queries.missing import missing_by_village
from tuopin.register.rules import imports as rules
from tuopin.register.stored import STORED, Stored
from tuopin.settings.scope import acting

__all__ = ["compare"]

TOLD_BY_ROWS = ("household", "person")
Sums = dict[str, dict[str, dict[str, int]]]


def compare(number: int, *, by: By, within: Within | None = None) -> Batch:
    """Compare a staged import with the register as it is now, in one transaction; again after the register has changed.

    Villages that are accepted already stay as they were accepted. Refused for an import that is not read, or closed.
    """
    opened = within or (lambda: acting(by))
    with opened():
        batch = found(number, lock=True)
        rules.must_be(batch.state, (rules.STAGED, rules.COMPARED, rules.ACCEPTING))
        done = list(BatchVillage.objects.filter(batch_id=number, accepted_at__isnull=False).values_list("village_code", flat=True))
        with connection.cursor() as cursor:
            _known_later(cursor, batch)
            for name in WAITING:
                _compared(cursor, batch, STORED[name], done=done)
            _noted(cursor, batch, done)
            sums = _sums(cursor, batch)
            _villages(cursor, batch, sums, done=done)
        batch.counts = {**batch.counts, "found": _whole(sums)}
        batch.state = rules.ACCEPTING if done else rules.COMPARED
        batch.save(update_fields=("counts", "state"))
    return batch


def _compared(cursor: Any, batch: Batch, stored: Stored, *, done: Sequence[str]) -> None:
    """One statement a table: each row beside its version, what it is found to be, how much about it is suspicious."""
    doubts, doubted = _doubts(cursor, batch, stored)
    ended = "v.valid_to" if stored.dated else "NULL::date"
    sides = (
        f"SELECT s.id AS staged, v.id AS version, {ended} AS ended, CASE WHEN v.id IS NULL THEN '{{}}' ELSE {beside.differs(stored)} END AS differing, "
        f"{beside.backwards(stored)} AS back, {doubts} AS doubts, {_later(stored)} AS later "
        f"FROM {stored.staged} AS s {beside.versions(stored)} {doubted} WHERE s.batch_id = %s AND s.{stored.place} <> ALL(%s)"
    )
    told = f"SELECT staged, version, differing, doubts, back, {beside.found(stored)} AS found FROM ({sides}) AS sides"
    cursor.execute(
        f"UPDATE {stored.staged} AS t SET version_id = told.version, found = told.found, differs = to_jsonb(nullif(told.differing, '{{}}')), "
        f"suspicious = told.doubts + (told.back OR told.found = ANY(%s))::int FROM ({told}) AS told WHERE t.id = told.staged",
        [list(rules.DOUBTED), batch.pk, list(done)],
    )


def _known_later(cursor: Any, batch: Batch) -> None:
    """The households of whom the register knows later years than the import's, in a table of this transaction: one scan, not one a row."""
    cursor.execute("DROP TABLE IF EXISTS pg_temp.known_later")
    cursor.execute('CREATE TEMPORARY TABLE known_later (household_code text COLLATE "C" PRIMARY KEY) ON COMMIT DROP')
    cursor.execute(
        "INSERT INTO known_later SELECT DISTINCT household_code FROM register_household_year "
        "WHERE superseded_at IS NULL AND year > %s AND village_code >= %s AND village_code < %s",
        [batch.year, batch.place, batch.place + "~"],
    )


def _later(stored: Stored) -> str:
    """Whether the register knows later years of the row's household already."""
    if not stored.dated:
        return "false"
    return "EXISTS (SELECT FROM known_later AS y WHERE y.household_code = coalesce(v.household_code, s.household_code))"


def _doubts(cursor: Any, batch: Batch, stored: Stored) -> tuple[str, str]:
    """How many contradictions and suspicions the rules found about each household or person: a value, and the join that gives it.

    In a table of this transaction with a key: behind row-level security the planner expects a few rows and would walk all for each.
    """
    if stored.table.name not in TOLD_BY_ROWS:
        return "0", ""
    whose = "AND person_code IS NULL" if stored.table.name == "household" else ""
    cursor.execute("DROP TABLE IF EXISTS pg_temp.doubts")
    cursor.execute('CREATE TEMPORARY TABLE doubts (code text COLLATE "C" PRIMARY KEY, n integer NOT NULL) ON COMMIT DROP')
    cursor.execute(
        f"INSERT INTO doubts SELECT {stored.code}, count(*) FROM register_batch_problem WHERE batch_id = %s AND level IN ('contradiction', 'suspicious') "
        f"AND rule <> ALL(%s) AND {stored.code} IS NOT NULL {whose} GROUP BY 1",
        [batch.pk, list(rules.NOTES)],
    )
    return "coalesce(d.n, 0)", f"LEFT JOIN doubts AS d ON d.code = s.{stored.code}"


def _noted(cursor: Any, batch: Batch, done: Sequence[str]) -> None:
    """The comparison's own suspicions as problems, each row under its village."""
    told = 'batch_id, village_code, household_code, person_code, year, rule, level, "table", field, because_zh, because_en'
    again = "DELETE FROM register_batch_problem WHERE batch_id = %s AND rule = ANY(%s) AND village_code <> ALL(%s)"
    cursor.execute(again, [batch.pk, list(rules.NOTES), list(done)])
    for name in TOLD_BY_ROWS:
        stored = STORED[name]
        person = "s.person_code" if name == "person" else "NULL"
        for rule, (level, field, because) in rules.NOTES.items():
            cursor.execute(
                f"INSERT INTO register_batch_problem ({told}) SELECT s.batch_id, s.village_code, s.household_code, {person}, "
                f"%s, %s, %s, %s, %s, %s, %s FROM {stored.staged} AS s "
                f"LEFT JOIN {stored.name} AS v ON v.id = s.version_id WHERE s.batch_id = %s AND s.village_code <> ALL(%s) AND {_when(rule, stored)}",
                [batch.year, rule, str(level), name, field, because.zh, because.en, batch.pk, list(done)],
            )


def _when(rule: str, stored: Stored) -> str:
    if rule == "office-status":
        return f"s.found IN ('changed', 'moved') AND {beside.backwards(stored)}"
    return f"s.found = '{rule.removeprefix('office-')}'"


def _sums(cursor: Any, batch: Batch) -> Sums:
    """How many rows of each table are found what, in each village; suspicious and missing households and persons too."""
    sums: Sums = defaultdict(lambda: defaultdict(dict))
    for name in WAITING:
        stored = STORED[name]
        cursor.execute(
            f"SELECT {stored.place}, found, count(*), count(*) FILTER (WHERE suspicious > 0) FROM {stored.staged} WHERE batch_id = %s GROUP BY 1, 2",
            [batch.pk],
        )
        for place, told, count, suspicious in cursor.fetchall():
            there = sums[place][name]
            there[told] = count
            there["suspicious"] = there.get("suspicious", 0) + suspicious
    for name in TOLD_BY_ROWS:
        for place, count in missing_by_village(cursor, batch, name).items():
            sums[place][name]["missing"] = count
    return sums


def _villages(cursor: Any, batch: Batch, sums: Sums, *, done: Sequence[str]) -> None:
    cursor.execute("DELETE FROM register_batch_village WHERE batch_id = %s AND village_code <> ALL(%s)", [batch.pk, list(done)])
    rows = [(place, json.dumps(told, sort_keys=True)) for place, told in sorted(sums.items()) if place not in set(done)]
    frame = pl.DataFrame(rows, schema={"village_code": pl.String, "counts": pl.String}, orient="row")
    load(cursor, "register_batch_village", frame, types={"village_code": "text", "counts": "jsonb"}, fixed={"batch_id": batch.pk})


def _whole(sums: Sums) -> dict[str, dict[str, int]]:
    """The sums of the whole import, by table."""
    whole: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for tables in sums.values():
        for name, told in tables.items():
            for word, count in told.items():
                whole[name][word] += count
    return {name: dict(sorted(told.items())) for name, told in sorted(whole.items())}
