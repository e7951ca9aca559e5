"""Times, second part: who is monitored, for how long, and that a risk is cleared after six months and above the line."""

from datetime import date
from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import by_year, is_in
from tuopin.register.quality.rule import BLANK, CONTRADICTION, SUSPICIOUS, Grain, rule
from tuopin.register.quality.settings import Settings

PERSON, HOUSEHOLD, HOUSEHOLD_YEAR = Grain.PERSON, Grain.HOUSEHOLD, Grain.HOUSEHOLD_YEAR
MONITORING_BEGAN: Final = date(2019, 1, 1)
CLEARED_AFTER: Final = "6mo"  # at least six whole months
WATCHED_LONG: Final = "36mo"
WATCHED: Final = {"monitored_kind": "unstable_exit", "monitored_on": date(2021, 3, 1)}


def _watched() -> pl.Expr:
    return pl.col("monitored_kind").is_not_null() & (pl.col("monitored_kind") != "none")


@rule(
    "time-14", CONTRADICTION, HOUSEHOLD, "risk_cleared_on", "monitored_on",
    says=Words("风险消除距识别监测不满 6 个月", "the risk was cleared less than 6 months after the household was monitored"),
    wants=Words("至少满 6 个月（恰满 6 个月可以）", "six months or more (six is enough)"),
    fails=WATCHED | {"risk_cleared_on": date(2021, 8, 1)}, passes=WATCHED | {"risk_cleared_on": date(2021, 9, 1)},
)
def watched_six_months() -> pl.Expr:
    """A risk is cleared after six months of steadiness or more; month six counts."""
    soon = pl.col("risk_cleared_on") < pl.col("monitored_on").dt.offset_by(CLEARED_AFTER)
    return soon & (pl.col("risk_cleared_on") >= pl.col("monitored_on"))


@rule(
    "time-15", CONTRADICTION, HOUSEHOLD, "risk_cleared_on", "monitored_on",
    says=Words("风险消除早于识别监测", "the risk was cleared before the household was monitored"),
    wants=Words("先识别，后消除", "monitored first, cleared later"),
    fails=WATCHED | {"risk_cleared_on": date(2021, 2, 1)}, passes=WATCHED | {"risk_cleared_on": date(2022, 2, 1)},
)
def cleared_after_watched() -> pl.Expr:
    """A risk is found before it is cleared."""
    return pl.col("risk_cleared_on") < pl.col("monitored_on")


@rule(
    "time-16", BLANK, HOUSEHOLD, "risk_cleared_on", "risk_cleared",
    says=Words("风险已消除，消除时间却空白", "the risk is cleared, yet the month is blank"),
    wants=Words("消除监测时间", "the month it was cleared"),
    fails={"risk_cleared": True}, passes={"risk_cleared": True, "risk_cleared_on": date(2022, 3, 1)},
)
def clearing_has_month() -> pl.Expr:
    """A clearing has a month."""
    return pl.col("risk_cleared") & pl.col("risk_cleared_on").is_null()


@rule(
    "time-17", CONTRADICTION, HOUSEHOLD, "risk_cleared", "risk_cleared_on",
    says=Words("风险未消除，却填了消除时间", "the risk is not cleared, yet a month of clearing is given"),
    wants=Words("清空消除时间，或风险是否消除：是", "no month; or cleared: yes"),
    fails={"risk_cleared": False, "risk_cleared_on": date(2022, 3, 1)}, passes={"risk_cleared": True, "risk_cleared_on": date(2022, 3, 1)},
)
def month_means_cleared() -> pl.Expr:
    """A month of clearing stands with a clearing."""
    return ~pl.col("risk_cleared") & pl.col("risk_cleared_on").is_not_null()


