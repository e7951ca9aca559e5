"""A province loaded into the measured office: one process a core, each county one transaction, those that are there are skipped.

As a module: `load(households=…, minutes=…)`. As a command, one such process: `python benchmarks/_province.py 520102=22727 520103=22727 …`.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PLACE, YEAR = "52", 2016  # Guizhou
LARGEST = 23_000  # households of a county: 88 counties for two million


@dataclass(frozen=True)
class Loaded:
    """What a load brought: households, persons, seconds, the peak memory of a process; nothing where all was there."""

    households: int
    persons: int
    seconds: float
    peak_gib: float


def load(households: int, *, minutes: float = 1e9) -> Loaded:
    """Load what is missing of a province of that many households; after `minutes` no further county is begun."""
    from _filled import spread

    _gazetteer()
    before = counted()
    there = _there()
    waiting = [(county, count) for county, count in spread(PLACE, households, largest=LARGEST).items() if county not in there]
    began = time.monotonic()
    peak = _shared_out(waiting, until=began + minutes * 60) if waiting else 0.0
    after = counted()
    return Loaded(after[0] - before[0], after[1] - before[1], time.monotonic() - began, peak)


def counted() -> tuple[int, int]:
    """Households and persons that the register of the province holds."""
    from django.db import connection

    from tuopin.settings.scope import acting

    with acting(filler()), connection.cursor() as cursor:
        households, persons = (_count(cursor, table) for table in ("register_household", "register_person"))
    return households, persons


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table} WHERE superseded_at IS NULL")
    return int(cursor.fetchone()[0])


def filler() -> Any:
    """Who loads it."""
    from tuopin.common.acting import NATION, By

    return By("filler", "national_leading_group", NATION)


def _shared_out(waiting: list[tuple[str, int]], *, until: float) -> float:
    """Every county in one of as many processes as there are cores; the peak memory of the largest, in GiB."""
    cores, peak = os.cpu_count() or 1, 0.0
    lots = [lot for lot in (waiting[start::cores] for start in range(cores)) if lot]
    left = max(until - time.monotonic(), 0.0)
    parts = [subprocess.Popen([sys.executable, str(Path(__file__)), str(left), *(f"{county}={count}" for county, count in lot)]) for lot in lots]
    for part in parts:
        _, status, usage = os.wait4(part.pid, 0)
        if status:
            raise SystemExit(f"a process that loads counties failed ({os.waitstatus_to_exitcode(status)})")
        peak = max(peak, usage.ru_maxrss / 2**20)
    return peak


def _gazetteer() -> None:
    """Provinces, prefectures and counties first: every county's places hang from them."""
    from tuopin.register.actions.places import load_places
    from tuopin.settings.scope import acting

    with acting(filler()):
        load_places(by=filler(), at=datetime.now(UTC))


def _there() -> set[str]:
    from django.db import connection

    from tuopin.settings.scope import acting

    with acting(filler()), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT county_code FROM register_county_year WHERE superseded_at IS NULL")
        return {county for (county,) in cursor.fetchall()}


def main() -> None:
    """One process of the load: the counties named, until the seconds given are over."""
    import django
    from _filled import fill

    django.setup()
    until = time.monotonic() + float(sys.argv[1])
    for asked in sys.argv[2:]:
        county, count = asked.split("=")
        if time.monotonic() < until:
            fill({county: int(count)}, by=filler(), at=datetime.now(UTC), years=(YEAR,), told=_told)


def _told(what: str, count: int, took: float) -> None:
    if what.endswith("loaded"):
        print(f"{datetime.now(UTC):%H:%M:%S} {what}: {count:,} households in {took:.1f} s, load {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main()
