"""The doors of the database: triggers, functions and row-level security stand as they were made."""

import re
from collections.abc import Iterator
from typing import Any

from tuopin.common.words import Words
from tuopin.ledger.checking.finding import Finding
from tuopin.ledger.functions import FUNCTIONS, TRIGGERS

GONE = Words("触发器缺失、停用或被改动", "the trigger is missing, disabled or changed")
CHANGED = Words("数据库函数缺失或被改动", "the function is missing or changed")
OPEN = Words("行级安全被关闭或策略缺失", "row-level security is off, or its policy is missing")


def doors(cursor: Any, *, behind_acts: dict[str, tuple[tuple[str, str, str], ...]], scoped: frozenset[str]) -> Iterator[Finding]:
    """`behind_acts` names the tables that only acts write, with their triggers; `scoped` the tables that places divide."""
    wanted = {(table, name): (when, how) for table, name, when, how in TRIGGERS}
    wanted |= {(table, name): (when, how) for table, triggers in behind_acts.items() for name, when, how in triggers}
    yield from _triggers(cursor, wanted)
    yield from _functions(cursor)
    yield from _policies(cursor, scoped)


def _triggers(cursor: Any, wanted: dict[tuple[str, str], tuple[str, str]]) -> Iterator[Finding]:
    cursor.execute(
        "SELECT tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    )
    there = {(table, name): (enabled, _plain(definition)) for table, name, enabled, definition in cursor.fetchall()}
    for (table, name), (when, how) in sorted(wanted.items()):
        enabled, definition = there.get((table, name), ("D", ""))
        timing, _, events = when.partition(" ")
        same = all(_plain(part) in definition for part in (timing, *events.split(" OR "), how))
        if enabled != "O" or not same:
            yield Finding(f"{table} {name}", GONE)


def _plain(definition: str) -> str:
    return re.sub(r"\bpublic\.", "", " ".join(definition.split())).lower()


def _functions(cursor: Any) -> Iterator[Finding]:
    cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname = ANY(%s)", [[function.name for function in FUNCTIONS]])
    there = dict(cursor.fetchall())
    for function in FUNCTIONS:
        if there.get(function.name) != function.body:
            yield Finding(f"function {function.name}", CHANGED)


def _policies(cursor: Any, scoped: frozenset[str]) -> Iterator[Finding]:
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND EXISTS ("
        "SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polname = 'within_place' "
        "AND pg_get_expr(polqual, polrelid) LIKE '%%tuopin_low()%%' AND pg_get_expr(polqual, polrelid) LIKE '%%tuopin_high()%%')",
    )
    held = {name for (name,) in cursor.fetchall()}
    for table in sorted(scoped - held):
        yield Finding(table, OPEN)