@rule(
    "time-18", BLANK, HOUSEHOLD, "cleared_way", "risk_cleared",
    says=Words("风险已消除，消除方式却空白", "the risk is cleared, yet how is blank"),
    wants=Words("帮扶消除或自然消除", "by help or of itself"),
    fails={"risk_cleared": True}, passes={"risk_cleared": True, "cleared_way": "helped"},
)
def clearing_has_way() -> pl.Expr:
    """A clearing has a way."""
    return pl.col("risk_cleared") & pl.col("cleared_way").is_null()


@rule(
    "time-19", CONTRADICTION, HOUSEHOLD, "cleared_way", "risk_cleared",
    says=Words("风险未消除，却填了消除方式", "the risk is not cleared, yet a way of clearing is given"),
    wants=Words("清空消除方式", "no way"),
    fails={"risk_cleared": False, "cleared_way": "natural"}, passes={"risk_cleared": True, "cleared_way": "natural"},
)
def way_means_cleared() -> pl.Expr:
    """A way of clearing stands with a clearing."""
    return ~pl.col("risk_cleared") & pl.col("cleared_way").is_not_null()


@rule(
    "time-20", CONTRADICTION, HOUSEHOLD, "monitored_kind", "monitored_on",
    says=Words("填了识别监测时间，却不是监测对象", "a month of monitoring is given, yet the household is not monitored"),
    wants=Words("监测对象类别", "the kind of monitored household"),
    fails={"monitored_kind": "none", "monitored_on": date(2021, 3, 1)}, passes=WATCHED,
)
def watched_has_kind() -> pl.Expr:
    """Who is watched is of a kind."""
    return ~_watched() & pl.col("monitored_on").is_not_null()


@rule(
    "time-21", BLANK, HOUSEHOLD, "monitored_on", "monitored_kind",
    says=Words("监测对象，识别监测时间却空白", "a monitored household, yet the month is blank"),
    wants=Words("识别监测时间", "the month it was identified as at risk"),
    fails={"monitored_kind": "marginal"}, passes=WATCHED,
)
def watched_has_month() -> pl.Expr:
    """Monitoring has a month."""
    return _watched() & pl.col("monitored_on").is_null()


@rule(
    "time-22", SUSPICIOUS, HOUSEHOLD, "monitored_on",
    says=Words("识别监测时间早于 2019 年", "monitored before 2019"),
    wants=Words("监测制度 2020 年起（2019 年摸底）", "monitoring began in 2020 (first counts in 2019)"),
    fails=WATCHED | {"monitored_on": date(2018, 6, 1)}, passes=WATCHED,
)
def watched_since_monitoring() -> pl.Expr:
    """Monitoring did not exist before."""
    return pl.col("monitored_on") < MONITORING_BEGAN


@rule(
    "time-23", CONTRADICTION, HOUSEHOLD, "monitored_kind", "exited_year", "monitored_on",
    says=Words("脱贫不稳定户的识别监测时间早于脱贫年度", "an unstably exited household was monitored before it exited"),
    wants=Words("脱贫之后方为脱贫不稳定户", "monitored after the exit"),
    fails=WATCHED | {"exited_year": 2022}, passes=WATCHED | {"exited_year": 2019},
)
def unstable_after_exit() -> pl.Expr:
    """Only who has exited can be unstably exited."""
    return (pl.col("monitored_kind") == "unstable_exit") & (pl.col("monitored_on").dt.year() < pl.col("exited_year"))


@rule(
    "time-24", SUSPICIOUS, HOUSEHOLD_YEAR, "household.monitored_on", "household.risk_cleared",
    says=Words("监测超过 36 个月仍未消除风险", "monitored for more than 36 months and the risk not cleared"),
    wants=Words("核对帮扶是否有效", "check whether the help works"),
    fails=WATCHED | {"risk_cleared": False, "year": 2024}, passes=WATCHED | {"risk_cleared": False, "year": 2023},
)
def help_ends() -> pl.Expr:
    """Three years of help without result are to be looked at."""
    end = pl.date(pl.col("year"), 12, 31)
    return ~pl.col("risk_cleared") & _watched() & (pl.col("monitored_on").dt.offset_by(WATCHED_LONG) < end)


