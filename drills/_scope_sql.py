"""The drill of scopes by SQL: what the application's role sees of another county, table by table."""

from dataclasses import dataclass, field
from typing import Any

import _scope_cases as cases
import _scope_world as world

ALL = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public' ORDER BY c.relname
"""


@dataclass
class Told:
    """What was found."""

    tables: int = 0
    filled: int = 0
    seen: int = 0
    unnamed: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def tables(here: world.Side, there: world.Side) -> Told:
    """Every table of the database, as the application's role."""
    from django.db import connection

    told = Told()
    with connection.cursor() as cursor:
        cursor.execute(ALL)
        every = cursor.fetchall()
    for table, scoped in every:
        told.tables += 1
        if not scoped and table not in cases.TABLES:
            told.unnamed.append(table)
            told.lines.append(f"{table}: neither scoped nor named")
        if scoped and table not in cases.TABLES:
            _scoped(told, table, here, there)
    _functions(told, here, there)
    return told


def _scoped(told: Told, table: str, here: world.Side, there: world.Side) -> None:  # noqa: PLR0917
    pattern = f"{world.MARK_CODE}|{world.MARK_NAME}|{world.MARK_OFFICER}"
    sql = f"SELECT count(*) FROM {table} AS r WHERE r::text ~ %s OR r::text ~ %s"
    place = rf"[(,]{there.county}[0-9]*[,)]"
    there_are = _count(sql, [pattern, place], _by("", "drill"))
    told.filled += there_are > 0
    seen = _count(sql, [pattern, place], _by(here.county, "drillhere"))
    if seen:
        told.seen += seen
        told.lines.append(f"{table}: {seen} rows of the other county are seen")
    nothing = _count(f"SELECT count(*) FROM {table}", [], None)
    if nothing:
        told.seen += nothing
        told.lines.append(f"{table}: {nothing} rows are seen by nobody in particular")


def _functions(told: Told, here: world.Side, there: world.Side) -> None:
    """Functions that look past the scope tell no more than they are for."""
    every = ", ".join(["(SELECT array_agg(n::bigint) FROM generate_series(1, 5000) AS n)"] * 4)
    seen = _count(f"SELECT count(*) FROM register_changes_told({every}) WHERE id = %s", [there.change], _by(here.county, "drillhere"))
    if seen:
        told.seen += seen
        told.lines.append(f"register_changes_told tells of a change of the other county: {seen}")


def _by(place: str, officer: str) -> Any:
    from tuopin.common.acting import By

    return By(officer, "county_office", place)


def _count(sql: str, given: list[Any], by: Any) -> int:
    from contextlib import nullcontext

    from django.db import connection, transaction

    from tuopin.settings.scope import acting

    with transaction.atomic(), acting(by) if by else nullcontext(), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return int(cursor.fetchone()[0])
