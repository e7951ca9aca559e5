"""Guarantees, second part: house, water, power, road; and that who has left poverty lacks none of them."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import aged, is_in, left, school_age
from tuopin.register.quality.gathered import count_members, members
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule

HOUSEHOLD_YEAR = Grain.HOUSEHOLD_YEAR
UNSAFE_GRADES, SAFE_GRADES = ("C", "D"), ("A", "B")
EXITED: Final = {"status": "exited"}
PUPIL_OUT: Final = {"birth_on": aged(10), "student": "not_student", "out_of_school_reason": "poverty"}


def dropouts() -> pl.Expr:
    """Children of 7 to 15 surely out of school for poverty or of their own will (illness and disability excuse)."""
    own = is_in("out_of_school_reason", ("poverty", "tired_of_school", "work", "marriage", "other"))
    return count_members(school_age().is_between(7, 15) & own)


@rule(
    "guar-19", CONTRADICTION, HOUSEHOLD_YEAR, "dangerous_house", "household.status",
    says=Words("已（预）脱贫户住危房", "an exited (exiting) household lives in a dangerous house"),
    wants=Words("住房安全；或更正其一", "a safe house; or mend one of the two"),
    fails=EXITED | {"dangerous_house": True}, passes=EXITED | {"dangerous_house": False},
)
def left_dangerous_house() -> pl.Expr:
    """Who leaves poverty lives safely."""
    return left() & pl.col("dangerous_house")


@rule(
    "guar-20", CONTRADICTION, HOUSEHOLD_YEAR, "house_grade", "household.status",
    says=Words("已（预）脱贫户房屋为 C 级或 D 级", "an exited (exiting) household's house is of grade C or D"),
    wants=Words("A 级或 B 级", "grade A or B"),
    fails=EXITED | {"house_grade": "D"}, passes=EXITED | {"house_grade": "B"},
)
def left_unsafe_grade() -> pl.Expr:
    """Who leaves poverty has a house of grade A or B."""
    return left() & is_in("house_grade", UNSAFE_GRADES)


@rule(
    "guar-21", CONTRADICTION, HOUSEHOLD_YEAR, "dangerous_house", "house_grade",
    says=Words("标为危房，等级却是 A 或 B", "marked as dangerous, yet of grade A or B"),
    wants=Words("C、D 级为危房", "grades C and D are dangerous"),
    fails={"dangerous_house": True, "house_grade": "A"}, passes={"dangerous_house": True, "house_grade": "C"},
)
def dangerous_means_grade() -> pl.Expr:
    """A dangerous house is of grade C or D."""
    return pl.col("dangerous_house") & is_in("house_grade", SAFE_GRADES)


@rule(
    "guar-22", CONTRADICTION, HOUSEHOLD_YEAR, "dangerous_house", "house_grade",
    says=Words("等级为 C 或 D，却不是危房", "of grade C or D, yet not marked as dangerous"),
    wants=Words("C、D 级为危房", "grades C and D are dangerous"),
    fails={"dangerous_house": False, "house_grade": "D"}, passes={"dangerous_house": False, "house_grade": "A"},
)
def grade_means_dangerous() -> pl.Expr:
    """A house of grade C or D is dangerous."""
    return ~pl.col("dangerous_house") & is_in("house_grade", UNSAFE_GRADES)


@rule(
    "guar-23", CONTRADICTION, HOUSEHOLD_YEAR, "safe_water", "household.status",
    says=Words("已（预）脱贫户饮水不安全", "an exited (exiting) household has no safe water"),
    wants=Words("饮水安全；或更正其一", "safe water; or mend one of the two"),
    fails=EXITED | {"safe_water": False}, passes=EXITED | {"safe_water": True},
)
def left_unsafe_water() -> pl.Expr:
    """Who leaves poverty has safe water."""
    return left() & ~pl.col("safe_water")


@rule(
    "guar-24", CONTRADICTION, HOUSEHOLD_YEAR, "dropout_flag", "household.status",
    says=Words("已（预）脱贫户有义务教育适龄儿童失学辍学", "an exited (exiting) household has a child out of compulsory schooling"),
    wants=Words("无失学辍学；或更正其一", "no child out of school; or mend one of the two"),
    fails=EXITED | {"dropout_flag": True}, passes=EXITED | {"dropout_flag": False},
)
def left_dropout_flag() -> pl.Expr:
    """Who leaves poverty has no child out of school."""
    return left() & pl.col("dropout_flag")


@rule(
    "guar-25", CONTRADICTION, HOUSEHOLD_YEAR, "household.status", "person_year.out_of_school_reason",
    says=Words("已（预）脱贫户有成员因贫失学", "a member of an exited (exiting) household is out of school for poverty"),
    wants=Words("复学；或更正其一", "back at school; or mend one of the two"),
    fails=EXITED | {"persons": [PUPIL_OUT]}, passes=EXITED | {"persons": [PUPIL_OUT | {"out_of_school_reason": "illness"}]},
)
def left_dropout_for_poverty() -> pl.Expr:
    """Who leaves poverty has no child out of school for poverty."""
    return left() & (count_members(school_age().is_between(7, 15) & (pl.col("out_of_school_reason") == "poverty")) > 0)


@rule(
    "guar-26", CONTRADICTION, HOUSEHOLD_YEAR, "dropout_flag", "person_year.out_of_school_reason",
    says=Words("填“无失学辍学”，却有适龄成员失学", "said to have no child out of school, yet a member is"),
    wants=Words("与成员就学情况相符", "what the members' schooling says"),
    fails={"dropout_flag": False, "persons": [PUPIL_OUT]}, passes={"dropout_flag": True, "persons": [PUPIL_OUT]},
)
def dropout_flag_false() -> pl.Expr:
    """The flag says what the members say."""
    return ~pl.col("dropout_flag") & (dropouts() > 0)


@rule(
    "guar-27", CONTRADICTION, HOUSEHOLD_YEAR, "dropout_flag", "person.birth_on",
    says=Words("填“有失学辍学”，却没有 6–16 岁的成员", "said to have a child out of school, yet nobody is 6 to 16"),
    wants=Words("与成员年龄相符", "what the members' ages say"),
    fails={"dropout_flag": True, "persons": [{"birth_on": aged(40)}]}, passes={"dropout_flag": True, "persons": [PUPIL_OUT]},
)
def dropout_flag_true() -> pl.Expr:
    """Without children nobody is out of school."""
    return pl.col("dropout_flag") & ~members(school_age().is_between(5, 16).any(ignore_nulls=False))


@rule(
    "guar-28", CONTRADICTION, HOUSEHOLD_YEAR, "food_secure", "household.status",
    says=Words("已（预）脱贫户愁吃", "an exited (exiting) household worries about food"),
    wants=Words("不愁吃；或更正其一", "no worry about food; or mend one of the two"),
    fails=EXITED | {"food_secure": False}, passes=EXITED | {"food_secure": True},
)
def left_hungry() -> pl.Expr:
    """Who leaves poverty has no worry about food."""
    return left() & ~pl.col("food_secure")


@rule(
    "guar-29", CONTRADICTION, HOUSEHOLD_YEAR, "clothing_secure", "household.status",
    says=Words("已（预）脱贫户愁穿", "an exited (exiting) household worries about clothing"),
    wants=Words("不愁穿；或更正其一", "no worry about clothing; or mend one of the two"),
    fails=EXITED | {"clothing_secure": False}, passes=EXITED | {"clothing_secure": True},
)
def left_unclothed() -> pl.Expr:
    """Who leaves poverty has no worry about clothing."""
    return left() & ~pl.col("clothing_secure")


@rule(
    "guar-30", SUSPICIOUS, HOUSEHOLD_YEAR, "electricity", "household.status",
    says=Words("已（预）脱贫户未通生活用电", "an exited (exiting) household has no electricity"),
    wants=Words("通生活用电；或更正其一", "electricity; or mend one of the two"),
    fails=EXITED | {"electricity": False}, passes=EXITED | {"electricity": True},
)
def left_in_the_dark() -> pl.Expr:
    """Who leaves poverty has electricity (a provincial demand)."""
    return left() & ~pl.col("electricity")
