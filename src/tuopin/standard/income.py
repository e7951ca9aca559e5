"""A household's net income of a year, from its lines, by an edition's rules of what counts. Clause H1.

Net income = wages + business + property + transfers − what does not count − production cost, in fen. Every step is three-valued:
a line that is needed and not recorded makes the income unknown, which never passes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import narwhals as nw

from tuopin.standard.given import Given

MAIN_LINES = ("wage_income", "business_income", "property_income", "transfer_income")
BUSINESS_LINES = (
    "grain_income", "tobacco_income", "livestock_income", "fruit_income", "other_crop_income", "other_business_income",
)  # fmt: skip
TRANSFER_LINES = (
    "pension_income", "low_allowance_income", "special_support_income", "family_planning_income", "farm_subsidy_income",
    "ecological_income", "relief_income", "other_transfer_income",
)  # fmt: skip
CONDITIONS = {"allowance_class": ("A", "B", "C", "none")}


@dataclass(frozen=True)
class Exclusion:
    """A line of transfers that does not count: always, or only where each fact of `when` is one of the values named."""

    fact: str
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class IncomeRules:
    """What an edition counts as income.

    `cost_ratios` (whole percent by business line) stand in for a production cost that is not recorded. `accept_recorded` takes
    the recorded net income of a household none of whose four lines is recorded (ADR-0016).
    """

    excluded: tuple[Exclusion, ...] = ()
    cost_ratios: Mapping[str, int] = field(default_factory=dict)
    accept_recorded: bool = False
    cited: Mapping[str, Given] = field(default_factory=dict)  # each of these by its key in the file, with clause and source

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns of the household's year that the rules look at."""
        recorded = ("net_income", "net_income_per_head", "members") if self.accept_recorded else ()
        excluded = [fact for each in self.excluded for fact in (each.fact, *each.when)]
        return tuple(dict.fromkeys((*MAIN_LINES, "business_cost", *self.cost_ratios, *excluded, *recorded)))


def net_income(rules: IncomeRules) -> nw.Expr:
    """Net income of the household in fen, over the columns of household_year; null where a needed line is not recorded.

    | four main lines  | accept_recorded | net income                                                          |
    |------------------|-----------------|---------------------------------------------------------------------|
    | all recorded     | either          | from the lines; null if cost or an excluded line is not known       |
    | none recorded    | true            | recorded net income, else recorded per head × members, else null    |
    | none recorded    | false           | null                                                                |
    | some recorded    | either          | null                                                                |
    """
    computed = _sum(MAIN_LINES) - production_cost(rules)
    for exclusion in rules.excluded:
        computed = computed - excluded_amount(exclusion)
    if not rules.accept_recorded:
        return computed
    recorded = nw.coalesce(nw.col("net_income"), nw.col("net_income_per_head") * nw.col("members"))
    return nw.when(_none_recorded()).then(recorded).otherwise(computed)


def production_cost(rules: IncomeRules) -> nw.Expr:
    """The cost recorded; else 0 where there is no business income; else by the edition's ratios, rounded up to the fen.

    A ratio applies only where every line with a ratio is recorded; without ratios an unrecorded cost is unknown.
    """
    estimate = nw.lit(None, nw.Int64)
    if rules.cost_ratios:
        first, *others = (nw.col(line) * ratio for line, ratio in rules.cost_ratios.items())
        estimate = (sum(others, start=first) + 99) // 100
    unrecorded = nw.when(nw.col("business_income") == 0).then(nw.lit(0, nw.Int64)).otherwise(estimate)
    return nw.coalesce(nw.col("business_cost"), unrecorded)


def excluded_amount(exclusion: Exclusion) -> nw.Expr:
    """How much of a line does not count: null if the line, or whether it counts, is not known.

    | amount | condition | does not count |
    |--------|-----------|----------------|
    | null   | any       | null           |
    | 0      | any       | 0              |
    | > 0    | met       | amount         |
    | > 0    | not met   | 0              |
    | > 0    | unknown   | null           |
    """
    amount = nw.col(exclusion.fact)
    if not exclusion.when:
        return amount
    applies = nw.lit(value=True)
    for fact, values in exclusion.when.items():
        applies = applies & nw.col(fact).is_in(values)
    unknown = nw.lit(None, nw.Int64)
    counted = nw.when(applies).then(amount).when(~applies).then(nw.lit(0, nw.Int64)).otherwise(unknown)
    return nw.when(amount == 0).then(nw.lit(0, nw.Int64)).otherwise(counted + 0 * amount)


def _sum(lines: tuple[str, ...]) -> nw.Expr:
    first, *others = (nw.col(line) for line in lines)
    return sum(others, start=first)


def _none_recorded() -> nw.Expr:
    none = nw.lit(value=True)
    for line in MAIN_LINES:
        none = none & nw.col(line).is_null()
    return none
