"""Identity numbers that stand in more than one county: found by hashes alone, a slice of them at a time."""

from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from tuopin.register.quality.frames import id18
from tuopin.register.snapshot import Snapshot

AT_A_TIME: Final = 20_000_000  # hashes in memory, eight bytes each


def shared_between_counties(snapshot: Snapshot, counties: Sequence[str]) -> pl.Series | None:
    """Hashes of the identity numbers registered in two or more counties; None when there is one county only."""
    if len(counties) < 2:
        return None
    people = sum(int(snapshot.manifest["counties"][county]["persons"]) for county in counties)
    slices = people // AT_A_TIME + 1
    found = [_shared(_hashes(snapshot, counties, part=part, slices=slices)) for part in range(slices)]
    return pl.concat(found).alias("hash")


def _shared(by_county: Iterator[pl.Series]) -> pl.Series:
    hashes = pl.concat(list(by_county), rechunk=True).sort()
    again = hashes == hashes.shift(1)
    return hashes.filter(again.fill_null(value=False)).unique(maintain_order=True)


def _hashes(snapshot: Snapshot, counties: Sequence[str], *, part: int, slices: int) -> Iterator[pl.Series]:
    for county in counties:
        numbers = snapshot.scan("person", county).select(number=id18()).drop_nulls().select(hash=pl.col("number").hash())
        if slices > 1:
            numbers = numbers.filter(pl.col("hash") % slices == part)
        yield numbers.unique().collect()["hash"]
