"""Income, fourth part: what is possible but odd - leaps, copies, round numbers, incomes just above the line."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import by_year, left
from tuopin.register.quality.rule import SUSPICIOUS, Grain, rule
from tuopin.register.quality.settings import Settings

HOUSEHOLD_YEAR = Grain.HOUSEHOLD_YEAR
MUCH_PER_HEAD, TOO_MUCH_PER_HEAD = 20_000_00, 100_000_00
NEAR: Final = 101  # percent of the line
JUMP, JUMP_LEAST = 3, 5_000_00  # times last year's, and at least so many fen more
BUSINESS_JUMP: Final = 5
COPIES: Final = 5  # households of a village with the very same net income


@rule(
    "inc-12", SUSPICIOUS, HOUSEHOLD_YEAR, "business_cost", "business_income",
    says=Words("生产经营支出大于经营性收入", "production cost is more than business income"),
    wants=Words("核对支出（亏损请说明）", "check the cost (say so of a loss)"),
    fails={"business_income": 2_000_00, "business_cost": 2_500_00}, passes={"business_income": 2_000_00, "business_cost": 800_00},
)
def cost_below_income() -> pl.Expr:
    """A business rarely costs more than it brings."""
    return pl.col("business_cost") > pl.col("business_income")


@rule(
    "inc-13", SUSPICIOUS, HOUSEHOLD_YEAR, "business_cost", "business_income",
    says=Words("经营性收入超过 5,000 元，生产经营支出却为 0", "business income above 5,000 yuan at no cost"),
    wants=Words("填实际支出（种养业一般为收入的 15%–45%）", "the real cost (15 % to 45 % of farm income as a rule)"),
    fails={"business_income": 8_000_00, "business_cost": 0}, passes={"business_income": 8_000_00, "business_cost": 3_200_00},
)
def business_costs() -> pl.Expr:
    """Nothing grows without cost."""
    return (pl.col("business_income") > 5_000_00) & (pl.col("business_cost") == 0)


@rule(
    "inc-14", SUSPICIOUS, HOUSEHOLD_YEAR, "net_income_per_head", "household.status",
    says=Words("未脱贫户人均纯收入超过 20,000 元", "a registered household with more than 20,000 yuan a head"),
    wants=Words("核对收入，或核对识别是否准确", "check the income, or whether the household was rightly identified"),
    fails={"status": "registered", "net_income_per_head": 20_001_00}, passes={"status": "registered", "net_income_per_head": 2_000_00},
)
def poor_is_poor() -> pl.Expr:
    """Who is registered as poor does not have 20,000 a head."""
    return pl.col("status").is_in(["registered", "returned"]) & (pl.col("net_income_per_head") > MUCH_PER_HEAD)


@rule(
    "inc-15", SUSPICIOUS, HOUSEHOLD_YEAR, "net_income_per_head",
    says=Words("人均纯收入超过 100,000 元", "more than 100,000 yuan a head"),
    wants=Words("核对单位与小数点", "check unit and decimal point"),
    fails={"net_income_per_head": 123_456_00}, passes={"net_income_per_head": 12_345_00},
)
def per_head_in_yuan() -> pl.Expr:
    """Six digits a head is a slip of unit."""
    return pl.col("net_income_per_head") > TOO_MUCH_PER_HEAD


@rule(
    "inc-16", SUSPICIOUS, HOUSEHOLD_YEAR, "net_income_per_head",
    says=Words("人均纯收入为负", "income a head is below nothing"),
    wants=Words("核对收入与支出（因灾因病亏损请说明）", "check income and cost (say so of losses)"),
    fails={"net_income_per_head": -1}, passes={"net_income_per_head": 0},
)
def per_head_not_negative() -> pl.Expr:
    """Income a head is rarely negative."""
    return pl.col("net_income_per_head") < 0


@rule(
    "inc-17", SUSPICIOUS, HOUSEHOLD_YEAR, "net_income_per_head", "household.status",
    says=Words("已（预）脱贫户人均纯收入仅比标准高不到 1%", "an exited (exiting) household is above the line by less than 1 %"),
    wants=Words("复核每项收入凭据", "the proof of every line"),
    fails={"status": "exited", "net_income_per_head": 2_960_00}, passes={"status": "exited", "net_income_per_head": 3_500_00},
)
def not_just_above(given: Settings) -> pl.Expr:
    """Incomes heaped just above the line are the mark of computed exits."""
    line, income = by_year(given.line), pl.col("net_income_per_head")
    return left() & (income > line) & (income * 100 < line * NEAR)


@rule(
    "inc-18", SUSPICIOUS, HOUSEHOLD_YEAR, "net_income_per_head",
    says=Words("人均纯收入比上年增加两倍以上且多出 5,000 元以上", "income a head is more than three times last year's and more than 5,000 yuan higher"),
    wants=Words("说明增收来源", "where it comes from"),
    fails={"net_income_per_head": 9_000_00, "before": {"net_income_per_head": 2_500_00}},
    passes={"net_income_per_head": 4_000_00, "before": {"net_income_per_head": 2_500_00}},
)
def no_leap() -> pl.Expr:
    """Income rarely triples within a year."""
    now, before = pl.col("net_income_per_head"), pl.col("before.net_income_per_head")
    return (now > before * JUMP) & (now - before > JUMP_LEAST)


@rule(
    "inc-19", SUSPICIOUS, HOUSEHOLD_YEAR, "business_income",
    says=Words("经营性收入达上年五倍以上且多出 5,000 元以上", "business income is five times last year's and more than 5,000 yuan higher"),
    wants=Words("实地核对种养规模（彭水：1 亩辣椒写成 5 亩）", "look at field and sty (Pengshui: 1 mu of chilli became 5)"),
    fails={"business_income": 15_000_00, "before": {"business_income": 3_000_00}},
    passes={"business_income": 6_000_00, "before": {"business_income": 3_000_00}},
)
def business_grows_slowly() -> pl.Expr:
    """A farm rarely yields five times last year's."""
    now, before = pl.col("business_income"), pl.col("before.business_income")
    return (before > 0) & (now >= before * BUSINESS_JUMP) & (now - before > JUMP_LEAST)


