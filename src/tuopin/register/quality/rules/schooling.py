"""Age and school: where a child of an age goes to school, and why it does not.

Ages are those of 1 September. Pairs of bounds are the ones that the province's check lists use.
"""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import (
    COLLEGE,
    JUNIOR,
    PRESCHOOL,
    SENIOR,
    age,
    aged,
    healthy,
    in_school,
    is_in,
    school_age,
)
from tuopin.register.quality.rule import BLANK, CONTRADICTION, SUSPICIOUS, Grain, rule

PERSON_YEAR = Grain.PERSON_YEAR
PRIMARY_AGES, JUNIOR_AGES, SENIOR_AGES = (6, 14), (12, 17), (15, 20)
SCHOOL_FROM, SCHOOL_TO = 7, 15  # surely of school age all year
COLLEGE_FROM, POSTGRADUATE_FROM, STUDENT_TO = 17, 20, 30
OUT: Final = {"student": "not_student"}


def _outside(ages: tuple[int, int]) -> pl.Expr:
    return ~school_age().is_between(*ages)


@rule(
    "school-01", CONTRADICTION, PERSON_YEAR, "student", "person.birth_on",
    says=Words("在读小学，年龄却不在 6–14 岁", "in primary school outside the ages 6 to 14"),
    wants=Words("核对出生日期与年级", "check date of birth and grade"),
    fails={"student": "primary", "birth_on": aged(16)}, passes={"student": "primary", "birth_on": aged(14)},
)
def primary_age() -> pl.Expr:
    """Primary pupils are 6 to 14."""
    return (pl.col("student") == "primary") & _outside(PRIMARY_AGES)


@rule(
    "school-02", CONTRADICTION, PERSON_YEAR, "student", "person.birth_on",
    says=Words("在读初中，年龄却不在 12–17 岁", "in junior secondary school outside the ages 12 to 17"),
    wants=Words("核对出生日期与年级", "check date of birth and grade"),
    fails={"student": "grade_7", "birth_on": aged(10)}, passes={"student": "grade_7", "birth_on": aged(12)},
)
def junior_age() -> pl.Expr:
    """Junior secondary pupils are 12 to 17."""
    return is_in("student", JUNIOR) & _outside(JUNIOR_AGES)


@rule(
    "school-03", CONTRADICTION, PERSON_YEAR, "student", "person.birth_on",
    says=Words("在读高中（中职），年龄却不在 15–20 岁", "in senior secondary or vocational school outside the ages 15 to 20"),
    wants=Words("核对出生日期与年级", "check date of birth and grade"),
    fails={"student": "vocational_1", "birth_on": aged(25)}, passes={"student": "senior_3", "birth_on": aged(18)},
)
def senior_age() -> pl.Expr:
    """Senior secondary and vocational pupils are 15 to 20."""
    return is_in("student", SENIOR) & _outside(SENIOR_AGES)


@rule(
    "school-04", SUSPICIOUS, PERSON_YEAR, "student", "person.birth_on",
    says=Words("在读大专、本科，年龄却不满 17 岁", "at college or university below the age of 17"),
    wants=Words("核对出生日期与年级", "check date of birth and grade"),
    fails={"student": "university_1", "birth_on": aged(16)}, passes={"student": "university_1", "birth_on": aged(17)},
)
def college_age() -> pl.Expr:
    """Students of colleges are 17 or older."""
    return is_in("student", COLLEGE) & (school_age() < COLLEGE_FROM)


@rule(
    "school-05", SUSPICIOUS, PERSON_YEAR, "student", "person.birth_on",
    says=Words("在读硕士及以上，年龄却不满 20 岁", "a postgraduate below the age of 20"),
    wants=Words("核对出生日期与年级", "check date of birth and grade"),
    fails={"student": "postgraduate", "birth_on": aged(19)}, passes={"student": "postgraduate", "birth_on": aged(22)},
)
def postgraduate_age() -> pl.Expr:
    """Postgraduates are 20 or older."""
    return (pl.col("student") == "postgraduate") & (school_age() < POSTGRADUATE_FROM)


@rule(
    "school-06", CONTRADICTION, PERSON_YEAR, "student", "person.birth_on",
    says=Words("健康儿童满 7 岁仍是学龄前（学前教育）", "a healthy child of 7 or more is still preschool"),
    wants=Words("已入学的填年级；未入学的填原因", "the grade; or why the child is not at school"),
    fails={"student": "preschool", "health": "healthy", "birth_on": aged(8)}, passes={"student": "preschool", "health": "healthy", "birth_on": aged(5)},
)
def preschool_age() -> pl.Expr:
    """Healthy children are at school when they are 7."""
    return is_in("student", PRESCHOOL) & healthy() & (school_age() >= SCHOOL_FROM)


