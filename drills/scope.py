"""Asks every route, page, export and kind of job as every body, about its own county and another's: `run.py drill scope`.

Two counties in two provinces. What officers of the first are told is taken down while the second holds nobody, and again when it is
full: every answer must be the same, byte for byte, and hold no mark of the second. Every write about the second is refused and leaves
it as it was. Then the same by SQL as the application's role. A route, page or kind of job without a case, or a table that is neither
scoped nor named with a reason, fails the drill. Bounded to five minutes; exit 1 where a bar is missed.
"""

import argparse
import logging
import re
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import _scope_cases as cases
import _scope_world as world
from _office import figure, office
from _scope_asking import Asker, Asks, askers

LEAVE = re.compile(
    r"csrfmiddlewaretoken[^>]*>|nonce-?[^\"' ]*|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(?:\+[0-9:]+|Z)?|<time[^>]*>[^<]*</time>"
    r"|\"where\": \"(?:[0-9]+|#)\""
)


@dataclass
class Found:
    """What was asked and what was found wrong."""

    asked: set[tuple[str, str, str]] = field(default_factory=set)
    answers: int = 0
    leaks: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--only", default="", help="routes and pages whose name holds this")
    parser.add_argument("--open", default="", help="switch row-level security of this table off first: the drill has to find it")
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    with office(fast=True):
        held = drilled(given.only, opened=given.open)
    took = time.monotonic() - began
    held &= figure("seconds for all of it", round(took), "at most 300", held=took <= 300)
    return 0 if held else 1


def drilled(only: str, *, opened: str = "") -> bool:
    from tuopin.cli.office_set_up import office as set_up

    set_up()
    frames = {county: world.tables(county, marked=county == world.THERE) for county in (world.HERE, world.THERE)}
    here, there = (world.side_of(county, frames[county]) for county in (world.HERE, world.THERE))
    places_alone(frames[world.THERE])
    world.furnished(here, frames[world.HERE], "aaa.")
    asks, found = Asks.all(only), Found()
    who = askers(here)
    world.settled()
    step("asking while the other county is empty")
    before = dict(taken_down(asks, who, (here, world.unknown(there)), found=found, first=True))
    world.furnished(there, frames[world.THERE], world.MARK_OFFICER)
    if opened:
        world.laid_open(opened)
    marks = world.marks(there, frames[world.THERE])
    step("asking again, the other county full")
    for key, text in taken_down(asks, who, (here, there), found=found):
        compared(key, before.get(key, text), text, marks=marks, found=found)
    step("writing")
    writes(asks, who, (here, there), marks=marks, found=found)
    step("by SQL, by jobs, behind glass")
    return shown(asks, who, found) & by_sql(here, there) & by_jobs(who, (here, there), marks=marks) & behind_glass(here, there)


def step(what: str) -> None:
    """Where the drill is."""
    print(f"… {what}", flush=True)


def places_alone(frames: dict[str, Any]) -> None:
    """The other county's places are public: they are there from the start, nobody lives in them."""
    from _filled import loaded
    from _office import nation

    loaded({name: frame if name == "place" else frame.head(0) for name, frame in frames.items()}, by=nation(), at=world.now())


def taken_down(asks: Asks, who: list[Asker], sides: tuple[world.Side, world.Side], *, found: Found, first: bool = False) -> Any:
    """Every answer to a question that only reads: (which, who, side), what was told with the passing things left out."""
    for which in asks.reads:
        for asker in who:
            if first and which.power and which.power not in asker.powers:
                continue  # refused whatever there is: asked once
            for name, side in zip(("inside", "outside"), sides, strict=True):
                answer = asker.ask(which, side)
                found.asked.add((which.name, asker.name, name))
                found.answers += 1
                if answer.status >= 500 and which.name not in cases.MACHINE:
                    found.broken.append(f"{which.name} by {asker.name} {name}: {answer.status}")
                yield (which.name, asker.name, name), LEAVE.sub("", answer.without(side))


def compared(key: tuple[str, str, str], before: str, after: str, *, marks: list[str], found: Found) -> None:
    if key[0].rpartition(" ")[2] in cases.PUBLIC or key[0] in cases.PUBLIC or key[1] == "national_leading_group":
        return
    told = next((mark for mark in marks if mark in after), None)
    if told:
        found.leaks.append(f"{key}: {told!r}")
    goes_on = key[0] in cases.MACHINE or (key[0] in cases.GOES_ON and key[2] == "inside")
    if before != after and not goes_on:
        at = next((position for position, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), min(len(before), len(after)))
        found.differences.append(f"{key}: …{before[max(0, at - 40) : at + 60]!r} → …{after[max(0, at - 40) : at + 60]!r}")