@rule(
    "inc-20", SUSPICIOUS, HOUSEHOLD_YEAR, "net_income_per_head", "household.status",
    says=Words("已脱贫户人均纯收入比上年下降一半以上", "an exited household's income a head fell by more than half"),
    wants=Words("核实原因，评估返贫风险", "the reason, and the risk of returning"),
    fails={"status": "exited", "net_income_per_head": 3_000_00, "before": {"net_income_per_head": 7_000_00}},
    passes={"status": "exited", "net_income_per_head": 6_500_00, "before": {"net_income_per_head": 7_000_00}},
)
def no_fall() -> pl.Expr:
    """Income that halves is a risk of returning."""
    return left() & (pl.col("net_income_per_head") * 2 < pl.col("before.net_income_per_head"))


@rule(
    "inc-21", SUSPICIOUS, HOUSEHOLD_YEAR, "net_income_per_head",
    says=Words("人均纯收入与上年一分不差", "income a head is last year's to the fen"),
    wants=Words("核对是否照抄上年", "check whether last year's was copied"),
    fails={"net_income_per_head": 3_456_78, "before": {"net_income_per_head": 3_456_78}},
    passes={"net_income_per_head": 3_456_79, "before": {"net_income_per_head": 3_456_78}},
)
def not_copied_from_last_year() -> pl.Expr:
    """Income is never the same twice."""
    return (pl.col("net_income_per_head") > 0) & (pl.col("net_income_per_head") == pl.col("before.net_income_per_head"))


@rule(
    "inc-22", SUSPICIOUS, HOUSEHOLD_YEAR, "net_income_per_head",
    says=Words("同村 5 户以上人均纯收入一分不差", "five households of the village have the very same income a head"),
    wants=Words("核对是否批量填数", "check whether one number was filled in for many"),
    fails={"net_income_per_head": 3_456_78, "neighbours": [{"net_income_per_head": 3_456_78}] * 4},
    passes={"net_income_per_head": 3_456_78, "neighbours": [{"net_income_per_head": 3_456_78}] * 3},
)
def not_copied_from_neighbours() -> pl.Expr:
    """Households do not all earn the same."""
    same = pl.len().over("village_code", "net_income_per_head") >= COPIES
    return (pl.col("net_income_per_head") > 0) & same


@rule(
    "inc-23", SUSPICIOUS, HOUSEHOLD_YEAR, "net_income_per_head",
    says=Words("人均纯收入为整千元", "income a head is a whole number of thousands"),
    wants=Words("按各项收入计算，不估填", "computed from the lines, not guessed"),
    fails={"net_income_per_head": 4_000_00}, passes={"net_income_per_head": 4_012_00},
)
def not_rounded() -> pl.Expr:
    """Computed income is hardly ever a round number."""
    return (pl.col("net_income_per_head") > 0) & (pl.col("net_income_per_head") % 1_000_00 == 0)


@rule(
    "inc-24", SUSPICIOUS, HOUSEHOLD_YEAR, "net_income_per_head", "household.monitored_kind",
    says=Words("人均纯收入低于监测标准，却不是监测对象", "income a head is below the monitoring line, yet the household is not monitored"),
    wants=Words("核实后纳入监测，或说明原因", "monitor it, or the reason why not"),
    fails={"year": 2023, "status": "exited", "net_income_per_head": 7_299_00, "monitored_kind": "none"},
    passes={"year": 2023, "status": "exited", "net_income_per_head": 7_300_00, "monitored_kind": "none"},
)
def watched_below_line(given: Settings) -> pl.Expr:
    """Who falls below the monitoring line is watched."""
    watched = pl.col("monitored_kind").is_not_null() & (pl.col("monitored_kind") != "none")
    return (pl.col("net_income_per_head") < by_year(given.monitoring_line)) & ~watched
