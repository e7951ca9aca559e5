"""Every criterion for every household, always: met, not met or unknown, with the value and the threshold. Clauses H1, R1a, R1c."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_

import narwhals as nw

from tuopin.assessment.facts import Frame
from tuopin.standard.criterion import EachMember, Finding, Unit
from tuopin.standard.edition import Edition, Rule

ON_REGISTER = ("registered", "exiting", "returned")
OFF_REGISTER = ("removed", "not_registered")


def findings(edition: Edition, unit: Unit, year: int) -> dict[Rule, Finding | EachMember]:
    """Each rule of the edition for a kind of unit, with its numbers for that year put in."""
    return {rule: rule.finding(year) for rule in edition.rules(unit)}


def judged(facts: Frame, found: dict[Rule, Finding | EachMember], carry: Sequence[str] = ()) -> Frame:
    """The verdict table: who, `standard_met`, `may_leave`, and each criterion's finding (true, false, null = unknown).

    `NAME` is the finding, `NAME_value` what was compared (where it is a number), `NAME_threshold` only where the threshold
    differs between households; constant thresholds stand in the run's manifest. `poor_low` and `poor_high` are the household's
    persons who are certainly poor, and possibly poor, once those that may leave have left.
    """
    columns = [expression for rule, finding in found.items() for expression in _columns(rule, finding)]
    counted = nw.coalesce(nw.col("members_0"), nw.col("persons")).cast(nw.Int32).alias("members")
    told = facts.select("household_code", "village_code", "status", counted, *columns, *carry)
    told = told.with_columns(standard_met=all_met(found))
    leaving = (nw.col("standard_met") & nw.col("status").is_in(ON_REGISTER)).fill_null(value=False)
    return _poor(told.with_columns(may_leave=leaving))


def all_met(found: Iterable[Rule]) -> nw.Expr:
    """Kleene's conjunction of the rules' findings: what binds must be met, what is weighed must be known (ADR-0015)."""
    known = {rule: nw.when(~nw.col(rule.criterion.name).is_null()).then(nw.lit(value=True)) for rule in found if not rule.binding}
    return reduce(and_, (known.get(rule, nw.col(rule.criterion.name)) for rule in found))


def each_member(name: str) -> nw.Expr:
    """True when every counted member satisfies, false when one fails, else null: an unknown or uncounted member never passes."""
    complete = (nw.col(f"{name}_unknown") == 0) & (nw.col("persons") >= nw.col("members_0"))
    passes = nw.when(complete).then(nw.lit(value=True)).otherwise(nw.lit(None, nw.Boolean))
    return nw.when(nw.col(f"{name}_failing") > 0).then(nw.lit(value=False)).otherwise(passes)


def _columns(rule: Rule, finding: Finding | EachMember) -> list[nw.Expr]:
    name = rule.criterion.name
    if isinstance(finding, EachMember):
        return [each_member(name).alias(name), nw.col(f"{name}_failing").cast(nw.Int64).alias(f"{name}_value")]
    columns = [finding.met.alias(name)]
    if finding.value is not None:
        columns.append(finding.value.cast(nw.Int64).alias(f"{name}_value"))
    if isinstance(finding.threshold, nw.Expr):
        columns.append(finding.threshold.cast(nw.Int64).alias(f"{name}_threshold"))
    return columns


def _poor(told: Frame) -> Frame:
    exited, off = nw.col("status") == "exited", nw.col("status").is_in(OFF_REGISTER)
    certain = nw.when(off).then(nw.lit(value=False)).otherwise(nw.when(exited).then(~nw.col("standard_met")).otherwise(~nw.col("may_leave")))
    low, high = certain.fill_null(value=False).cast(nw.Int32), certain.fill_null(value=True).cast(nw.Int32)
    return told.with_columns(poor_low=low * nw.col("members"), poor_high=high * nw.col("members"))
