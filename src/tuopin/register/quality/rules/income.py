"""Income: above the line for who has left; lines, cost, net and per head are one sum; nothing is invented overnight."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import by_year, computed_net, left, lines_sum
from tuopin.register.quality.rule import CONTRADICTION, Grain, rule
from tuopin.register.quality.settings import Settings

HOUSEHOLD_YEAR = Grain.HOUSEHOLD_YEAR
YUAN: Final = 100  # fen; sums may differ by a yuan of rounding
NO_LINES: Final = {"wage_income": 0, "business_income": 0, "property_income": 0, "transfer_income": 0, "business_cost": 0}
EARNED: Final = NO_LINES | {"wage_income": 12_000_00}
HEADS: Final = {"members": 4}
BUSINESS: Final = ("grain_income", "tobacco_income", "livestock_income", "fruit_income", "other_crop_income", "other_business_income")
TRANSFERS: Final = (
    "pension_income", "low_allowance_income", "special_support_income", "family_planning_income", "farm_subsidy_income",
    "ecological_income", "relief_income", "other_transfer_income",
)


def _parts(names: tuple[str, ...]) -> pl.Expr:
    return pl.sum_horizontal([pl.col(name) for name in names])


@rule(
    "inc-04", CONTRADICTION, HOUSEHOLD_YEAR, "net_income_per_head", "household.status",
    says=Words("已（预）脱贫户填报的人均纯收入不高于当年国家扶贫标准", "an exited (exiting) household's recorded income a head is not above the year's line"),
    wants=Words("高于标准；否则不得退出", "above the line; otherwise it cannot exit"),
    fails={"status": "exited", "net_income_per_head": 2952_00}, passes={"status": "exited", "net_income_per_head": 2952_01},
)
def left_above_line(given: Settings) -> pl.Expr:
    """Mashan: 608 households at or below the line were declared exited in 2014 because nobody compared two numbers."""
    return left() & (pl.col("net_income_per_head") <= by_year(given.line))


@rule(
    "inc-05", CONTRADICTION, HOUSEHOLD_YEAR, "net_income_per_head", "wage_income", "household.status",
    says=Words(
        "已（预）脱贫户按收入各项计算的人均纯收入不高于当年国家扶贫标准",
        "by its lines, an exited (exiting) household's income a head is not above the year's line",
    ),
    wants=Words("高于标准；否则不得退出", "above the line; otherwise it cannot exit"),
    fails=HEADS | EARNED | {"status": "exited", "wage_income": 4 * 2952_00},
    passes=HEADS | EARNED | {"status": "exited", "wage_income": 4 * 2952_00 + 1},
)
def left_above_line_computed(given: Settings) -> pl.Expr:
    """The sum of the lines less the cost, by head, is above the line."""
    return left() & (computed_net() <= by_year(given.line) * pl.col("members"))


@rule(
    "inc-06", CONTRADICTION, HOUSEHOLD_YEAR, "net_income", "wage_income", "business_cost",
    says=Words("纯收入不等于四项收入之和减去生产经营支出", "net income is not the four lines less the production cost"),
    wants=Words("工资＋经营＋财产＋转移－生产经营支出", "wages + business + property + transfers - production cost"),
    fails=EARNED | {"net_income": 13_000_00}, passes=EARNED | {"net_income": 12_000_00},
)
def net_is_the_sum() -> pl.Expr:
    """Net income is the sum of its lines less the cost."""
    return (pl.col("net_income") - computed_net()).abs() > YUAN


@rule(
    "inc-07", CONTRADICTION, HOUSEHOLD_YEAR, "net_income_per_head", "net_income", "members",
    says=Words("人均纯收入乘人数不等于纯收入", "income a head times members is not the net income"),
    wants=Words("纯收入÷家庭人口数", "net income divided by members"),
    fails=HEADS | {"net_income": 12_000_00, "net_income_per_head": 4_000_00}, passes=HEADS | {"net_income": 12_000_00, "net_income_per_head": 3_000_00},
)
def per_head_is_the_share() -> pl.Expr:
    """Income a head is net income by members (rounded to a yuan a head)."""
    return (pl.col("net_income_per_head") * pl.col("members") - pl.col("net_income")).abs() > YUAN * pl.col("members")


@rule(
    "inc-08", CONTRADICTION, HOUSEHOLD_YEAR, "net_income_per_head", "wage_income", "members",
    says=Words("人均纯收入与收入各项算出的不符", "income a head is not what its lines give"),
    wants=Words("（各项之和－支出）÷人数", "(sum of lines - cost) / members"),
    fails=HEADS | EARNED | {"net_income_per_head": 5_000_00}, passes=HEADS | EARNED | {"net_income_per_head": 3_000_00},
)
def per_head_from_lines() -> pl.Expr:
    """Where net income itself is not recorded, income a head still follows from the lines."""
    gap = (pl.col("net_income_per_head") * pl.col("members") - computed_net()).abs()
    return pl.col("net_income").is_null() & (gap > YUAN * pl.col("members"))


@rule(
    "inc-09", CONTRADICTION, HOUSEHOLD_YEAR, "business_income", "grain_income",
    says=Words("经营性收入小于其中各项之和", "business income is less than its parts together"),
    wants=Words("不小于粮食、烤烟、畜牧、林果等各项之和", "not less than grain, tobacco, livestock, fruit and the rest together"),
    fails={"business_income": 1_000_00, "grain_income": 800_00, "fruit_income": 300_00},
    passes={"business_income": 1_100_00, "grain_income": 800_00, "fruit_income": 300_00},
)
def business_holds_parts() -> pl.Expr:
    """Parts are not more than the whole."""
    return _parts(BUSINESS) - pl.col("business_income") > YUAN


@rule(
    "inc-10", CONTRADICTION, HOUSEHOLD_YEAR, "transfer_income", "pension_income",
    says=Words("转移性收入小于其中各项之和", "transfers are less than their parts together"),
    wants=Words("不小于养老、低保、补贴等各项之和", "not less than pensions, allowances, subsidies and the rest together"),
    fails={"transfer_income": 1_000_00, "pension_income": 1_200_00}, passes={"transfer_income": 1_200_00, "pension_income": 1_200_00},
)
def transfers_hold_parts() -> pl.Expr:
    """Parts are not more than the whole."""
    return _parts(TRANSFERS) - pl.col("transfer_income") > YUAN


@rule(
    "inc-11", CONTRADICTION, HOUSEHOLD_YEAR, "net_income_per_head", "wage_income",
    says=Words("收入各项全为 0，人均纯收入却大于 0", "every line is 0, yet there is income a head"),
    wants=Words("填各项收入", "the lines of income"),
    fails=NO_LINES | {"net_income_per_head": 3_000_00}, passes=NO_LINES | {"net_income_per_head": 0},
)
def income_has_a_source() -> pl.Expr:
    """Income comes from somewhere."""
    return (lines_sum() == 0) & (pl.col("net_income_per_head") > 0)
