"""`run.py bench office`: the office at the size of a province, each figure beside its bar; 1 where one is missed.

Parts: `import` (a county's workbooks), `province` (loaded once, frozen, assessed, read back), `queries` (household page, search),
`ledger` (acts, published log), `verify` (the province's whole record). The province lies in var/bench/office and is used again;
import and ledger have offices of their own, made anew. Every server flushes its commits.
"""

import argparse
import os
import shutil
from collections.abc import Callable

import _office_import
import _office_ledger
import _office_province
import _office_queries
from _office import HOME, Watch, office, set_up
from _province import counted
from measure import Bar, conclude

Measured = tuple[list[str], list[Bar]]
HOUSEHOLDS = 2_000_000
NEEDED_GB = 40


def main() -> int:
    """Measure, print, keep."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", choices=[*PARTS, "all"], default="all")
    asked.add_argument("--households", type=int, default=HOUSEHOLDS, help="households of the province")
    asked.add_argument("--minutes", type=float, default=60, help="after so long no further county is loaded")
    asked.add_argument("--entries", type=int, default=_office_ledger.ENTRIES, help="entries of the log that is checked as files")
    options = asked.parse_args()
    chosen = list(PARTS) if options.part == "all" else [options.part]
    lines, bars = _found(chosen, options)
    command = f"python3 run.py bench office --part {options.part} --households {options.households}"
    return conclude("office" if options.part == "all" else f"office-{options.part}", command, table=lines, bars=bars)


def _found(chosen: list[str], options: argparse.Namespace) -> Measured:
    lines: list[str] = []
    bars: list[Bar] = []
    for part in (part for part in chosen if part in APART):
        _told(part, APART[part](options), into=(lines, bars))
    within = [part for part in chosen if part in WITHIN]
    if within:
        _enough_disk()
        with office() as watch:
            _told("the province", _province(options), into=(lines, bars))
            for part in within:
                _told(part, WITHIN[part](watch), into=(lines, bars))
    return lines, bars


def _told(part: str, found: Measured, *, into: Measured) -> None:
    told = [f"{part} (load average {os.getloadavg()[0]:.1f})", *found[0], ""]
    print("\n".join(told), flush=True)
    into[0].extend(told)
    into[1].extend(found[1])


def _province(options: argparse.Namespace) -> Measured:
    """What is missing of it is loaded; acts that wait are published."""
    set_up()
    lines = [*_office_province.loaded(options.households, options.minutes), *_office_province.published()]
    households, persons = counted()
    return [*lines, f"{households:,} households, {persons:,} persons", *_office_province.size()], []


def _enough_disk() -> None:
    free = shutil.disk_usage(HOME.parent).free / 1e9
    if not HOME.exists() and free < NEEDED_GB:
        raise SystemExit(f"a province takes up to {NEEDED_GB} GB; {free:.0f} GB are free")


APART: dict[str, Callable[[argparse.Namespace], Measured]] = {
    "import": lambda _: _office_import.measured(),
    "ledger": lambda options: _office_ledger.measured(options.entries),
}
WITHIN: dict[str, Callable[[Watch], Measured]] = {
    "province": _office_province.measured,
    "queries": lambda _: _office_queries.measured(),
    "verify": lambda watch: (_office_province.verified(watch), []),
}
PARTS = {**APART, **WITHIN}

if __name__ == "__main__":
    raise SystemExit(main())