@rule(
    "school-07", SUSPICIOUS, PERSON_YEAR, "student", "person.birth_on",
    says=Words("学前教育，却不满 2 岁", "in preschool below the age of 2"),
    wants=Words("学龄前儿童", "below school age"),
    fails={"student": "preschool", "birth_on": aged(1)}, passes={"student": "preschool", "birth_on": aged(3)},
)
def nursery_age() -> pl.Expr:
    """Preschools take children from two or three on."""
    return (pl.col("student") == "preschool") & (school_age() < 2)


@rule(
    "school-08", SUSPICIOUS, PERSON_YEAR, "schooling_level", "person.birth_on",
    says=Words("16–22 岁非在校，文化程度却是小学及以下", "16 to 22, not at school, with primary schooling or less"),
    wants=Words("核对是否完成义务教育", "check whether compulsory schooling was finished"),
    fails=OUT | {"schooling_level": "primary", "birth_on": aged(18)}, passes=OUT | {"schooling_level": "junior", "birth_on": aged(18)},
)
def schooling_finished() -> pl.Expr:
    """Who is 16 to 22 and no pupil has finished junior secondary school."""
    low = is_in("schooling_level", ("illiterate", "primary"))
    return low & school_age().is_between(16, 22) & ~in_school().fill_null(value=False)


@rule(
    "school-18", CONTRADICTION, PERSON_YEAR, "schooling_level", "student",
    says=Words("文化程度与在校生状况都填了", "both level of schooling and where at school are filled"),
    wants=Words("在校生只填在校生状况，非在校生只填文化程度", "pupils: where at school only; others: level of schooling only"),
    fails={"schooling_level": "junior", "student": "senior_1"}, passes={"schooling_level": "junior", "student": "not_student"},
)
def one_of_both() -> pl.Expr:
    """A pupil has a grade, everybody else a level."""
    return in_school() & pl.col("schooling_level").is_not_null()


@rule(
    "school-19", SUSPICIOUS, PERSON_YEAR, "schooling_level", "person.birth_on",
    says=Words("文化程度与年龄不符：读完该学段时年龄太小", "the level of schooling does not fit the age: too young to have finished it"),
    wants=Words("小学 10、初中 13、高中 16、大专及以上 19 岁以上", "10 for primary, 13 junior, 16 senior, 19 college and above"),
    fails={"schooling_level": "college", "birth_on": aged(17)}, passes={"schooling_level": "college", "birth_on": aged(21)},
)
def level_fits_age() -> pl.Expr:
    """Each level is finished at an age."""
    least = {"primary": 10, "junior": 13, "senior": 16, "college": 19, "university": 19}
    return age() < pl.col("schooling_level").replace_strict(least, default=None, return_dtype=pl.Int32)


@rule(
    "school-20", SUSPICIOUS, PERSON_YEAR, "schooling_level", "health", "person.birth_on",
    says=Words("健康青壮年（16–40 岁）却是文盲或半文盲", "healthy, 16 to 40, yet illiterate or semi-literate"),
    wants=Words("核对文化程度", "check the level of schooling"),
    fails={"schooling_level": "illiterate", "health": "healthy", "birth_on": aged(25)},
    passes={"schooling_level": "illiterate", "health": "healthy", "birth_on": aged(60)},
)
def literate_young() -> pl.Expr:
    """Healthy people below forty have been to school."""
    return (pl.col("schooling_level") == "illiterate") & healthy() & age().is_between(16, 40)


@rule(
    "school-21", SUSPICIOUS, PERSON_YEAR, "student", "health",
    says=Words("特教或送教上门，却无残疾", "in a special school or taught at home without a disability"),
    wants=Words("核对健康状况与就学", "check health and school"),
    fails={"student": "special_school", "health": "healthy"}, passes={"student": "special_school", "health": "disabled"},
)
def special_school_for_disabled() -> pl.Expr:
    """Special schools are for disabled children."""
    return (pl.col("student") == "special_school") & healthy()


@rule(
    "school-22", SUSPICIOUS, PERSON_YEAR, "student", "person.birth_on",
    says=Words("30 岁以上仍是在校生", "older than 30 and still at school"),
    wants=Words("核对是否已毕业", "check whether school was finished"),
    fails={"student": "college_1", "birth_on": aged(35)}, passes={"student": "college_1", "birth_on": aged(20)},
)
def students_are_young() -> pl.Expr:
    """Students are at most 30."""
    return in_school() & (school_age() > STUDENT_TO)


@rule(
    "school-23", BLANK, PERSON_YEAR, "schooling_level", "student", "out_of_school_reason",
    says=Words("文化程度、在校生状况、未上学原因三项全空", "level of schooling, where at school and why not: all three are blank"),
    wants=Words("三项中填一项", "one of the three"),
    fails={"birth_on": aged(30)}, passes={"birth_on": aged(30), "schooling_level": "junior"},
)
def schooling_said() -> pl.Expr:
    """Of a person of three or more something is said about schooling."""
    fields = ("schooling_level", "student", "out_of_school_reason")
    return pl.all_horizontal([pl.col(name).is_null() for name in fields]) & (school_age() >= 3)
