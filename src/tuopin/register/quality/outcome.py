"""A check carried out: county by county into a summary and, if wanted, one Parquet file of problems."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from tuopin.register.problem import problems
from tuopin.register.quality import exemptions
from tuopin.register.quality.exemptions import Standing
from tuopin.register.quality.rule import Rule
from tuopin.register.quality.run import check
from tuopin.register.quality.settings import Settings
from tuopin.register.quality.summary import COUNTY, VILLAGE, Summary
from tuopin.register.snapshot import Snapshot

PROBLEMS, EXEMPTED = "problems.parquet", "exempted.parquet"


def carry_out(
    snapshot: Snapshot,
    *,
    given: Settings,
    rules: Sequence[Rule],
    place: str = "",
    granted: Sequence[Standing] = (),
    out: Path | None = None,
    advance: Callable[[int], None] = lambda _persons: None,
) -> Summary:
    """Check a place, count, and write `problems.parquet` and `exempted.parquet` into `out`; memory holds one county."""
    one = len([county for county in snapshot.counties if county.startswith(place[:6])]) == 1
    summary = Summary(depth=VILLAGE if one else COUNTY)
    writers = [_Parts(out / name) for name in (PROBLEMS, EXEMPTED)] if out else []
    for part in check(snapshot, given=given, rules=rules, place=place):
        both = exemptions.split(part.problems, granted)
        summary.add(*both)
        summary.households += part.households
        summary.persons += part.persons
        for writer, frame in zip(writers, both, strict=False):
            writer.add(part.county, frame)
        advance(part.persons)
    for writer in writers:
        writer.finish()
    return summary


class _Parts:
    """One Parquet file written in parts, so that it is never whole in memory."""

    def __init__(self, path: Path) -> None:
        """Begin with an empty folder beside the file."""
        self.path, self.folder = path, path.with_suffix(".parts")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def add(self, county: str, frame: pl.DataFrame) -> None:
        """Write a county's part."""
        if len(frame):
            frame.write_parquet(self.folder / f"{county}.parquet", compression="zstd", compression_level=1)

    def finish(self) -> None:
        """Put the parts together, in the counties' order, and remove them."""
        parts = sorted(self.folder.glob("*.parquet"))
        if parts:
            pl.scan_parquet(parts).sink_parquet(self.path, compression="zstd", compression_level=1, maintain_order=True)
        else:
            problems().write_parquet(self.path)
        shutil.rmtree(self.folder)
