"""Labour, second part: what is recorded about work away, posts and wages fits together."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import AWAY, age, aged, in_school, is_in
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule

PERSON_YEAR = Grain.PERSON_YEAR
LOWEST_WAGE, LOW_WAGE, HIGH_WAGE = 100_00, 400_00, 30_000_00  # fen a month
HOLIDAYS: Final = 3  # months
MONTHS: Final = 12


def _no_place() -> pl.Expr:
    return pl.col("work_place") == "none"


@rule(
    "labour-21", CONTRADICTION, PERSON_YEAR, "work_place", "work_months",
    says=Words("有务工月数，务工状况却是未务工", "months of work are counted, yet the place says not working"),
    wants=Words("填务工地点，或月数改 0", "where; or 0 months"),
    fails={"work_place": "none", "work_months": 5}, passes={"work_place": "none", "work_months": 0},
)
def months_need_place() -> pl.Expr:
    """Who has worked away did so somewhere."""
    return _no_place() & (pl.col("work_months") > 0)


@rule(
    "labour-22", CONTRADICTION, PERSON_YEAR, "work_months", "work_place",
    says=Words("填了务工地点，务工月数却是 0", "a place of work is given, yet 0 months"),
    wants=Words("1–12 个月", "1 to 12 months"),
    fails={"work_place": "county", "work_months": 0}, passes={"work_place": "county", "work_months": 1},
)
def place_needs_months() -> pl.Expr:
    """Who works away does so for some months."""
    return is_in("work_place", AWAY) & (pl.col("work_months") == 0)


@rule(
    "labour-23", CONTRADICTION, PERSON_YEAR, "work_months", "work_wage",
    says=Words("有务工月收入，务工月数却是 0", "a monthly wage is given, yet 0 months"),
    wants=Words("1–12 个月", "1 to 12 months"),
    fails={"work_wage": 2000_00, "work_months": 0}, passes={"work_wage": 2000_00, "work_months": 3},
)
def wage_needs_months() -> pl.Expr:
    """A wage is earned in some months."""
    return (pl.col("work_wage") > 0) & (pl.col("work_months") == 0)


@rule(
    "labour-24", CONTRADICTION, PERSON_YEAR, "work_months",
    says=Words("务工月数不在 0–12 之间", "months of work are not between 0 and 12"),
    wants=Words("0–12 的整数", "a whole number, 0 to 12"),
    fails={"work_months": 13}, passes={"work_months": 12},
)
def months_of_a_year() -> pl.Expr:
    """A year has twelve months."""
    return ~pl.col("work_months").is_between(0, MONTHS)


@rule(
    "labour-25", CONTRADICTION, PERSON_YEAR, "public_post_months",
    says=Words("公益性岗位月数不在 0–12 之间", "months in the post are not between 0 and 12"),
    wants=Words("0–12 的整数", "a whole number, 0 to 12"),
    fails={"public_post_months": 14}, passes={"public_post_months": 12},
)
def post_months_of_a_year() -> pl.Expr:
    """A year has twelve months."""
    return ~pl.col("public_post_months").is_between(0, MONTHS)


@rule(
    "labour-26", CONTRADICTION, PERSON_YEAR, "public_post", "public_post_months",
    says=Words("有公益性岗位月数，却未标公益性岗位", "months in a post are counted, yet no post is marked"),
    wants=Words("公益性岗位：是，或月数改 0", "post: yes; or 0 months"),
    fails={"public_post": False, "public_post_months": 6}, passes={"public_post": True, "public_post_months": 6},
)
def post_months_need_post() -> pl.Expr:
    """Months in a post are of a post."""
    return ~pl.col("public_post") & (pl.col("public_post_months") > 0)


@rule(
    "labour-27", CONTRADICTION, PERSON_YEAR, "public_post_months", "public_post",
    says=Words("有公益性岗位，岗位月数却是 0", "a post is marked, yet 0 months"),
    wants=Words("1–12 个月", "1 to 12 months"),
    fails={"public_post": True, "public_post_months": 0}, passes={"public_post": True, "public_post_months": 12},
)
def post_needs_months() -> pl.Expr:
    """Who holds a post does so for some months."""
    return pl.col("public_post") & (pl.col("public_post_months") == 0)


@rule(
    "labour-28", SUSPICIOUS, PERSON_YEAR, "public_post", "work_place",
    says=Words("在公益性岗位，又在省外务工", "in a public-service post and working in another province"),
    wants=Words("核对在岗情况", "check who does the work of the post"),
    fails={"public_post": True, "work_place": "elsewhere", "public_post_months": 10, "work_months": 10},
    passes={"public_post": True, "work_place": "elsewhere", "public_post_months": 3, "work_months": 6},
)
def post_is_at_home() -> pl.Expr:
    """A village's post is not filled from another province."""
    both = pl.col("public_post_months").fill_null(MONTHS) + pl.col("work_months").fill_null(MONTHS)
    return pl.col("public_post") & (pl.col("work_place") == "elsewhere") & (both > MONTHS)


