"""A run: an edition over a snapshot, county by county in bounded memory, into a folder of verdicts that can be made again. Clause P0.

Same snapshot, edition and code give the same bytes. The folder appears whole or not at all.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from tuopin.assessment import places
from tuopin.assessment.facts import household_facts
from tuopin.assessment.households import judged
from tuopin.assessment.incidence import by_village
from tuopin.assessment.lined_up import LinedUp, keys_of
from tuopin.assessment.manifest import MANIFEST, recorded
from tuopin.assessment.reasons import Which, reasons
from tuopin.assessment.settings import Run
from tuopin.common.progress import Advance
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words
from tuopin.register.snapshot import Snapshot, read_counties

BATCH = 250_000  # households held in memory at a time


def assess(run: Run, out: Path, advance: Advance) -> dict[str, Any]:
    """Assess every household, village and county with Polars; write `out` and give its manifest. `out` must not exist.

    Refused for a year the snapshot has no facts of. The caller has verified the snapshot.
    """
    partial = begun(run, out)
    try:
        counts = pl.concat(list(_households(run, partial, advance)))
        return concluded(run, counts, partial=partial, out=out)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def begun(run: Run, out: Path) -> Path:
    """Check that the run can be made, and open its partial folder."""
    if run.year not in run.snapshot.years:
        years = "、".join(map(str, run.snapshot.years))
        raise Refused(
            "no-facts",
            clause="P0",
            because=Words(f"快照里没有 {run.year} 年的户数据（有：{years}）", f"the snapshot has no household facts of {run.year} (it has: {years})"),
        )
    if out.exists():
        raise BadInput(str(out), Words("目标已存在，结果从不覆盖", "already exists; a result is never overwritten"))
    partial = out.with_name(out.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    (partial / "verdicts").mkdir(parents=True)
    return partial


def concluded(run: Run, counts: pl.DataFrame, *, partial: Path, out: Path) -> dict[str, Any]:
    """Judge the places from the households' counts, write tables and manifest, move the folder into place."""
    tables = places_judged(run, counts)
    for name, table in tables.items():
        write(table, partial / f"{name}.parquet")
    manifest = recorded(run, tables)
    (partial / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1) + "\n", "utf-8")
    partial.rename(out)
    return manifest


def places_judged(run: Run, counts: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Villages, townships (where a unit of exit) and counties of the run."""
    village_facts = run.snapshot.scan("village_year").filter(pl.col("year") == run.year).collect()
    county_facts = run.snapshot.scan("county_year").filter(pl.col("year") == run.year).collect()
    told = places.villages(counts, village_facts, edition=run.edition, year=run.year)
    townships = places.townships(counts, told, edition=run.edition, year=run.year)
    tables = {"villages": told, "counties": places.counties(counts, county_facts, told, edition=run.edition, year=run.year)}
    return tables | ({} if townships is None else {"townships": townships})


def write(frame: pl.DataFrame, path: Path) -> None:
    """One Parquet file, the same bytes for the same rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path, compression="zstd", compression_level=1)


def verdict_frame(run: Run, counties: Sequence[str]) -> pl.LazyFrame:
    """The verdict table of some counties, lazily, in the register's order (column `_row`)."""
    household = read_counties(run.snapshot, "household", counties).with_row_index("_row")
    years = [read_counties(run.snapshot, "household_year", counties, year=run.year - back) for back in range(run.looks_back)]
    persons = read_counties(run.snapshot, "person_year", counties, year=run.year)
    found = run.findings
    join = LinedUp(keys_of(household))
    facts = household_facts(
        nw.from_native(household),
        years=[nw.from_native(frame) for frame in years],
        counted=join.counted(persons, found),
        edition=run.edition,
        carry=("_row",),
        join=join,
    )
    told: pl.LazyFrame = judged(facts, found, carry=("_row",)).to_native()
    return told


def batches(snapshot: Snapshot, size: int = BATCH) -> Iterator[list[str]]:
    """Counties in order, in groups of about `size` households."""
    batch, held = [], 0
    for county in snapshot.counties:
        batch.append(county)
        held += snapshot.manifest["counties"][county]["households"]
        if held >= size:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _households(run: Run, partial: Path, advance: Advance) -> Iterator[pl.DataFrame]:
    listed = run.snapshot.manifest["counties"]
    with ThreadPoolExecutor(1) as writer:
        before: Future[None] | None = None
        for batch in batches(run.snapshot):
            frame = verdict_frame(run, batch).collect(engine="streaming")
            frame = (frame if frame["_row"].is_sorted() else frame.sort("_row")).drop("_row")
            if before:
                before.result()
            before = writer.submit(write_households, run, partial, frame=frame, lengths=[listed[county]["households"] for county in batch])
            yield by_village(frame.lazy()).collect()
            advance(len(frame))
        if before:
            before.result()


def write_households(run: Run, partial: Path, *, frame: pl.DataFrame, lengths: Sequence[int]) -> None:
    """Write verdicts, and the long form that the run asks for, of counties that lie one after another in `frame`."""
    write_by_county(frame.drop("poor_low", "poor_high"), lengths, partial / "verdicts")
    if run.which is not Which.NONE:
        told = reasons(frame.lazy(), run.which, edition=run.edition, year=run.year).collect()
        write_by_county(told, told["village_code"].str.slice(0, 6).rle().struct.field("len").to_list(), partial / "reasons")


def write_by_county(frame: pl.DataFrame, lengths: Sequence[int], folder: Path) -> None:
    """Write rows that lie county after county, `lengths` rows each, as one file a county."""
    for end, length in zip(accumulate(lengths), lengths, strict=True):
        if length:
            part = frame.slice(end - length, length)
            write(part, folder / f"{part['village_code'][0][:6]}.parquet")
