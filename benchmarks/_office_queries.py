"""The office measured: what a household's page and a search ask, by the application's role under row-level security, at three scopes."""

import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from _office import set_up, step, tell
from _province import PLACE
from measure import Bar

SAMPLES, WARM = 2_000, 100  # of each kind at each scope
PAGE_MS, SEARCH_MS = 50.0, 150.0
SEED = 2016
SCOPES = {"county": ("county_office", 6), "province": ("provincial_office", 2), "nation": ("national_leading_group", 0)}
Times = dict[str, list[float]]


def measured() -> tuple[list[str], list[Bar]]:
    """In one process with one connection, as a worker of the web server has it."""
    told, _ = step(Path(__file__).stem)
    lines = [f"{'':<44} {'median':>9} {'p95':>9} {'p99':>9} {'worst':>9}   samples"]
    lines += [_line(name, times) for name, times in told["times"].items()]
    page = [time for name, times in told["times"].items() if name.startswith("page") for time in times]
    by_name = [time for name, times in told["times"].items() if name.startswith("search by name") for time in times]
    number = [time for name, times in told["times"].items() if name.startswith("search by ID") for time in times]
    bars = [
        Bar(f"household page, p95 of {len(page):,}", _p(page, 95), PAGE_MS, "ms"),
        Bar(f"search by name, p95 of {len(by_name):,}", _p(by_name, 95), SEARCH_MS, "ms"),
        Bar(f"search by ID number, p95 of {len(number):,}", _p(number, 95), SEARCH_MS, "ms"),
    ]
    return [*lines, *(f"{name:<44} {ms:9.1f} ms" for name, ms in told["places"].items())], bars


def _line(name: str, times: list[float]) -> str:
    each = [statistics.median(times), _p(times, 95), _p(times, 99), max(times)]
    return f"{name:<44} {''.join(f'{ms:7.1f} ms' for ms in each)}   {len(times):,}"


def _p(times: list[float], percent: int) -> float:
    return sorted(times)[min(len(times) * percent // 100, len(times) - 1)]


def main() -> None:
    """The measured process."""
    set_up()
    drawn = _drawn(SAMPLES + WARM)
    times: Times = defaultdict(list)
    for scope, (body, digits) in SCOPES.items():
        for name, action in _asked(scope, body, digits).items():
            for position, person in enumerate(drawn):
                began = time.perf_counter()
                action(person)
                if position >= WARM:
                    times[name].append((time.perf_counter() - began) * 1000)
    tell({"times": times, "places": dict(_of_places())})


def _asked(scope: str, body: str, digits: int) -> dict[str, Callable[[dict[str, Any]], None]]:
    """What is measured at a scope: each takes a person drawn, and asks as an officer in whose place she lives."""
    from tuopin.assessment.queries.verdicts import verdict
    from tuopin.common.acting import By
    from tuopin.register.queries.history import history
    from tuopin.register.queries.households import household
    from tuopin.register.queries.search import search
    from tuopin.settings.scope import acting

    def by(person: dict[str, Any]) -> Any:
        return By("bench", body, person["village"][:digits])

    def page(person: dict[str, Any]) -> None:
        with acting(by(person)):
            told, kept = household(person["household"]), history(person["household"])
        if not told or not kept.lines or not verdict(person["household"], by=by(person)).criteria:
            raise SystemExit(f"{person['household']} is not there")

    def look(text: str, person: dict[str, Any]) -> None:
        with acting(by(person)):
            found = search(text, place=person["village"][:digits]).found
        if not found:
            raise SystemExit("nobody is found")

    return {
        f"page, {scope}": page,
        f"search by name, whole, {scope}": lambda person: look(person["name"], person),
        f"search by name, two characters, {scope}": lambda person: look(person["name"][:2], person),
        f"search by name, surname, {scope}": lambda person: look(person["name"][0], person),
        f"search by name, given name, {scope}": lambda person: look(person["name"][1:], person),
        f"search by ID number, {scope}": lambda person: look(person["number"], person),
    }


def _of_places() -> Iterable[tuple[str, float]]:
    """Counts of a place's children, and the lists of the latest run: once warm, the median of five."""
    from datetime import date

    from tuopin.assessment.queries.runs import runs
    from tuopin.assessment.queries.verdicts import counts, lists
    from tuopin.common.acting import By
    from tuopin.register.queries.places import children
    from tuopin.settings.scope import acting

    by = By("bench", "provincial_office", PLACE)
    run = runs(PLACE, by=by)[0]
    county = PLACE + "0102"

    def within(code: str) -> None:
        with acting(by):
            children(code, date(2016, 12, 31))

    yield "children with counts, of a county", _median(lambda: within(county))
    yield "children with counts, of the province", _median(lambda: within(PLACE))
    yield "counts of a run by county", _median(lambda: counts(run, PLACE, by=by))
    yield "first page of a list of the province", _median(lambda: lists(run, PLACE, "may_leave", by=by))
    yield "first page of a list of a county", _median(lambda: lists(run, county, "not_yet", by=by))


def _median(action: Callable[[], object]) -> float:
    found = []
    for _ in range(6):
        began = time.perf_counter()
        action()
        found.append((time.perf_counter() - began) * 1000)
    return statistics.median(found[1:])


def _drawn(count: int) -> list[dict[str, Any]]:
    """Persons with name and number, drawn over the whole register; the number opened as an officer would type it."""
    from django.db import connection

    from tuopin.common.acting import NATION, By
    from tuopin.common.keys import keys
    from tuopin.common.sealed import open_many
    from tuopin.settings.scope import acting

    with acting(By("bench", "national_leading_group", NATION)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_code, household_code, village_code, name, id_number_sealed FROM register_person TABLESAMPLE BERNOULLI (0.5) REPEATABLE (%s) "
            "WHERE superseded_at IS NULL AND valid_to IS NULL AND id_number_sealed IS NOT NULL AND length(name) > 1 ORDER BY person_code",
            [SEED],
        )
        rows = random.Random(SEED).choices(cursor.fetchall(), k=count)
    numbers = open_many([bytes(row[4]) for row in rows], [row[0] for row in rows], field="person.id_number", keys=keys())
    return [{"household": row[1], "village": row[2], "name": row[3], "number": number} for row, number in zip(rows, numbers, strict=True)]


if __name__ == "__main__":
    sys.exit(main())
