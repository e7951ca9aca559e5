"""A list as people ask for it: a title, declared fields, rows in frames that come one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from tuopin.assessment.result import Result
from tuopin.common.places import places
from tuopin.common.progress import Advance
from tuopin.common.words import Words
from tuopin.register.schema import Choice, Field, Option
from tuopin.register.snapshot import Snapshot


@dataclass(frozen=True)
class Listing:
    """What is listed; `frames` can be gone through once."""

    name: str
    title: Words
    fields: tuple[Field, ...]
    frames: Iterator[pl.DataFrame]

    def watched(self, advance: Advance) -> "Listing":
        """The same list, each frame told to `advance` when it is done."""

        def each() -> Iterator[pl.DataFrame]:
            for frame in self.frames:
                yield frame
                advance()

        return replace(self, frames=each())


def criteria_choice(result: Result, unit: str) -> Choice:
    """The criteria of a result for one kind of unit, as a closed list."""
    told = result.manifest["definitions"].get(unit, [])
    return Choice("criterion", tuple(Option(each["criterion"], (each["title"]["zh"],), each["title"]["en"]) for each in told))


def names_of(snapshot: Snapshot | None, area: str) -> dict[str, str]:
    """Names of the places within an area: as the snapshot has them, else as the division of 2016 has them."""
    if snapshot:
        rows = snapshot.scan("place").filter(pl.col("code").str.starts_with(area)).select("code", "name").collect().rows()
        return dict(rows)
    return {code: place.name for code, place in places().items() if code.startswith(area)}
