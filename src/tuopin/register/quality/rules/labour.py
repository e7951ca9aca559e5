"""Labour: capacity for work fits age, health and school; who cannot work does not, and children never do."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import (
    ABLE,
    COLLEGE,
    SENIOR,
    UNABLE,
    age,
    aged,
    away,
    disabled,
    healthy,
    in_school,
    is_in,
    someone,
)
from tuopin.register.quality.gathered import any_member, count_members, members
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule

PERSON_YEAR, HOUSEHOLD_YEAR = Grain.PERSON_YEAR, Grain.HOUSEHOLD_YEAR
WORKING_AGE: Final = (17, 59)  # at the end of the year: 16 to 59 on every day of it
LIMBS, SEVERE = "4", ["1", "2"]
OLD_FOR_POST, OLD_FOR_WORK, OLD_FOR_LABOUR = 70, 75, 80
POSTS_A_HOUSEHOLD: Final = 3
STUDENT: Final = {"student": "grade_9"}
GROWN: Final = {"birth_on": aged(40)}


def _grade(*, limbs: bool) -> pl.Expr:
    """Whether the document number is a disability card of grade 1 or 2 (of the limbs, or of any kind)."""
    number = pl.col("id_number")
    severe = (number.str.len_chars() >= 20) & number.str.slice(19, 1).is_in(SEVERE)
    return severe & (number.str.slice(18, 1) == LIMBS) if limbs else severe


@rule(
    "labour-01", CONTRADICTION, PERSON_YEAR, "labour", "person.birth_on",
    says=Words("不满 16 岁，却有劳动能力", "below 16, yet with capacity for work"),
    wants=Words("无劳动力", "no labour"),
    fails={"labour": "ordinary", "birth_on": aged(12)}, passes={"labour": "none", "birth_on": aged(12)},
)
def children_have_no_labour() -> pl.Expr:
    """Below 16 there is no labour."""
    return (pl.col("labour") != "none") & (age() < 16)


@rule(
    "labour-02", CONTRADICTION, PERSON_YEAR, "labour", "student",
    says=Words("在校生，却有劳动能力", "at school, yet with capacity for work"),
    wants=Words("无劳动力", "no labour"),
    fails={"labour": "ordinary", "student": "senior_2"}, passes={"labour": "none", "student": "senior_2"},
)
def students_have_no_labour() -> pl.Expr:
    """Who is at school is no labour."""
    return is_in("student", ("primary", "grade_7", "grade_8", "grade_9", "junior", *SENIOR, *COLLEGE)) & is_in("labour", (*ABLE, "weak"))


@rule(
    "labour-03", CONTRADICTION, PERSON_YEAR, "labour", "health", "person.birth_on",
    says=Words("健康的 16–59 岁非在校生，却无（丧失）劳动力", "healthy, 16 to 59, not at school, yet without labour"),
    wants=Words("普通或技能劳动力，或更正健康状况", "ordinary or skilled labour, or another health"),
    fails=GROWN | {"labour": "none", "health": "healthy", "student": "not_student"},
    passes=GROWN | {"labour": "none", "health": "disabled", "student": "not_student"},
)
def healthy_can_work() -> pl.Expr:
    """Healthy people of working age who are not at school can work."""
    return is_in("labour", UNABLE) & healthy() & age().is_between(*WORKING_AGE) & ~in_school().fill_null(value=False)


@rule(
    "labour-04", SUSPICIOUS, PERSON_YEAR, "labour", "health", "person.birth_on",
    says=Words("健康的 16–59 岁非在校生，却是弱（半）劳动力", "healthy, 16 to 59, not at school, yet weak or half labour"),
    wants=Words("普通或技能劳动力，或说明原因", "ordinary or skilled labour, or the reason"),
    fails=GROWN | {"labour": "weak", "health": "healthy", "student": "not_student"},
    passes=GROWN | {"labour": "weak", "health": "chronic", "student": "not_student"},
)
def healthy_works_fully() -> pl.Expr:
    """Healthy people of working age are hardly weak labour."""
    return (pl.col("labour") == "weak") & healthy() & age().is_between(*WORKING_AGE) & ~in_school().fill_null(value=False)


@rule(
    "labour-05", CONTRADICTION, PERSON_YEAR, "labour", "id_number",
    says=Words("肢体一、二级残疾，却是普通或技能劳动力", "severe disability of the limbs (grade 1 or 2), yet ordinary or skilled labour"),
    wants=Words("弱、丧失或无劳动力", "weak, lost or no labour"),
    fails={"labour": "ordinary", "id_number": someone(card="41")}, passes={"labour": "ordinary", "id_number": someone(card="43")},
)
def severe_limbs() -> pl.Expr:
    """Grades 1 and 2 of the limbs leave no full labour."""
    return is_in("labour", ABLE) & _grade(limbs=True)


@rule(
    "labour-06", SUSPICIOUS, PERSON_YEAR, "labour", "id_number",
    says=Words("一、二级残疾（非肢体），却是普通或技能劳动力", "severe disability (grade 1 or 2, not of the limbs), yet ordinary or skilled labour"),
    wants=Words("核对劳动能力", "check the capacity for work"),
    fails={"labour": "skilled", "id_number": someone(card="61")}, passes={"labour": "skilled", "id_number": someone(card="24")},
)
def severe_others() -> pl.Expr:
    """Grades 1 and 2 of any kind rarely leave full labour."""
    return is_in("labour", ABLE) & _grade(limbs=False) & ~_grade(limbs=True)


@rule(
    "labour-07", SUSPICIOUS, PERSON_YEAR, "id_number", "health",
    says=Words("健康状况为残疾，却没有残疾人证号", "recorded as disabled without a disability card"),
    wants=Words("20 位残疾人证号；未办证的请办理", "the card's number (20 characters); or apply for the card"),
    fails={"health": "disabled", "id_number": someone()}, passes={"health": "disabled", "id_number": someone(card="43")},
)
def disabled_has_card() -> pl.Expr:
    """Who is recorded as disabled holds a card."""
    return disabled() & (pl.col("id_number").str.len_chars() == 18)


@rule(
    "labour-08", CONTRADICTION, PERSON_YEAR, "health", "id_number",
    says=Words("持残疾人证，健康状况却没有“残疾”", "holds a disability card, yet no disability is recorded"),
    wants=Words("健康状况含“残疾”", "health that names the disability"),
    fails={"health": "healthy", "id_number": someone(card="43")}, passes={"health": "disabled", "id_number": someone(card="43")},
)
def card_means_disabled() -> pl.Expr:
    """Who holds a card is disabled."""
    return ~disabled() & is_in("id_type", ("disability_card",)).fill_null(value=True) & (pl.col("id_number").str.len_chars() >= 20)


@rule(
    "labour-09", CONTRADICTION, PERSON_YEAR, "health",
    says=Words("“健康”与疾病或残疾同时填写", "healthy together with an illness or a disability"),
    wants=Words("只填实际情况", "only what is so"),
    fails={"health": "healthy|chronic"}, passes={"health": "chronic|disabled"},
)
def healthy_alone() -> pl.Expr:
    """Healthy stands alone."""
    return pl.col("health").str.contains("healthy", literal=True) & ~healthy()


@rule(
    "labour-10", CONTRADICTION, PERSON_YEAR, "labour", "work_place", "work_months",
    says=Words("无（丧失）劳动力，却在务工", "without labour, yet working away"),
    wants=Words("劳动能力与务工相符", "a capacity for work that fits"),
    fails={"labour": "none", "work_months": 6}, passes={"labour": "weak", "work_months": 6},
)
def unable_does_not_work() -> pl.Expr:
    """Who cannot work does not work away."""
    return is_in("labour", UNABLE) & away()


@rule(
    "labour-11", CONTRADICTION, PERSON_YEAR, "labour", "public_post",
    says=Words("无（丧失）劳动力，却在公益性岗位", "without labour, yet in a public-service post"),
    wants=Words("公益性岗位须能胜任", "a post that can be filled"),
    fails={"labour": "lost", "public_post": True}, passes={"labour": "weak", "public_post": True},
)
def unable_holds_no_post() -> pl.Expr:
    """Who cannot work holds no post."""
    return is_in("labour", UNABLE) & pl.col("public_post")


@rule(
    "labour-12", SUSPICIOUS, PERSON_YEAR, "public_post", "person.birth_on",
    says=Words("70 岁及以上在公益性岗位", "70 or older in a public-service post"),
    wants=Words("核对是否本人在岗", "check who does the work"),
    fails={"public_post": True, "birth_on": aged(70)}, passes={"public_post": True, "birth_on": aged(69)},
)
def post_not_for_old() -> pl.Expr:
    """Posts are for people below 70."""
    return pl.col("public_post") & (age() >= OLD_FOR_POST)


@rule(
    "labour-13", CONTRADICTION, PERSON_YEAR, "public_post", "person.birth_on",
    says=Words("不满 16 岁在公益性岗位", "below 16 in a public-service post"),
    wants=Words("核对人员与岗位", "check person and post"),
    fails={"public_post": True, "birth_on": aged(15)}, passes={"public_post": True, "birth_on": aged(16)},
)
def post_not_for_children() -> pl.Expr:
    """Posts are for people of 16 and above."""
    return pl.col("public_post") & (age() < 16)


@rule(
    "labour-14", SUSPICIOUS, HOUSEHOLD_YEAR, "person_year.public_post",
    says=Words("一户有 3 个或更多公益性岗位", "three or more public-service posts in a household"),
    wants=Words("一户一岗为宜；说明原因", "one a household as a rule; give the reason"),
    fails={"persons": [{"public_post": True}] * 3}, passes={"persons": [{"public_post": True}] * 2},
)
def posts_are_shared() -> pl.Expr:
    """Posts are not heaped on one household."""
    return count_members(pl.col("public_post")) >= POSTS_A_HOUSEHOLD


@rule(
    "labour-15", CONTRADICTION, PERSON_YEAR, "work_place", "work_months", "person.birth_on",
    says=Words("不满 16 岁在务工", "below 16 and working away"),
    wants=Words("未务工；确有其事的依法处理", "not working; if it is true, the law applies"),
    fails={"work_place": "county", "birth_on": aged(14)}, passes={"work_place": "county", "birth_on": aged(16)},
)
def children_do_not_work() -> pl.Expr:
    """Nobody below 16 works away."""
    return away() & (age() < 16)


@rule(
    "labour-16", SUSPICIOUS, PERSON_YEAR, "work_place", "work_months", "person.birth_on",
    says=Words("75 岁及以上仍在外务工", "75 or older and working away"),
    wants=Words("核对务工情况", "check the work"),
    fails={"work_months": 8, "birth_on": aged(76)}, passes={"work_months": 8, "birth_on": aged(60)},
)
def old_do_not_work_away() -> pl.Expr:
    """People of 75 rarely work away."""
    return away() & (age() >= OLD_FOR_WORK)


@rule(
    "labour-17", SUSPICIOUS, PERSON_YEAR, "labour", "person.birth_on",
    says=Words("80 岁及以上仍是普通或技能劳动力", "80 or older, yet ordinary or skilled labour"),
    wants=Words("弱、丧失或无劳动力", "weak, lost or no labour"),
    fails={"labour": "ordinary", "birth_on": aged(81)}, passes={"labour": "ordinary", "birth_on": aged(60)},
)
def old_have_little_labour() -> pl.Expr:
    """People of 80 are rarely full labour."""
    return is_in("labour", ABLE) & (age() >= OLD_FOR_LABOUR)


@rule(
    "labour-18", CONTRADICTION, HOUSEHOLD_YEAR, "no_labour", "person_year.labour",
    says=Words("标为整户无劳动能力，却有普通或技能劳动力", "marked as a household without labour, yet a member has it"),
    wants=Words("与成员劳动能力相符", "what the members' capacity says"),
    fails={"no_labour": True, "persons": [{"labour": "ordinary"}]}, passes={"no_labour": True, "persons": [{"labour": "none"}]},
)
def no_labour_means_none() -> pl.Expr:
    """A household without labour has no able member."""
    return pl.col("no_labour") & (count_members(is_in("labour", ABLE)) > 0)


@rule(
    "labour-19", CONTRADICTION, HOUSEHOLD_YEAR, "no_labour", "person_year.labour",
    says=Words("全户成员都无（丧失）劳动力，却未标整户无劳动能力", "no member has labour, yet the household is not marked so"),
    wants=Words("整户无劳动能力：是", "household without labour: yes"),
    fails={"no_labour": False, "persons": [{"labour": "none"}]}, passes={"no_labour": False, "persons": [{"labour": "weak"}]},
)
def none_means_no_labour() -> pl.Expr:
    """A household of which nobody can work is marked so."""
    return ~pl.col("no_labour") & members(is_in("labour", UNABLE).all(ignore_nulls=False))


@rule(
    "labour-20", SUSPICIOUS, HOUSEHOLD_YEAR, "members", "person_year.labour",
    says=Words(
        "三人以上的户，健康的青壮年却都在家无劳动收入来源",
        "three members or more, a healthy able member, yet nobody works and there is no business income",
    ),
    wants=Words("核对务工与经营收入", "check work away and business income"),
    fails={"members": 3, "business_income": 0, "persons": [{"labour": "ordinary", "health": "healthy", "work_months": 0, "public_post": False}]},
    passes={"members": 3, "business_income": 0, "persons": [{"labour": "ordinary", "health": "healthy", "work_months": 6, "public_post": False}]},
)
def labour_is_used() -> pl.Expr:
    """A household with healthy labour works or farms."""
    idle = ~any_member((pl.col("work_months") > 0) | pl.col("public_post"))
    return (pl.col("members") >= 3) & any_member(is_in("labour", ABLE) & healthy()) & idle & (pl.col("business_income") <= 0)
