"""Times: identified, joined, exited, monitored, cleared - in that order, and none of it in the future."""

from datetime import date
from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import by_year, is_in
from tuopin.register.quality.rule import BLANK, CONTRADICTION, SUSPICIOUS, Grain, rule
from tuopin.register.quality.settings import Settings

PERSON, HOUSEHOLD, HOUSEHOLD_YEAR = Grain.PERSON, Grain.HOUSEHOLD, Grain.HOUSEHOLD_YEAR
REGISTER_BEGAN: Final = 2013  # the register of poor households was set up from the end of 2013 on
FIRST_EXITS: Final = 2014
MONITORING_BEGAN: Final = date(2019, 1, 1)
CLEARED_AFTER: Final = "6mo"  # at least six whole months
WATCHED_LONG: Final = "36mo"
MARCH: Final = date(2014, 3, 1)
WATCHED: Final = {"monitored_kind": "unstable_exit", "monitored_on": date(2021, 3, 1)}


def _watched() -> pl.Expr:
    return pl.col("monitored_kind").is_not_null() & (pl.col("monitored_kind") != "none")


@rule(
    "time-01", CONTRADICTION, HOUSEHOLD, "exited_year", "identified_on",
    says=Words("脱贫年度早于识别年度", "the year of exit is before the year of identification"),
    wants=Words("先识别，后脱贫", "identified first, exited later"),
    fails={"identified_on": date(2016, 1, 1), "exited_year": 2015}, passes={"identified_on": date(2014, 1, 1), "exited_year": 2015},
)
def exit_after_identification() -> pl.Expr:
    """A household is identified before it exits."""
    return pl.col("exited_year") < pl.col("identified_on").dt.year()


@rule(
    "time-02", SUSPICIOUS, HOUSEHOLD, "exited_year", "identified_on",
    says=Words("当年识别当年脱贫", "identified and exited in the same year"),
    wants=Words("有的省份规定当年识别的不得当年退出；核对", "some provinces forbid it; check"),
    fails={"identified_on": date(2015, 1, 1), "exited_year": 2015}, passes={"identified_on": date(2014, 12, 1), "exited_year": 2015},
)
def exit_not_at_once() -> pl.Expr:
    """A household rarely leaves poverty in the year it is found poor (2013 and 2014 were one campaign)."""
    return pl.col("exited_year") == pl.col("identified_on").dt.year()


@rule(
    "time-03", BLANK, HOUSEHOLD, "exited_year", "status",
    says=Words("已脱贫，脱贫年度却空白", "exited, yet the year of exit is blank"),
    wants=Words("脱贫年度", "the year of exit"),
    fails={"status": "exited"}, passes={"status": "exited", "exited_year": 2015},
)
def exit_has_year() -> pl.Expr:
    """An exit has a year."""
    return (pl.col("status") == "exited") & pl.col("exited_year").is_null()


@rule(
    "time-04", CONTRADICTION, HOUSEHOLD, "status", "exited_year",
    says=Words("未脱贫，却填了脱贫年度", "not exited, yet a year of exit is given"),
    wants=Words("清空脱贫年度；返贫户属性为“返贫”", "no year; a household that returned has the status 返贫"),
    fails={"status": "registered", "exited_year": 2015}, passes={"status": "returned", "exited_year": 2015},
)
def year_means_exit() -> pl.Expr:
    """A year of exit stands with an exit."""
    return (pl.col("status") == "registered") & pl.col("exited_year").is_not_null()


@rule(
    "time-05", CONTRADICTION, HOUSEHOLD, "exited_year",
    says=Words("脱贫年度晚于资料的最后年度", "the year of exit is after the last year of the data"),
    wants=Words("不晚于资料年度", "not after the year of the data"),
    fails={"status": "exited", "exited_year": 2017}, passes={"status": "exited", "exited_year": 2016},
)
def exit_not_in_future(given: Settings) -> pl.Expr:
    """Nobody has exited in a year that is not over."""
    return pl.col("exited_year") > given.last_year


