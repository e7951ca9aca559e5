"""Income, third part: allowances, support and pensions are paid to somebody; an exit does not stand on them alone."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import age, aged, away, known_zero, left, lines_sum
from tuopin.register.quality.gathered import any_member, count_members
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule

HOUSEHOLD_YEAR = Grain.HOUSEHOLD_YEAR
PENSION_AGE: Final = 60
MOSTLY: Final = 90  # percent
HALF: Final = 50  # percent


@rule(
    "inc-45", CONTRADICTION, HOUSEHOLD_YEAR, "low_allowance_income", "person_year.low_allowance",
    says=Words("有成员享受低保，低保金却为 0", "a member receives the low allowance, yet the allowance is 0"),
    wants=Words("填全年低保金", "the year's allowance"),
    fails={"low_allowance_income": 0, "persons": [{"low_allowance": True}]}, passes={"low_allowance_income": 0, "persons": [{"low_allowance": False}]},
)
def allowance_is_paid() -> pl.Expr:
    """The allowance is an income."""
    return known_zero("low_allowance_income") & (count_members(pl.col("low_allowance")) > 0)


@rule(
    "inc-46", CONTRADICTION, HOUSEHOLD_YEAR, "low_allowance_income", "person_year.low_allowance",
    says=Words("有低保金，却无人享受低保", "there is a low allowance, yet nobody receives it"),
    wants=Words("标出享受低保的成员", "the member who receives it"),
    fails={"low_allowance_income": 3_000_00, "persons": [{"low_allowance": False}]},
    passes={"low_allowance_income": 3_000_00, "persons": [{"low_allowance": True}]},
)
def allowance_has_receiver() -> pl.Expr:
    """The allowance goes to somebody."""
    return (pl.col("low_allowance_income") > 0) & ~any_member(pl.col("low_allowance"))


@rule(
    "inc-47", CONTRADICTION, HOUSEHOLD_YEAR, "transfer_income", "person_year.low_allowance",
    says=Words("有成员享受低保或特困供养，转移性收入却为 0", "a member receives the allowance or support, yet there are no transfers"),
    wants=Words("低保金、供养金计入转移性收入", "both are transfers"),
    fails={"transfer_income": 0, "persons": [{"special_support": True}]}, passes={"transfer_income": 3_000_00, "persons": [{"special_support": True}]},
)
def support_is_transfer() -> pl.Expr:
    """Allowance and support are transfers."""
    return known_zero("transfer_income") & (count_members(pl.col("low_allowance") | pl.col("special_support")) > 0)


@rule(
    "inc-48", CONTRADICTION, HOUSEHOLD_YEAR, "special_support_income", "person_year.special_support",
    says=Words("有成员享受特困供养，供养金却为 0", "a member receives special support, yet the support is 0"),
    wants=Words("填全年供养金", "the year's support"),
    fails={"special_support_income": 0, "persons": [{"special_support": True}]},
    passes={"special_support_income": 6_000_00, "persons": [{"special_support": True}]},
)
def support_is_paid() -> pl.Expr:
    """Special support is an income."""
    return known_zero("special_support_income") & (count_members(pl.col("special_support")) > 0)


@rule(
    "inc-49", CONTRADICTION, HOUSEHOLD_YEAR, "special_support_income", "person_year.special_support",
    says=Words("有特困供养金，却无人享受特困供养", "there is special support, yet nobody receives it"),
    wants=Words("标出享受供养的成员", "the member who receives it"),
    fails={"special_support_income": 6_000_00, "persons": [{"special_support": False}]},
    passes={"special_support_income": 6_000_00, "persons": [{"special_support": True}]},
)
def support_has_receiver() -> pl.Expr:
    """Special support goes to somebody."""
    return (pl.col("special_support_income") > 0) & ~any_member(pl.col("special_support"))


@rule(
    "inc-50", SUSPICIOUS, HOUSEHOLD_YEAR, "pension_income", "person.birth_on",
    says=Words("有养老金，却无 60 岁以上成员", "there is a pension, yet nobody is 60"),
    wants=Words("核对养老金或年龄", "check the pension or the ages"),
    fails={"pension_income": 1_200_00, "persons": [{"birth_on": aged(50)}]}, passes={"pension_income": 1_200_00, "persons": [{"birth_on": aged(66)}]},
)
def pension_needs_age() -> pl.Expr:
    """The basic pension begins at sixty."""
    return (pl.col("pension_income") > 0) & ~any_member(age() >= PENSION_AGE)


@rule(
    "inc-51", SUSPICIOUS, HOUSEHOLD_YEAR, "pension_income", "person_year.resident_pension",
    says=Words("有 60 岁以上参保成员，养老金却为 0", "a member above 60 is insured, yet the pension is 0"),
    wants=Words("填全年养老金", "the year's pension"),
    fails={"pension_income": 0, "persons": [{"birth_on": aged(66), "resident_pension": True}]},
    passes={"pension_income": 1_200_00, "persons": [{"birth_on": aged(66), "resident_pension": True}]},
)
def age_brings_pension() -> pl.Expr:
    """Who is insured and above sixty draws the pension."""
    return known_zero("pension_income") & (count_members((age() > PENSION_AGE) & pl.col("resident_pension")) > 0)


@rule(
    "inc-52", CONTRADICTION, HOUSEHOLD_YEAR, "allowance_class", "low_allowance_income",
    says=Words("低保类别与低保金矛盾", "class of low allowance and its amount contradict each other"),
    wants=Words("有类别即有低保金，反之亦然", "a class with an amount, or neither"),
    fails={"allowance_class": "none", "low_allowance_income": 2_000_00}, passes={"allowance_class": "B", "low_allowance_income": 2_000_00},
)
def class_fits_allowance() -> pl.Expr:
    """An allowance has a class and a class an allowance."""
    none, paid = pl.col("allowance_class") == "none", pl.col("low_allowance_income") > 0
    return (none & paid) | (~none & ~paid)


@rule(
    "inc-58", SUSPICIOUS, HOUSEHOLD_YEAR, "transfer_income", "household.status",
    says=Words("已（预）脱贫户收入九成以上是转移性收入（低保兜底）", "more than 90 % of an exited (exiting) household's income are transfers"),
    wants=Words("核对是否“一兜了之”", "check whether the allowance alone lifts it over the line"),
    fails={"status": "exited", "wage_income": 0, "business_income": 500_00, "property_income": 0, "transfer_income": 12_000_00},
    passes={"status": "exited", "wage_income": 6_000_00, "business_income": 500_00, "property_income": 0, "transfer_income": 12_000_00},
)
def not_lifted_by_transfers() -> pl.Expr:
    """An exit that stands on transfers alone is not stable."""
    return left() & (lines_sum() > 0) & (pl.col("transfer_income") * 100 > lines_sum() * MOSTLY)


@rule(
    "inc-59", SUSPICIOUS, HOUSEHOLD_YEAR, "relief_income", "transfer_income",
    says=Words("临时救助、慰问金超过总收入一半", "temporary relief and gifts are more than half of the income"),
    wants=Words("一次性收入不作稳定收入", "what comes once is no stable income"),
    fails={"relief_income": 4_000_00, "wage_income": 0, "business_income": 0, "property_income": 0, "transfer_income": 5_000_00},
    passes={"relief_income": 1_000_00, "wage_income": 3_000_00, "business_income": 0, "property_income": 0, "transfer_income": 5_000_00},
)
def not_on_relief() -> pl.Expr:
    """Relief does not come every year."""
    return (pl.col("relief_income") > 0) & (pl.col("relief_income") * 100 > lines_sum() * HALF)


@rule(
    "inc-60", SUSPICIOUS, HOUSEHOLD_YEAR, "self_paid_medical", "net_income",
    says=Words("医疗自付支出超过全年纯收入", "the medical cost paid oneself exceeds the year's net income"),
    wants=Words("核实支出，评估返贫风险", "check the cost, and the risk of returning"),
    fails={"self_paid_medical": 20_000_00, "net_income": 15_000_00}, passes={"self_paid_medical": 2_000_00, "net_income": 15_000_00},
)
def illness_is_affordable() -> pl.Expr:
    """Illness that costs a year's income throws people back."""
    return pl.col("self_paid_medical") > pl.col("net_income")


@rule(
    "inc-61", CONTRADICTION, HOUSEHOLD_YEAR, "income_source", "household.status",
    says=Words("已（预）脱贫户没有稳定收入来源", "an exited (exiting) household has no stable source of income"),
    wants=Words("有稳定收入来源；或更正其一", "a stable source; or mend one of the two"),
    fails={"status": "exited", "income_source": False}, passes={"status": "exited", "income_source": True},
)
def left_with_source() -> pl.Expr:
    """Who leaves poverty has a stable source of income."""
    return left() & ~pl.col("income_source")


@rule(
    "inc-62", SUSPICIOUS, HOUSEHOLD_YEAR, "income_source", "person_year.work_months",
    says=Words("有成员务工满 6 个月，却填没有稳定收入来源", "a member has worked six months or more, yet there is said to be no stable source"),
    wants=Words("核对收入来源", "check the source"),
    fails={"income_source": False, "persons": [{"work_months": 6}]}, passes={"income_source": False, "persons": [{"work_months": 5}]},
)
def work_is_a_source() -> pl.Expr:
    """Six months of work or more are a stable source (at least six: six counts)."""
    return ~pl.col("income_source") & (count_members(away() & (pl.col("work_months") >= 6)) > 0)
