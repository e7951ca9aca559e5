"""`run.py bench import`: a county of 100,000 persons as workbooks: imported, all rules checked, problem workbooks written.

The bar is for the county's export of persons with the check sheet, the village sheet and the county sheet, a workbook for each
township. The second figure adds the household form (82 columns, every person a second time), which no bar is set for.
"""

import shutil
from pathlib import Path

from measure import VAR, Bar, Figure, conclude, medians, row, run, tuopin

HOUSEHOLDS = 33_200
COUNTY = "520526"
RUNS = 3
EXPORTS = ("person", "exit_check", "village", "county")
WITH_FORM = (*EXPORTS, "household_form")


def main() -> int:
    """Make the workbooks once, then import and check them whole."""
    imported, checked, count = _measured(EXPORTS, "county-exports")
    lines = [row(f"import, {count} workbooks", imported), row("check, all rules, problem workbooks", checked)]
    wall, peak = imported.wall + checked.wall, max(imported.peak_gib, checked.peak_gib)
    bars = [Bar("import and check, wall", wall, 60, "s"), Bar("peak memory", peak, 1.5, "GiB")]
    imported, checked, count = _measured(WITH_FORM, "county-with-form")
    lines += [row(f"with the household form, {count} workbooks: import", imported), row("the same: check", checked)]
    return conclude("import", "python3 run.py bench import", table=lines, bars=bars)


def _measured(layouts: tuple[str, ...], name: str) -> tuple[Figure, Figure, int]:
    books = VAR / name
    if not books.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        asked = ("--places", COUNTY, "--households", str(HOUSEHOLDS), "--seed", "1", "--year", "2016", "--errors", "0.01")
        run(tuopin("synth", str(books), *asked, *(part for layout in layouts for part in ("--layout", layout))))
    files = sorted(str(path) for path in books.rglob("*.xlsx"))
    imports, checks = zip(*(_once(books, files) for _ in range(RUNS)), strict=True)
    return medians(imports), medians(checks), len(files)


def _once(books: Path, files: list[str]) -> tuple[Figure, Figure]:
    for left in ("imported", "import-problems", "checked"):
        shutil.rmtree(VAR / left, ignore_errors=True)
    taken = ("--out", str(VAR / "imported"), "--year", "2016", "--problems", str(VAR / "import-problems"), "--synthetic", "--json")
    imported = run(tuopin("register", "import", *files, *taken))
    told = tuopin("register", "check", str(VAR / "imported"), "--out", str(VAR / "checked"), "--sources", str(books), "--json")
    return imported, run(["sh", "-c", '"$@" || [ $? -eq 1 ]', "check", *told])


if __name__ == "__main__":
    raise SystemExit(main())
