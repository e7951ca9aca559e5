"""Joins that need no search: where tables list the same households in the same order, they are laid side by side.

A snapshot is sorted by village and household, so this is the usual case; anything else falls back to the ordinary left join and
group-by, with the same answer.
"""

from typing import Any

import narwhals as nw
import polars as pl

from tuopin.assessment.facts import KEY, Frame, counted_members, left_join, member_flags
from tuopin.standard.criterion import EachMember, Finding
from tuopin.standard.edition import Rule


def keys_of(frame: pl.LazyFrame) -> pl.Series:
    """The households a table lists, in its order."""
    return frame.select(KEY).collect()[KEY]


class LinedUp:
    """The left join for the tables of some counties, given the households in order."""

    def __init__(self, households: pl.Series) -> None:
        """Remember whom the left side lists."""
        self.households = households

    def __call__(self, left: Frame, right: Frame) -> Frame:
        """`right` beside `left` by household."""
        native: pl.LazyFrame = right.to_native()
        if not keys_of(native).equals(self.households):
            return left_join(left, right)
        return _lazy(pl.concat([left.to_native(), native.drop(KEY)], how="horizontal"))

    def counted(self, persons: pl.LazyFrame, findings: dict[Rule, Finding | EachMember]) -> Frame:
        """As `counted_members`: where each household's members lie together, sums are differences of running sums."""
        flags = member_flags(_lazy(persons), findings).to_native().collect()
        runs = flags[KEY].rle()
        if not runs.struct.field("value").equals(self.households):
            return counted_members(_lazy(persons), findings)
        ends = runs.struct.field("len").cum_sum() - 1
        sums = (pl.col(name).cum_sum().gather(ends) for name in flags.columns if name != KEY)
        summed = flags.select(sums).select(pl.all() - pl.all().shift(1, fill_value=0))
        return _lazy(summed.insert_column(0, self.households).lazy())


def _lazy(frame: pl.LazyFrame) -> nw.LazyFrame[Any]:
    return nw.from_native(frame)