@rule(
    "time-25", CONTRADICTION, HOUSEHOLD_YEAR, "household.risk_cleared", "net_income_per_head",
    says=Words("风险已消除，人均纯收入却低于监测标准", "the risk is cleared, yet income a head is below the monitoring line"),
    wants=Words("收入达标后再消除", "cleared when the income is above the line"),
    fails={"year": 2023, "risk_cleared": True, "risk_cleared_on": date(2023, 6, 1), "net_income_per_head": 6_000_00},
    passes={"year": 2023, "risk_cleared": True, "risk_cleared_on": date(2023, 6, 1), "net_income_per_head": 9_000_00},
)
def cleared_above_line(given: Settings) -> pl.Expr:
    """A risk is not cleared below the line."""
    cleared = pl.col("risk_cleared") & (pl.col("risk_cleared_on").dt.year() <= pl.col("year"))
    return cleared & (pl.col("net_income_per_head") < by_year(given.monitoring_line))


@rule(
    "time-26", CONTRADICTION, HOUSEHOLD_YEAR, "household.risk_cleared", "dangerous_house", "safe_water",
    says=Words("风险已消除，却住危房或饮水不安全", "the risk is cleared, yet the house is dangerous or the water not safe"),
    wants=Words("“三保障”问题解决后再消除", "cleared when house and water are safe"),
    fails={"year": 2023, "risk_cleared": True, "risk_cleared_on": date(2023, 6, 1), "dangerous_house": True},
    passes={"year": 2022, "risk_cleared": True, "risk_cleared_on": date(2023, 6, 1), "dangerous_house": True},
)
def cleared_and_safe() -> pl.Expr:
    """A risk is not cleared in a dangerous house."""
    cleared = pl.col("risk_cleared") & (pl.col("risk_cleared_on").dt.year() <= pl.col("year"))
    return cleared & (pl.col("dangerous_house") | ~pl.col("safe_water"))


@rule(
    "time-27", CONTRADICTION, HOUSEHOLD, "monitored_kind", "status",
    says=Words("边缘易致贫户，却是建档立卡贫困户", "a marginal household, yet of the register of poor households"),
    wants=Words("边缘易致贫户为非建档立卡户", "marginal households are not of the register"),
    fails={"monitored_kind": "marginal", "status": "exited"}, passes={"monitored_kind": "marginal", "status": "not_registered"},
)
def marginal_is_outside() -> pl.Expr:
    """Marginal households have never been registered as poor."""
    return (pl.col("monitored_kind") == "marginal") & is_in("status", ("registered", "exiting", "exited", "returned"))


@rule(
    "time-28", CONTRADICTION, HOUSEHOLD, "monitored_kind", "status",
    says=Words("脱贫不稳定户，却未脱贫", "an unstably exited household that has not exited"),
    wants=Words("脱贫户方可为脱贫不稳定户", "an exited household"),
    fails={"monitored_kind": "unstable_exit", "status": "not_registered"}, passes={"monitored_kind": "unstable_exit", "status": "exited"},
)
def unstable_has_exited() -> pl.Expr:
    """Unstably exited households have exited."""
    return (pl.col("monitored_kind") == "unstable_exit") & is_in("status", ("registered", "not_registered"))


@rule(
    "time-29", CONTRADICTION, HOUSEHOLD, "risks", "monitored_kind",
    says=Words("填了返贫致贫风险，却不是监测对象", "risks are named, yet the household is not monitored"),
    wants=Words("监测对象类别", "the kind of monitored household"),
    fails={"risks": "illness", "monitored_kind": "none"}, passes={"risks": "illness", "monitored_kind": "marginal"},
)
def risks_are_watched() -> pl.Expr:
    """Risks are named for who is watched."""
    return pl.col("risks").is_not_null() & (pl.col("monitored_kind") == "none")
