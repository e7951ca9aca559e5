"""Times: identified, joined, exited, monitored, cleared - in that order, and none of it in the future."""

from datetime import date
from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.rule import BLANK, CONTRADICTION, SUSPICIOUS, Grain, rule
from tuopin.register.quality.settings import Settings

PERSON, HOUSEHOLD, HOUSEHOLD_YEAR = Grain.PERSON, Grain.HOUSEHOLD, Grain.HOUSEHOLD_YEAR
REGISTER_BEGAN: Final = 2013  # the register of poor households was set up from the end of 2013 on
FIRST_EXITS: Final = 2014
MARCH: Final = date(2014, 3, 1)


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
