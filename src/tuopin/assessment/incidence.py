"""Incidence as whole counts, from the households up: a village's parts add up to its county's. Clauses V1, C2, R2d.

`poor_low` counts persons who remain poor for certain once those that may leave have left: on the register and not leaving, or
struck from it although the standard is not met. `poor_high` adds those struck from it whose verdict is unknown. A household whose
members are not counted leaves the place's counts unknown.
"""

import polars as pl

from tuopin.assessment.households import ON_REGISTER

SUMS = ("households", "persons", "registered_households", "registered_persons", "leaving_households", "leaving_persons",
        "wrongly_exited_households", "wrongly_exited_persons", "unknown_households", "poor_low", "poor_high", "uncounted")  # fmt: skip


def by_village(verdicts: pl.LazyFrame) -> pl.LazyFrame:
    """Counts of each village from a verdict table."""
    members, registered = pl.col("members"), pl.col("status").is_in(ON_REGISTER)
    wrong = (pl.col("status") == "exited") & ~pl.col("standard_met")
    return verdicts.group_by("village_code", maintain_order=True).agg(
        households=pl.len().cast(pl.Int64),
        persons=members.sum().cast(pl.Int64),
        registered_households=registered.sum().cast(pl.Int64),
        registered_persons=members.filter(registered).sum().cast(pl.Int64),
        leaving_households=pl.col("may_leave").sum().cast(pl.Int64),
        leaving_persons=members.filter("may_leave").sum().cast(pl.Int64),
        wrongly_exited_households=wrong.sum().cast(pl.Int64),
        wrongly_exited_persons=members.filter(wrong).sum().cast(pl.Int64),
        unknown_households=pl.col("standard_met").is_null().sum().cast(pl.Int64),
        poor_low=pl.col("poor_low").sum().cast(pl.Int64),
        poor_high=pl.col("poor_high").sum().cast(pl.Int64),
        uncounted=members.is_null().sum().cast(pl.Int64),
    )


def rolled_up(parts: pl.DataFrame, digits: int, code: str) -> pl.DataFrame:
    """The counts of the places above: totals equal the sum of the parts. `digits` is the length of their codes."""
    below = parts.columns[0]
    return (
        parts.with_columns(pl.col(below).str.slice(0, digits).alias(code))
        .group_by(code, maintain_order=True)
        .agg(pl.col(name).sum() for name in SUMS)
    )


def with_bounds(counts: pl.DataFrame) -> pl.DataFrame:
    """The upper count is unknown where a household's members are not counted."""
    return counts.with_columns(poor_high=pl.when(pl.col("uncounted") == 0).then("poor_high"))
