"""A check carried out: county by county into a summary and, if wanted, one Parquet file of problems."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
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
    """Check a place, count, and write `problems.parquet` and `exempted.parquet` into `out`; memory holds one county.

    BadInput if no county of the snapshot lies in the place. Interrupted, it leaves neither file.
    """
    counties = [county for county in snapshot.counties if county.startswith(place[:6])]
    if not counties:
        raise BadInput(place, Words("快照中没有这个地区", "no such place in the snapshot"))
    summary = Summary(depth=VILLAGE if len(counties) == 1 else COUNTY)
    with ExitStack() as stack:
        writers = [stack.enter_context(_Parts(out / name)) for name in (PROBLEMS, EXEMPTED)] if out else []
        for part in check(snapshot, given=given, rules=rules, place=place):
            both = exemptions.split(part.problems, granted)
            summary.add(*both)
            summary.silenced |= exemptions.covered(both[1])
            summary.households += part.households
            summary.persons += part.persons
            for writer, frame in zip(writers, both, strict=False):
                writer.add(part.county, frame)
            advance(part.persons)
    summary.names = _names(snapshot, place[:6])
    return summary


def _names(snapshot: Snapshot, area: str) -> dict[str, str]:
    """Names of counties and villages in the area, by code."""
    inside = pl.col("code").str.starts_with(area) & pl.col("code").str.len_chars().is_in([COUNTY, VILLAGE])
    known = snapshot.scan("place").filter(inside).select("code", "name").drop_nulls().collect()
    return dict(known.iter_rows())


class _Parts:
    """One Parquet file written in parts, so that it is never whole in memory."""

    def __init__(self, path: Path) -> None:
        """`path` is the file to be."""
        self.path, self.folder = path, path.with_suffix(".parts")

    def __enter__(self) -> Self:
        """Begin with an empty folder beside the file."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Put the parts together in the counties' order, or leave nothing."""
        if kind is None:
            self._join()
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, county: str, frame: pl.DataFrame) -> None:
        """Write a county's part."""
        if len(frame):
            frame.write_parquet(self.folder / f"{county}.parquet", compression="zstd", compression_level=1)

    def _join(self) -> None:
        parts = sorted(self.folder.glob("*.parquet"))
        if parts:
            pl.scan_parquet(parts).sink_parquet(self.path, compression="zstd", compression_level=1, maintain_order=True)
        else:
            problems().write_parquet(self.path)
