"""The long form: one row for each household and criterion, with what was compared and the room left. Derived from verdicts."""

from enum import StrEnum

import polars as pl

from tuopin.assessment.households import findings
from tuopin.standard.criterion import EachMember, Finding, Stricter, Unit
from tuopin.standard.edition import Edition, Rule


class Which(StrEnum):
    """Whose reasons are written out: of what is not met or unknown, of everything, of nothing (derive them when asked)."""

    UNMET = "unmet"
    ALL = "all"
    NONE = "none"


def reasons(verdicts: pl.LazyFrame, which: Which, *, edition: Edition, year: int) -> pl.LazyFrame:
    """household_code, village_code, criterion, clause, verdict (met / not_met / unknown), value, threshold, margin (whole numbers).

    A margin is positive when there is room, zero or below when not. Rows keep the households' order, then the edition's.
    """
    parts = [_one(verdicts, rule, finding=finding, order=order) for order, (rule, finding) in enumerate(findings(edition, Unit.HOUSEHOLD, year).items())]
    told = pl.concat(parts)
    if which is Which.UNMET:
        told = told.filter(pl.col("verdict") != "met")
    return told.sort("_row", "_order").drop("_row", "_order")


def threshold_of(finding: Finding | EachMember) -> int | None:
    """The constant threshold of a finding; None where there is none or it differs between units."""
    if isinstance(finding, EachMember):
        return 0
    return finding.threshold if isinstance(finding.threshold, int) else None


def lower_is_better(finding: Finding | EachMember) -> bool:
    """Whether a smaller value leaves more room (persons who fail; incidence)."""
    return isinstance(finding, EachMember) or finding.better is Stricter.LOWER


def _one(verdicts: pl.LazyFrame, rule: Rule, *, finding: Finding | EachMember, order: int) -> pl.LazyFrame:
    name, have = rule.criterion.name, verdicts.collect_schema().names()
    value = pl.col(f"{name}_value") if f"{name}_value" in have else pl.lit(None, pl.Int64)
    threshold = pl.col(f"{name}_threshold") if f"{name}_threshold" in have else pl.lit(threshold_of(finding), pl.Int64)
    margin = threshold - value if lower_is_better(finding) else value - threshold
    verdict = pl.when(pl.col(name)).then(pl.lit("met")).when(pl.col(name).is_null()).then(pl.lit("unknown")).otherwise(pl.lit("not_met"))
    return verdicts.with_row_index("_row").select(
        "_row",
        pl.lit(order).alias("_order"),
        "household_code",
        "village_code",
        criterion=pl.lit(name),
        clause=pl.lit(rule.clause),
        verdict=verdict,
        value=value,
        threshold=threshold,
        margin=margin,
    )
