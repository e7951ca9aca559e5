"""The office measured: a county of 100,000 persons as workbooks, from the upload by one officer to the difference accepted by another."""

import shutil
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from _office import office, set_up, step, tell
from measure import VAR, Bar, row, run, tuopin

COUNTY, HOUSEHOLDS, YEAR = "520526", 33_200, 2016
LAYOUTS = ("person", "exit_check", "village", "county")
SECONDS = 120
HOME = VAR / "office-import"


def measured() -> tuple[list[str], list[Bar]]:
    """Into an empty office, each time made anew."""
    books = _books()
    shutil.rmtree(HOME, ignore_errors=True)
    with office(HOME) as watch:
        told, figure = step(Path(__file__).stem, str(books))
        server = watch.since_last()
    shutil.rmtree(HOME)
    steps = "  ".join(f"{name} {told[name]:.1f} s" for name in ("upload", "stage", "compare", "accept", "publish"))
    lines = [
        row(f"import, {told['files']} workbooks, {told['persons']:,} persons", figure),
        f"    {steps}",
        f"    {told['acts']:,} acts, {told['problems']:,} problems; PostgreSQL's processes {server:.2f} GiB beside its shared buffers",
    ]
    found = sum(told[name] for name in ("upload", "stage", "compare", "accept"))
    return lines, [Bar("county of 100,000 persons: upload to accepted difference", found, SECONDS, "s")]


def _books() -> Path:
    """The workbooks of benchmarks/import.py, made if they are not there yet."""
    books = VAR / "county-exports"
    if not books.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        given = ("--places", COUNTY, "--households", str(HOUSEHOLDS), "--seed", "1", "--year", str(YEAR), "--errors", "0.01")
        run(tuopin("synth", str(books), *given, *(part for layout in LAYOUTS for part in ("--layout", layout))))
    return books


def main() -> None:
    """The measured process."""
    set_up()
    from tuopin.common.acting import By
    from tuopin.ledger import place, sequencer
    from tuopin.register.actions.imports import accept, compare, stage, upload

    files = sorted(Path(sys.argv[1]).rglob("*.xlsx"))
    one, other = By("li", "county_office", COUNTY), By("zhao", "county_leading_group", COUNTY)
    now, told = datetime.now(UTC), {"files": len(files)}

    def timed(name: str, by: Any, action: Callable[[], Any]) -> Any:
        from tuopin.settings.scope import acting

        began = time.perf_counter()
        with acting(by) if by else ExitStack():
            done = action()
        told[name] = time.perf_counter() - began
        return done

    number = timed("upload", one, lambda: upload(files, place=COUNTY, year=YEAR, by=one, at=now, synthetic=True)).pk
    told["problems"] = sum(timed("stage", None, lambda: stage(number, by=one)).counts["problems"].values())
    told["persons"] = _new(timed("compare", None, lambda: compare(number, by=one)))
    told["acts"] = len(timed("accept", other, lambda: accept(number, by=other, at=now, reason="checked against the files")).acts)
    timed("publish", None, lambda: sequencer.sequence(place.log(), at=now))
    tell(told)


def _new(batch: Any) -> int:
    return int(batch.counts["found"]["person"]["new"])


if __name__ == "__main__":
    main()