def writes(asks: Asks, who: list[Asker], sides: tuple[world.Side, world.Side], *, marks: list[str], found: Found) -> None:
    """About the other county: refused, nothing changed. About one's own: allowed to who has the power; taken back at once."""
    here, there = sides
    was = state(there)
    for which in asks.writes:
        for asker in who:
            for name, side in (("outside", there), ("inside", here)):
                with world.undone():
                    answer = asker.ask(which, side)
                    found.asked.add((which.name, asker.name, name))
                    found.answers += 1
                    judged(which, asker, name, answer=answer, side=side, marks=marks, found=found)
        if (now := state(there)) != was:
            found.written.append(f"{which.name}: {[table for table in now if now[table] != was[table]]}")
            was = now


def judged(which: Any, asker: Asker, name: str, *, answer: Any, side: world.Side, marks: list[str], found: Found) -> None:
    key = f"{which.name} by {asker.name} {name}"
    if answer.status >= 500:
        found.broken.append(f"{key}: {answer.status}")
    if asker.everywhere:
        return
    told = next((mark for mark in marks if mark in LEAVE.sub("", answer.without(side))), None)
    if told and which.name not in cases.PUBLIC:
        found.leaks.append(f"{key}: {told!r}")
    if name == "outside" and answer.done and which.name not in cases.ABOUT_ONESELF and not which.about_oneself:
        found.written.append(f"{key}: {answer.status} {answer.text[:80]}")
    if which.power and which.power not in asker.powers and answer.done:
        found.wrong.append(f"{key}: done without {which.power}")


def state(side: world.Side) -> dict[str, str]:
    """The digest of every scoped table's rows of a county."""
    from django.apps import apps
    from django.db import connection

    from tuopin.settings.scope import acting

    told: dict[str, str] = {}
    with acting(world.operator()), connection.cursor() as cursor:
        for model in apps.get_models():
            column = getattr(model, "scoped_by", None)
            if column and model._meta.app_label != "ledger":  # noqa: SLF001
                table = model._meta.db_table  # noqa: SLF001
                cursor.execute(
                    f"SELECT md5(coalesce(string_agg(md5(r::text), '' ORDER BY md5(r::text)), '')) FROM {table} AS r WHERE {column} >= %s AND {column} < %s",
                    [side.county, side.county + "~"],
                )
                told[table] = cursor.fetchone()[0]
    return told


def by_sql(here: world.Side, there: world.Side) -> bool:
    """As the application's role with the scope of the first county: no row of the second in any table that is not public by name."""
    from _scope_sql import tables

    told = tables(here, there)
    for line in told.lines:
        print(f"  {line}")
    held = figure("tables of the database, scoped or named with a reason", told.tables, "all", held=not told.unnamed)
    held &= figure("tables with rows of the other county to look for", told.filled, "at least 20", held=told.filled >= 20)
    return figure("rows of the other county seen by SQL", told.seen, "0", held=not told.seen) and held


def by_jobs(who: list[Asker], sides: tuple[world.Side, world.Side], *, marks: list[str]) -> bool:
    """Every kind of job as every body about the other county: refused when asked for or when done, and nothing of it published."""
    from _scope_jobs import run

    told = run(who, *sides, marks=marks)
    for line in told.lines:
        print(f"  {line}")
    held = figure("jobs asked for (kinds × bodies × places)", told.asked, "all kinds", held=not told.missing)
    held &= figure("jobs about one's own county that were done", told.done, "at least one a kind", held=told.kinds_done)
    return figure("jobs that told or did something outside", told.leaks, "0", held=not told.leaks) and held


def behind_glass(here: world.Side, there: world.Side) -> bool:
    """A look outside, broken for: it reads what it was broken for, is kept, and writes nothing."""
    from _scope_jobs import glass

    told = glass(here, there)
    for line in told:
        print(f"  {line}")
    return figure("faults behind broken glass", len(told), "0", held=not told)


def shown(asks: Asks, who: list[Asker], found: Found) -> bool:
    for words, lines in vars(found).items():
        if isinstance(lines, list):
            for line in [each for number, each in enumerate(lines) if not number or each[:30] != lines[number - 1][:30]][:40]:
                print(f"  {words}: {line}")
    held = figure("routes and pages without a case", len(asks.without), "0", held=not asks.without)
    print(f"  {asks.without}" if asks.without else "", end="")
    held &= figure("routes and pages × who × inside/outside covered", len(found.asked), "all", held=len(found.asked) == asks.count * len(who) * 2)
    print(f"  {asks.count} routes and pages, {len(who)} askers, {found.answers:,} answers")
    for words, lines in (
        ("answers that hold a mark of the other county", found.leaks), ("answers that differ when the other county is full", found.differences),
        ("writes about the other county that were done", found.written), ("writes done without the power", found.wrong),
        ("answers of 500 and above", found.broken),
    ):  # fmt: skip
        held &= figure(words, len(lines), "0", held=not lines)
    return held


if __name__ == "__main__":
    sys.exit(main())
