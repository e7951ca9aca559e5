"""`run.py bench assess`: a tenth of the nation and the nation, beside the scan-only floor in the same run; peers in memory size.

The nation is made once (several minutes, some 10 GB under var/bench) and kept. Assessment is the whole command: verifying the
snapshot's digests, judging, writing verdicts, reasons of what is not met or unknown, villages and counties.
"""

import argparse
import shutil
import sys
from pathlib import Path

import polars as pl
from measure import VAR, Bar, Figure, conclude, medians, row, run, tuopin

YEAR = 2016
NATION = 30_000_000
PROVINCE = "52"  # Guizhou: the peers get a register that they hold in memory
PEERS = ("duckdb_sql", "pandas_frames", "openfisca_core_system")
COMPARED = ("income", "food", "clothing", "schooling", "medical", "housing", "standard_met", "may_leave")
HERE = Path(__file__).resolve().parent
WALL_BAR, MEMORY_BAR_GIB = 2.5, 2.0


def main() -> int:
    """Measure, print, keep."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--nation", type=int, default=NATION, help="households of the nation")
    asked.add_argument("--runs", type=int, default=3, help="counted runs of each command")
    asked.add_argument("--no-peers", action="store_true")
    options = asked.parse_args()
    lines, bars = [], []
    for label, households in (("a tenth of the nation", options.nation // 10), ("the nation", options.nation)):
        told, held = _beside_floor(label, households, options.runs)
        lines += told
        bars += held
    if not options.no_peers:
        lines += _peers(options.nation // 30, options.runs)
    return conclude("assess", f"python3 run.py bench assess --nation {options.nation} --runs {options.runs}", table=lines, bars=bars)


def snapshot(households: int, places: str = "nation") -> Path:
    """A synthetic register of that many households, made if it is not there yet."""
    folder = VAR / f"register-{places}-{households}"
    if not (folder / "manifest.json").exists():
        VAR.mkdir(parents=True, exist_ok=True)
        made = run(tuopin("synth", str(folder), "--places", places, "--households", str(households), "--year", str(YEAR)))
        print(row(f"synth {households:,} households", made))
    return folder


def _beside_floor(label: str, households: int, runs: int) -> tuple[list[str], list[Bar]]:
    register, out, bare = snapshot(households), VAR / "result", VAR / "floor"
    floors, assessed = [], []
    for counted in range(-1, runs):
        pair = (run([sys.executable, str(HERE / "floor.py"), str(register), str(YEAR), str(bare)]), _assess(register, out))
        if counted >= 0:
            floors.append(pair[0])
            assessed.append(pair[1])
    floor, found = medians(floors), medians(assessed)
    ratio = medians([Figure(a.wall / f.wall, a.cpu / f.cpu, a.peak_gib) for a, f in zip(assessed, floors, strict=True)])
    lines = [
        row(f"{label}: floor, {households:,} households", floor),
        row(f"{label}: assess", found),
        f"{'':<44} {ratio.wall:8.2f} x wall {ratio.cpu:8.2f} x cpu (medians of pairs)",
    ]
    peak = max(one.peak_gib for one in assessed)
    bars = [Bar(f"{label}: wall over floor", ratio.wall, WALL_BAR, "x"), Bar(f"{label}: peak memory", peak, MEMORY_BAR_GIB, "GiB")]
    return lines, bars


def _assess(register: Path, out: Path) -> Figure:
    shutil.rmtree(out, ignore_errors=True)
    return run(tuopin("assess", str(register), "--edition", "cn-2016", "--year", str(YEAR), "--out", str(out), "--no-workbook", "--json"))


def _peers(households: int, runs: int) -> list[str]:
    register, out = snapshot(households, PROVINCE), VAR / "result"
    lines = [row(f"{households:,} households of a province: tuopin assess", medians([_assess(register, out) for _ in range(runs)]))]
    ours = pl.concat([pl.read_parquet(path) for path in sorted((out / "verdicts").glob("*.parquet"))]).sort("household_code")
    for peer in PEERS:
        table = VAR / f"{peer}.parquet"
        figures = [run([sys.executable, str(HERE / "peers" / f"{peer}.py"), str(register), str(YEAR), str(table)]) for _ in range(runs)]
        theirs = pl.read_parquet(table).sort("household_code")
        differ = sum(int(ours[name].ne_missing(theirs[name].cast(pl.Boolean)).sum()) for name in COMPARED)
        lines.append(row(f"{households:,} households of a province: {peer}", medians(figures)) + f"  {differ} verdicts differ")
        if differ:
            raise SystemExit(f"{peer} and tuopin differ in {differ} verdicts")
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
