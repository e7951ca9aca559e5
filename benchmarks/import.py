"""`run.py bench import`: a county of 100,000 persons as workbooks: imported, all rules checked, problem workbooks written."""

import shutil

from measure import VAR, Bar, conclude, medians, row, run, tuopin

PERSONS, HOUSEHOLDS = 100_000, 32_800
COUNTY = "520526"
RUNS = 3


def main() -> int:
    """Make the workbooks once, then import and check them whole."""
    books = VAR / "county-workbooks"
    if not books.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        asked = ("--places", COUNTY, "--households", str(HOUSEHOLDS), "--seed", "1", "--year", "2016", "--layout", "all", "--errors", "0.01")
        run(tuopin("synth", str(books), *asked))
    files = sorted(str(path) for path in books.rglob("*.xlsx"))
    imports, checks = [], []
    for _ in range(RUNS):
        for left in ("imported", "import-problems", "checked"):
            shutil.rmtree(VAR / left, ignore_errors=True)
        taken = ("--out", str(VAR / "imported"), "--year", "2016", "--problems", str(VAR / "import-problems"), "--synthetic", "--json")
        imports.append(run(tuopin("register", "import", *files, *taken)))
        told = tuopin("register", "check", str(VAR / "imported"), "--out", str(VAR / "checked"), "--sources", str(books), "--json")
        checks.append(run(["sh", "-c", '"$@" || [ $? -eq 1 ]', "check", *told]))
    imported, checked = medians(imports), medians(checks)
    wall = imported.wall + checked.wall
    peak = max(figure.peak_gib for figure in (*imports, *checks))
    lines = [row(f"import, {len(files)} workbooks", imported), row("check, all rules, problem workbooks", checked)]
    bars = [Bar("import and check, wall", wall, 60, "s"), Bar("peak memory", peak, 1.5, "GiB")]
    return conclude("import", "python3 run.py bench import", table=lines, bars=bars)


if __name__ == "__main__":
    raise SystemExit(main())