@rule(
    "labour-29", CONTRADICTION, PERSON_YEAR, "job_channel", "public_post",
    says=Words("就业渠道是公益性岗位，却未标公益性岗位", "the job was found as a public-service post, yet no post is marked"),
    wants=Words("公益性岗位：是", "post: yes"),
    fails={"job_channel": "public_post", "public_post": False}, passes={"job_channel": "public_post", "public_post": True},
)
def channel_fits_post() -> pl.Expr:
    """A job that is a post is marked as one."""
    return (pl.col("job_channel") == "public_post") & ~pl.col("public_post")


@rule(
    "labour-30", SUSPICIOUS, PERSON_YEAR, "job_channel", "work_place",
    says=Words("填了就业渠道，却未务工、无岗位", "a way of finding the job is given, yet there is no work and no post"),
    wants=Words("填务工情况，或清空就业渠道", "the work, or leave it empty"),
    fails={"job_channel": "own", "work_place": "none", "public_post": False}, passes={"job_channel": "own", "work_place": "county", "public_post": False},
)
def channel_needs_job() -> pl.Expr:
    """Who found a job has one."""
    return pl.col("job_channel").is_not_null() & _no_place() & ~pl.col("public_post")


@rule(
    "labour-31", SUSPICIOUS, PERSON_YEAR, "work_months", "student",
    says=Words("在校生务工超过 3 个月", "at school, yet working away for more than 3 months"),
    wants=Words("核对在校与务工", "check school and work"),
    fails={"student": "senior_1", "work_months": 8}, passes={"student": "senior_1", "work_months": 2},
)
def students_work_in_holidays() -> pl.Expr:
    """Students work in their holidays."""
    return in_school() & (pl.col("work_months") > HOLIDAYS)


@rule(
    "labour-32", SUSPICIOUS, PERSON_YEAR, "person.serviceman", "person.birth_on",
    says=Words("现役军人，年龄却不在 17–60 岁", "on military service outside the ages 17 to 60"),
    wants=Words("核对是否现役", "check whether on service"),
    fails={"serviceman": True, "birth_on": aged(65)}, passes={"serviceman": True, "birth_on": aged(20)},
)
def servicemen_are_of_age() -> pl.Expr:
    """Servicemen are 17 to 60."""
    return pl.col("serviceman") & ~age().is_between(17, 60)


@rule(
    "labour-33", CONTRADICTION, PERSON_YEAR, "person.serviceman", "work_place",
    says=Words("现役军人，却在外务工", "on military service, yet working away"),
    wants=Words("核对是否现役", "check whether on service"),
    fails={"serviceman": True, "work_place": "elsewhere"}, passes={"serviceman": True, "work_place": "none"},
)
def servicemen_do_not_work_away() -> pl.Expr:
    """Who serves does not work away."""
    return pl.col("serviceman") & is_in("work_place", AWAY)


@rule(
    "inc-01", CONTRADICTION, PERSON_YEAR, "work_wage",
    says=Words("务工月收入低于 100 元，像是把万元或千元当元填", "a monthly wage below 100 yuan: likely written in thousands"),
    wants=Words("以元为单位", "in yuan"),
    fails={"work_wage": 3_00}, passes={"work_wage": 100_00},
)
def wage_in_yuan() -> pl.Expr:
    """Nobody works a month for less than 100 yuan."""
    return (pl.col("work_wage") > 0) & (pl.col("work_wage") < LOWEST_WAGE)


@rule(
    "inc-02", SUSPICIOUS, PERSON_YEAR, "work_wage",
    says=Words("务工月收入在 100–400 元之间", "a monthly wage between 100 and 400 yuan"),
    wants=Words("核对月收入", "check the wage"),
    fails={"work_wage": 399_00}, passes={"work_wage": 400_00},
)
def wage_not_too_low() -> pl.Expr:
    """Hardly anybody works a month for less than 400 yuan."""
    return pl.col("work_wage").is_between(LOWEST_WAGE, LOW_WAGE, closed="left")


@rule(
    "inc-03", SUSPICIOUS, PERSON_YEAR, "work_wage",
    says=Words("务工月收入超过 30,000 元", "a monthly wage above 30,000 yuan"),
    wants=Words("核对是否把年收入当月收入", "check whether a year's wage was written"),
    fails={"work_wage": 30_001_00}, passes={"work_wage": 30_000_00},
)
def wage_not_too_high() -> pl.Expr:
    """Hardly anybody of the register earns more than 30,000 yuan a month."""
    return pl.col("work_wage") > HIGH_WAGE
