"""Age and school, second part: why a child of school age is not at school, and what was done about it."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import (
    age,
    aged,
    healthy,
    in_school,
    is_in,
    school_age,
)
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule

PERSON_YEAR = Grain.PERSON_YEAR
SCHOOL_FROM, SCHOOL_TO = 7, 15  # surely of school age all year
OUT: Final = {"student": "not_student"}


def _of_school_age() -> pl.Expr:
    return school_age().is_between(SCHOOL_FROM, SCHOOL_TO)


@rule(
    "school-09", CONTRADICTION, PERSON_YEAR, "student", "out_of_school_reason", "person.birth_on",
    says=Words("义务教育适龄儿童不在校，又未填原因", "a child of school age is not at school and no reason is given"),
    wants=Words("填年级，或填未上学原因", "the grade, or the reason"),
    fails=OUT | {"birth_on": aged(10)}, passes=OUT | {"birth_on": aged(10), "out_of_school_reason": "illness"},
)
def absence_explained() -> pl.Expr:
    """A child of 7 to 15 is at school or there is a reason."""
    return _of_school_age() & (pl.col("student") == "not_student") & pl.col("out_of_school_reason").is_null()


@rule(
    "school-10", CONTRADICTION, PERSON_YEAR, "out_of_school_reason",
    says=Words("适龄儿童因贫失学", "a child of school age is out of school for poverty"),
    wants=Words("落实资助并劝返；此户不得退出", "support and return to school; the household cannot exit"),
    fails=OUT | {"birth_on": aged(10), "out_of_school_reason": "poverty"}, passes=OUT | {"birth_on": aged(10), "out_of_school_reason": "disability"},
)
def no_dropout_for_poverty() -> pl.Expr:
    """No child of school age stays away for poverty."""
    return _of_school_age() & (pl.col("out_of_school_reason") == "poverty")


@rule(
    "school-11", CONTRADICTION, PERSON_YEAR, "out_of_school_reason", "person.birth_on",
    says=Words("不满 15 岁，却填“已完成义务教育”", "below 15, yet said to have finished compulsory schooling"),
    wants=Words("填实际原因", "the real reason"),
    fails=OUT | {"birth_on": aged(12), "out_of_school_reason": "finished"}, passes=OUT | {"birth_on": aged(15), "out_of_school_reason": "finished"},
)
def finished_in_time() -> pl.Expr:
    """Nine years of school from six on end at fifteen."""
    return (pl.col("out_of_school_reason") == "finished") & (age() < 15)


@rule(
    "school-12", CONTRADICTION, PERSON_YEAR, "out_of_school_reason", "student",
    says=Words("在校，却填了未上学原因", "at school, yet a reason for not being at school is given"),
    wants=Words("在校的不填原因", "no reason for who is at school"),
    fails={"student": "grade_8", "out_of_school_reason": "illness"}, passes=OUT | {"out_of_school_reason": "illness"},
)
def no_reason_at_school() -> pl.Expr:
    """Who is at school needs no reason for being away."""
    return in_school() & pl.col("out_of_school_reason").is_not_null()


@rule(
    "school-13", SUSPICIOUS, PERSON_YEAR, "out_of_school_reason", "person.birth_on",
    says=Words("不在义务教育年龄（6–18 岁之外），却填了失学原因", "outside the ages 6 to 18, yet a reason for being out of school is given"),
    wants=Words("清空该项", "leave it empty"),
    fails={"birth_on": aged(40), "out_of_school_reason": "illness"}, passes={"birth_on": aged(10), "out_of_school_reason": "illness"},
)
def reason_at_age() -> pl.Expr:
    """Only for children a reason for being out of school is asked."""
    return pl.col("out_of_school_reason").is_not_null() & ~school_age().is_between(5, 18)


@rule(
    "school-14", CONTRADICTION, PERSON_YEAR, "persuasion_visits", "out_of_school_reason",
    says=Words("非因贫失学的适龄儿童，劝返不足 2 次", "a child out of school for no poverty was visited less than twice"),
    wants=Words("劝返不少于 2 次", "two visits or more to bring the child back"),
    fails=OUT | {"birth_on": aged(13), "out_of_school_reason": "tired_of_school", "persuasion_visits": 1},
    passes=OUT | {"birth_on": aged(13), "out_of_school_reason": "tired_of_school", "persuasion_visits": 2},
)
def persuaded_twice() -> pl.Expr:
    """A dropout not for poverty needs two visits at least."""
    own = is_in("out_of_school_reason", ("tired_of_school", "work", "marriage", "other"))
    return _of_school_age() & own & (pl.col("persuasion_visits") < 2)


@rule(
    "school-15", CONTRADICTION, PERSON_YEAR, "persuasion_signed", "out_of_school_reason",
    says=Words("非因贫失学的适龄儿童，家长、学校、帮扶人未三方签字", "a child out of school for no poverty: parent, school and helper have not signed"),
    wants=Words("三方签字", "three signatures"),
    fails=OUT | {"birth_on": aged(13), "out_of_school_reason": "tired_of_school", "persuasion_signed": False},
    passes=OUT | {"birth_on": aged(13), "out_of_school_reason": "tired_of_school", "persuasion_signed": True},
)
def persuasion_signed() -> pl.Expr:
    """A dropout not for poverty is signed for by parent, school and helper."""
    own = is_in("out_of_school_reason", ("tired_of_school", "work", "marriage", "other"))
    return _of_school_age() & own & ~pl.col("persuasion_signed")


@rule(
    "school-16", CONTRADICTION, PERSON_YEAR, "out_of_school_reason", "health",
    says=Words("因病、因残失学，健康状况却是“健康”", "out of school for illness or disability, yet recorded as healthy"),
    wants=Words("原因与健康状况相符", "a reason that fits the health"),
    fails={"out_of_school_reason": "illness", "health": "healthy"}, passes={"out_of_school_reason": "illness", "health": "serious"},
)
def reason_fits_health() -> pl.Expr:
    """Who is away for illness or disability is not healthy."""
    return is_in("out_of_school_reason", ("illness", "disability")) & healthy()


@rule(
    "school-17", SUSPICIOUS, PERSON_YEAR, "out_of_school_reason", "person.birth_on",
    says=Words("不满 16 岁因务工或早婚失学", "below 16 and out of school for work or marriage"),
    wants=Words("依法劝返；通报有关部门", "return to school as the law demands; tell the authority"),
    fails=OUT | {"birth_on": aged(14), "out_of_school_reason": "work"}, passes=OUT | {"birth_on": aged(17), "out_of_school_reason": "work"},
)
def no_child_work_or_marriage() -> pl.Expr:
    """Nobody below 16 works or marries."""
    return is_in("out_of_school_reason", ("work", "marriage")) & (age() < 16)
