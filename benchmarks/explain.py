"""`run.py bench explain`: one household out of the nation's result, process start included."""

import shutil

import polars as pl
from assess import NATION, YEAR, snapshot
from measure import VAR, Bar, conclude, medians, row, run, tuopin

RUNS = 9
BAR_SECONDS = 1.0


def main() -> int:
    """Assess the nation once, then explain households spread over it."""
    register, out = snapshot(NATION), VAR / "result-nation"
    shutil.rmtree(out, ignore_errors=True)
    run(tuopin("assess", str(register), "--edition", "cn-2016", "--year", str(YEAR), "--out", str(out), "--no-workbook", "--json"))
    files = sorted((out / "verdicts").glob("*.parquet"))
    asked = [pl.scan_parquet(files[place * len(files) // RUNS]).select("household_code").collect()["household_code"][-1] for place in range(RUNS)]
    figures = [run(tuopin("explain", str(out), code, "--snapshot", str(register))) for code in asked]
    middle = medians(figures)
    worst = max(figure.wall for figure in figures)
    bars = [Bar("explain, median wall", middle.wall, BAR_SECONDS, "s"), Bar("explain, slowest wall", worst, BAR_SECONDS, "s")]
    return conclude("explain", "python3 run.py bench explain", table=[row(f"one household of {NATION:,}", middle)], bars=bars)


if __name__ == "__main__":
    raise SystemExit(main())
