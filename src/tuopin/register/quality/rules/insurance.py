"""Guarantees, first part: insurance, pensions, the low allowance and special support of each person."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import ABLE, age, aged, disabled, healthy, is_in, left
from tuopin.register.quality.gathered import any_member, count_members, members
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule

PERSON_YEAR, HOUSEHOLD_YEAR = Grain.PERSON_YEAR, Grain.HOUSEHOLD_YEAR
PENSION_AGE: Final = 60
INSURANCES: Final = ("resident_insurance", "employee_insurance")


def insured() -> pl.Expr:
    """Whether the person is in some basic medical insurance; a cover that is not asked about is none when one is denied."""
    return pl.any_horizontal([pl.col(name) for name in (*INSURANCES, "commercial_insurance")])


def surely_uninsured() -> pl.Expr:
    """Whether the basic insurances are denied and no other is claimed."""
    return ~pl.col("resident_insurance") & ~pl.col("employee_insurance") & ~pl.col("commercial_insurance").fill_null(value=False)


@rule(
    "guar-01", CONTRADICTION, PERSON_YEAR, "resident_insurance", "employee_insurance",
    says=Words("居民医保与职工医保都填“是”", "in both resident and employee medical insurance"),
    wants=Words("只参加一种", "one of them"),
    fails={"resident_insurance": True, "employee_insurance": True}, passes={"resident_insurance": True, "employee_insurance": False},
)
def one_medical_insurance() -> pl.Expr:
    """A person is in one basic medical insurance."""
    return pl.col("resident_insurance") & pl.col("employee_insurance")


@rule(
    "guar-02", CONTRADICTION, PERSON_YEAR, "resident_insurance", "employee_insurance",
    says=Words("居民医保与职工医保都填“否”，也无商业医保", "in neither resident nor employee medical insurance, nor a commercial one"),
    wants=Words("参保其一；现役军人等请说明", "one of them; say so of servicemen and the like"),
    fails={"resident_insurance": False, "employee_insurance": False},
    passes={"resident_insurance": False, "employee_insurance": False, "serviceman": True},
)
def some_medical_insurance() -> pl.Expr:
    """A person is in some medical insurance; servicemen are provided for."""
    return surely_uninsured() & ~pl.col("serviceman").fill_null(value=False)


@rule(
    "guar-03", SUSPICIOUS, PERSON_YEAR, "employee_insurance", "person.birth_on",
    says=Words("不满 16 岁参加职工医保", "below 16 and in employee medical insurance"),
    wants=Words("居民医保", "resident insurance"),
    fails={"employee_insurance": True, "birth_on": aged(10)}, passes={"employee_insurance": True, "birth_on": aged(30)},
)
def employees_are_grown() -> pl.Expr:
    """Employee insurance is for who works."""
    return pl.col("employee_insurance") & (age() < 16)


@rule(
    "guar-04", CONTRADICTION, PERSON_YEAR, "serious_illness_insurance", "resident_insurance",
    says=Words("参加大病保险，却没有基本医保", "in serious-illness insurance without basic medical insurance"),
    wants=Words("先参加基本医保", "basic insurance first"),
    fails={"serious_illness_insurance": True, "resident_insurance": False, "employee_insurance": False},
    passes={"serious_illness_insurance": True, "resident_insurance": True, "employee_insurance": False},
)
def serious_illness_on_basic() -> pl.Expr:
    """Serious-illness insurance comes with basic insurance."""
    return pl.col("serious_illness_insurance") & surely_uninsured()


@rule(
    "guar-05", SUSPICIOUS, PERSON_YEAR, "medical_aid", "health",
    says=Words("接受医疗救助，却记为健康", "received medical assistance, yet recorded as healthy"),
    wants=Words("核对健康状况", "check the health"),
    fails={"medical_aid": True, "health": "healthy"}, passes={"medical_aid": True, "health": "chronic"},
)
def aid_for_ill() -> pl.Expr:
    """Medical assistance goes to the ill."""
    return pl.col("medical_aid") & healthy()


@rule(
    "guar-06", CONTRADICTION, PERSON_YEAR, "resident_pension", "employee_pension",
    says=Words("居民养老与职工养老都填“是”", "in both resident and employee pension insurance"),
    wants=Words("只参加一种", "one of them"),
    fails={"resident_pension": True, "employee_pension": True}, passes={"resident_pension": True, "employee_pension": False},
)
def one_pension() -> pl.Expr:
    """A person is in one pension insurance."""
    return pl.col("resident_pension") & pl.col("employee_pension")


@rule(
    "guar-07", CONTRADICTION, PERSON_YEAR, "resident_pension", "person.birth_on",
    says=Words("不满 16 岁参加养老保险", "below 16 and in pension insurance"),
    wants=Words("年满 16 岁方可参保", "from 16 on"),
    fails={"resident_pension": True, "birth_on": aged(12)}, passes={"resident_pension": True, "birth_on": aged(16)},
)
def pension_from_sixteen() -> pl.Expr:
    """Pension insurance begins at 16."""
    return (pl.col("resident_pension") | pl.col("employee_pension")) & (age() < 16)


@rule(
    "guar-08", SUSPICIOUS, PERSON_YEAR, "resident_pension", "person.birth_on",
    says=Words("60 岁以上没有任何养老保险", "older than 60 without any pension insurance"),
    wants=Words("核对是否领取养老金", "check whether a pension is paid"),
    fails={"resident_pension": False, "employee_pension": False, "birth_on": aged(66)},
    passes={"resident_pension": True, "employee_pension": False, "birth_on": aged(66)},
)
def old_have_pension() -> pl.Expr:
    """From sixty on everybody draws a pension."""
    return ~pl.col("resident_pension") & ~pl.col("employee_pension") & (age() > PENSION_AGE)


@rule(
    "guar-09", CONTRADICTION, PERSON_YEAR, "low_allowance", "special_support",
    says=Words("同时享受低保和特困供养", "receives both the low allowance and special support"),
    wants=Words("只享受一种", "one of them"),
    fails={"low_allowance": True, "special_support": True}, passes={"low_allowance": True, "special_support": False},
)
def one_support() -> pl.Expr:
    """Special support takes the place of the low allowance."""
    return pl.col("low_allowance") & pl.col("special_support")


@rule(
    "guar-10", SUSPICIOUS, PERSON_YEAR, "low_allowance", "employee_insurance",
    says=Words("参加职工医保（有单位），又享受低保", "in employee insurance (a job), yet receives the low allowance"),
    wants=Words("核对低保或参保", "check the allowance or the insurance"),
    fails={"low_allowance": True, "employee_insurance": True}, passes={"low_allowance": True, "employee_insurance": False},
)
def employed_on_allowance() -> pl.Expr:
    """Who has a job with insurance rarely needs the allowance."""
    return pl.col("low_allowance") & pl.col("employee_insurance")


@rule(
    "guar-11", CONTRADICTION, PERSON_YEAR, "special_support", "labour",
    says=Words("享受特困供养，却有普通或技能劳动力", "receives special support, yet ordinary or skilled labour"),
    wants=Words("特困人员无劳动能力", "special support is for who cannot work"),
    fails={"special_support": True, "labour": "ordinary"}, passes={"special_support": True, "labour": "none"},
)
def supported_cannot_work() -> pl.Expr:
    """Special support is for people without labour, income and supporters."""
    return pl.col("special_support") & is_in("labour", ABLE)


@rule(
    "guar-12", SUSPICIOUS, PERSON_YEAR, "special_support", "person.birth_on", "health",
    says=Words("16–59 岁、无残疾，却享受特困供养", "16 to 59 and not disabled, yet receives special support"),
    wants=Words("老年人、未成年人或残疾人", "the old, the young or the disabled"),
    fails={"special_support": True, "birth_on": aged(40), "health": "healthy"}, passes={"special_support": True, "birth_on": aged(40), "health": "disabled"},
)
def supported_are_weak() -> pl.Expr:
    """Special support is for the old, for minors and for the disabled."""
    return pl.col("special_support") & age().is_between(17, 59) & ~disabled()


@rule(
    "guar-13", CONTRADICTION, HOUSEHOLD_YEAR, "household.status", "person_year.resident_insurance",
    says=Words("已（预）脱贫户有成员未参加任何医保", "an exited (exiting) household has a member without medical insurance"),
    wants=Words("成员全部参保", "every member insured"),
    fails={"status": "exited", "persons": [{"resident_insurance": False, "employee_insurance": False}]},
    passes={"status": "exited", "persons": [{"resident_insurance": True, "employee_insurance": False}]},
)
def left_insured() -> pl.Expr:
    """Who leaves poverty is insured."""
    return left() & (count_members(surely_uninsured() & ~pl.col("serviceman").fill_null(value=False)) > 0)


@rule(
    "guar-14", CONTRADICTION, HOUSEHOLD_YEAR, "uninsured_flag", "person_year.resident_insurance",
    says=Words("填“有成员未参保”，成员却都已参保", "said to have an uninsured member, yet every member is insured"),
    wants=Words("与成员参保情况相符", "what the members' insurance says"),
    fails={"uninsured_flag": True, "persons": [{"resident_insurance": True}]}, passes={"uninsured_flag": False, "persons": [{"resident_insurance": True}]},
)
def uninsured_flag_true() -> pl.Expr:
    """The flag says what the members say."""
    return pl.col("uninsured_flag") & members(insured().all(ignore_nulls=False))


@rule(
    "guar-15", CONTRADICTION, HOUSEHOLD_YEAR, "uninsured_flag", "person_year.resident_insurance",
    says=Words("填“没有成员未参保”，却有成员未参保", "said to have no uninsured member, yet one is uninsured"),
    wants=Words("与成员参保情况相符", "what the members' insurance says"),
    fails={"uninsured_flag": False, "persons": [{"resident_insurance": False, "employee_insurance": False}]},
    passes={"uninsured_flag": False, "persons": [{"resident_insurance": True}]},
)
def uninsured_flag_false() -> pl.Expr:
    """The flag says what the members say."""
    return ~pl.col("uninsured_flag") & (count_members(surely_uninsured()) > 0)


@rule(
    "guar-16", CONTRADICTION, HOUSEHOLD_YEAR, "household.kind", "person_year.low_allowance",
    says=Words("低保贫困户，却没有成员享受低保", "a low-allowance household of which nobody receives the allowance"),
    wants=Words("更正户属性或成员低保", "another kind, or the members' allowance"),
    fails={"kind": "low_allowance", "persons": [{"low_allowance": False}]}, passes={"kind": "low_allowance", "persons": [{"low_allowance": True}]},
)
def allowance_household() -> pl.Expr:
    """A low-allowance household receives it."""
    return (pl.col("kind") == "low_allowance") & ~any_member(pl.col("low_allowance"))


@rule(
    "guar-17", CONTRADICTION, HOUSEHOLD_YEAR, "household.kind", "person_year.special_support",
    says=Words("特困供养户，却没有成员享受特困供养", "a special-support household of which nobody receives the support"),
    wants=Words("更正户属性或成员特困供养", "another kind, or the members' support"),
    fails={"kind": "special_support", "persons": [{"special_support": False}]}, passes={"kind": "special_support", "persons": [{"special_support": True}]},
)
def support_household() -> pl.Expr:
    """A special-support household receives it."""
    return (pl.col("kind") == "special_support") & ~any_member(pl.col("special_support"))


@rule(
    "guar-18", SUSPICIOUS, HOUSEHOLD_YEAR, "household.kind", "person_year.low_allowance",
    says=Words("一般贫困户，却有成员享受低保或特困供养", "a general poor household of which a member receives the allowance or support"),
    wants=Words("低保或特困供养贫困户", "a low-allowance or special-support household"),
    fails={"kind": "general", "persons": [{"low_allowance": True}]},
    passes={"kind": "general", "persons": [{"low_allowance": False, "special_support": False}]},
)
def general_household() -> pl.Expr:
    """A general household receives neither."""
    return (pl.col("kind") == "general") & (count_members(pl.col("low_allowance") | pl.col("special_support")) > 0)
