"""Income: above the line for who has left; lines, cost, net and per head are one sum; nothing is invented overnight."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import by_year, computed_net, left, lines_sum
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule
from tuopin.register.quality.settings import Settings

HOUSEHOLD_YEAR = Grain.HOUSEHOLD_YEAR
YUAN: Final = 100  # fen; sums may differ by a yuan of rounding
MUCH_PER_HEAD, TOO_MUCH_PER_HEAD = 20_000_00, 100_000_00
NEAR: Final = 101  # percent of the line
JUMP, JUMP_LEAST = 3, 5_000_00  # times last year's, and at least so many fen more
BUSINESS_JUMP: Final = 5
COPIES: Final = 5  # households of a village with the very same net income
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
    says=Words("已（预）脱贫户按收入各项计算的人均纯收入不高于当年国家扶贫标准", "by its lines, an exited (exiting) household's income a head is not above the year's line"),
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