@rule(
    "time-06", CONTRADICTION, HOUSEHOLD, "exited_year",
    says=Words("脱贫年度早于 2014 年", "the year of exit is before 2014"),
    wants=Words("建档立卡后的年度（2014 年起）", "a year since the register (2014 on)"),
    fails={"exited_year": 2012}, passes={"exited_year": 2014},
)
def exit_since_register() -> pl.Expr:
    """The first exits are of 2014."""
    return pl.col("exited_year") < FIRST_EXITS


@rule(
    "time-07", SUSPICIOUS, HOUSEHOLD, "identified_on",
    says=Words("识别时间早于 2013 年", "identified before 2013"),
    wants=Words("建档立卡识别时间", "the month of identification in this register"),
    fails={"identified_on": date(2010, 5, 1)}, passes={"identified_on": date(2013, 12, 1)},
)
def identified_since_register() -> pl.Expr:
    """The register begins at the end of 2013."""
    return pl.col("identified_on").dt.year() < REGISTER_BEGAN


@rule(
    "time-08", CONTRADICTION, HOUSEHOLD, "identified_on",
    says=Words("识别时间晚于资料的最后年度", "identified after the last year of the data"),
    wants=Words("不晚于资料年度", "not after the year of the data"),
    fails={"identified_on": date(2017, 1, 1)}, passes={"identified_on": date(2016, 12, 1)},
)
def identified_not_in_future(given: Settings) -> pl.Expr:
    """Nobody is identified in the future."""
    return pl.col("identified_on").dt.year() > given.last_year


@rule(
    "time-09", CONTRADICTION, PERSON, "joined_on", "household.identified_on",
    says=Words("人员识别时间早于户的首次识别时间", "the person was registered before the household"),
    wants=Words("不早于户识别时间", "not before the household"),
    fails={"joined_on": date(2013, 1, 1), "identified_on": MARCH}, passes={"joined_on": MARCH, "identified_on": MARCH},
)
def joined_after_household() -> pl.Expr:
    """A person joins a household that is registered."""
    return pl.col("joined_on") < pl.col("identified_on")


@rule(
    "time-10", CONTRADICTION, PERSON, "joined_on", "birth_on",
    says=Words("人员识别时间早于出生", "the person was registered before being born"),
    wants=Words("不早于出生月份", "not before the month of birth"),
    fails={"joined_on": date(2014, 3, 1), "birth_on": date(2015, 6, 1)}, passes={"joined_on": date(2014, 3, 1), "birth_on": date(2014, 3, 20)},
)
def joined_after_birth() -> pl.Expr:
    """Nobody is registered before birth (months are compared)."""
    return pl.col("joined_on") < pl.col("born").dt.month_start()


@rule(
    "time-11", CONTRADICTION, PERSON, "joined_on",
    says=Words("人员识别时间晚于资料的最后年度", "the person was registered after the last year of the data"),
    wants=Words("不晚于资料年度", "not after the year of the data"),
    fails={"joined_on": date(2017, 2, 1)}, passes={"joined_on": date(2016, 11, 1)},
)
def joined_not_in_future(given: Settings) -> pl.Expr:
    """Nobody joins in the future."""
    return pl.col("joined_on").dt.year() > given.last_year


@rule(
    "time-12", CONTRADICTION, HOUSEHOLD, "planned_year", "identified_on",
    says=Words("计划脱贫年度早于识别年度", "the planned year of exit is before the year of identification"),
    wants=Words("不早于识别年度", "not before it"),
    fails={"identified_on": date(2016, 1, 1), "planned_year": 2015}, passes={"identified_on": date(2014, 1, 1), "planned_year": 2016},
)
def planned_after_identification() -> pl.Expr:
    """Nobody plans an exit before being identified."""
    return pl.col("planned_year") < pl.col("identified_on").dt.year()


@rule(
    "time-13", SUSPICIOUS, HOUSEHOLD, "planned_year", "status",
    says=Words("计划脱贫年度已过，仍未脱贫", "the planned year of exit is over, yet the household has not exited"),
    wants=Words("调整计划并说明原因", "a new plan and the reason"),
    fails={"status": "registered", "planned_year": 2015}, passes={"status": "registered", "planned_year": 2016},
)
def plan_is_kept(given: Settings) -> pl.Expr:
    """A plan is kept or renewed."""
    return (pl.col("status") == "registered") & (pl.col("planned_year") < given.last_year)


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
