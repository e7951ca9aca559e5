"""Income, second part: a line of income needs its source, and a source shows in its line."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import age, aged, away, known_zero, left, lines_sum
from tuopin.register.quality.gathered import any_member, count_members, members
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule
from tuopin.register.schema import TABLES

HOUSEHOLD_YEAR = Grain.HOUSEHOLD_YEAR
AMOUNTS: Final = (
    "wage_income", "business_income", "grain_income", "tobacco_income", "livestock_income", "fruit_income", "property_income",
    "transfer_income", "pension_income", "low_allowance_income", "farm_subsidy_income", "relief_income", "business_cost",
)
PENSION_AGE: Final = 60
MOSTLY: Final = 90  # percent
HALF: Final = 50  # percent
WAGE_GAP: Final = 2  # times
NO_LAND: Final = {"arable_land": 0, "paddy_land": 0}


def _must_not_be_negative(number: int, name: str) -> None:
    field = TABLES["household_year"][name]

    @rule(
        f"inc-{number}", CONTRADICTION, HOUSEHOLD_YEAR, name,
        says=Words(f"{field.zh}为负数", f"{field.en}: below nothing"), wants=Words("不小于 0（元）", "0 or more, in yuan"),
        fails={name: -1}, passes={name: 0},
    )
    def not_negative() -> pl.Expr:
        return pl.col(name) < 0


for _number, _name in enumerate(AMOUNTS, 25):
    _must_not_be_negative(_number, _name)


def _no_land(*names: str) -> pl.Expr:
    return pl.all_horizontal([pl.col(name) == 0 for name in names])


@rule(
    "inc-40", CONTRADICTION, HOUSEHOLD_YEAR, "wage_income", "person_year.work_months",
    says=Words("有成员务工，工资性收入却为 0", "a member works away, yet there are no wages"),
    wants=Words("填工资性收入", "the wages"),
    fails={"wage_income": 0, "persons": [{"work_months": 6}]}, passes={"wage_income": 0, "persons": [{"work_months": 0}]},
)
def work_brings_wages() -> pl.Expr:
    """Who works away brings wages."""
    return known_zero("wage_income") & (count_members(pl.col("work_months") > 0) > 0)


@rule(
    "inc-41", SUSPICIOUS, HOUSEHOLD_YEAR, "wage_income", "person_year.work_months",
    says=Words("有工资性收入，却无人务工、无公益性岗位", "there are wages, yet nobody works away or holds a post"),
    wants=Words("填务工或岗位；本地零工请说明", "the work or post; say so of odd jobs"),
    fails={"wage_income": 5_000_00, "persons": [{"work_months": 0, "public_post": False}]},
    passes={"wage_income": 5_000_00, "persons": [{"work_months": 3, "public_post": False}]},
)
def wages_need_work() -> pl.Expr:
    """Wages are earned by somebody."""
    return (pl.col("wage_income") > 0) & ~any_member((pl.col("work_months") > 0) | pl.col("public_post"))


@rule(
    "inc-42", CONTRADICTION, HOUSEHOLD_YEAR, "wage_income", "person_year.public_post",
    says=Words("有成员在公益性岗位，工资性收入却为 0", "a member holds a public-service post, yet there are no wages"),
    wants=Words("岗位补贴计入工资性收入", "the post's pay is wages"),
    fails={"wage_income": 0, "persons": [{"public_post": True}]}, passes={"wage_income": 0, "persons": [{"public_post": False}]},
)
def post_brings_wages() -> pl.Expr:
    """A post is paid."""
    return known_zero("wage_income") & (count_members(pl.col("public_post")) > 0)


@rule(
    "inc-43", SUSPICIOUS, HOUSEHOLD_YEAR, "wage_income", "person_year.work_wage", "person_year.work_months",
    says=Words("工资性收入不到成员月收入乘月数的一半", "wages are less than half of the members' monthly wages times months"),
    wants=Words("核对月收入、月数与工资性收入", "check wage, months and wages"),
    fails={"wage_income": 5_000_00, "persons": [{"work_wage": 2_000_00, "work_months": 10}]},
    passes={"wage_income": 15_000_00, "persons": [{"work_wage": 2_000_00, "work_months": 10}]},
)
def wages_as_earned() -> pl.Expr:
    """Wages are what the members earn, less their living away."""
    earned = members((pl.col("work_wage") * pl.col("work_months")).sum())
    return pl.col("wage_income") * WAGE_GAP < earned


@rule(
    "inc-44", SUSPICIOUS, HOUSEHOLD_YEAR, "wage_income", "person_year.work_wage", "person_year.work_months",
    says=Words("工资性收入超过成员月收入乘月数的两倍，又无公益性岗位", "wages are more than twice the members' monthly wages times months, and there is no post"),
    wants=Words("核对月收入、月数与工资性收入", "check wage, months and wages"),
    fails={"wage_income": 45_000_00, "persons": [{"work_wage": 2_000_00, "work_months": 10, "public_post": False}]},
    passes={"wage_income": 20_000_00, "persons": [{"work_wage": 2_000_00, "work_months": 10, "public_post": False}]},
)
def wages_not_above_earned() -> pl.Expr:
    """Wages are not twice what the members earn."""
    earned = members((pl.col("work_wage") * pl.col("work_months")).sum())
    return (earned > 0) & (pl.col("wage_income") > earned * WAGE_GAP) & ~any_member(pl.col("public_post"))


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
    fails={"low_allowance_income": 3_000_00, "persons": [{"low_allowance": False}]}, passes={"low_allowance_income": 3_000_00, "persons": [{"low_allowance": True}]},
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
    "inc-53", SUSPICIOUS, HOUSEHOLD_YEAR, "grain_income", "arable_land",
    says=Words("有粮食收入，耕地面积却为 0", "income from grain, yet no arable land"),
    wants=Words("核对耕地（租种请说明）", "check the land (say so of rented land)"),
    fails=NO_LAND | {"grain_income": 3_000_00}, passes={"arable_land": 3_00, "grain_income": 3_000_00},
)
def grain_needs_land() -> pl.Expr:
    """Grain grows on land."""
    return (pl.col("grain_income") > 0) & _no_land("arable_land")


@rule(
    "inc-54", SUSPICIOUS, HOUSEHOLD_YEAR, "tobacco_income", "arable_land",
    says=Words("有烤烟收入，耕地面积却为 0", "income from tobacco, yet no arable land"),
    wants=Words("核对耕地（租种请说明）", "check the land (say so of rented land)"),
    fails=NO_LAND | {"tobacco_income": 9_000_00}, passes={"arable_land": 6_00, "tobacco_income": 9_000_00},
)
def tobacco_needs_land() -> pl.Expr:
    """Tobacco grows on land."""
    return (pl.col("tobacco_income") > 0) & _no_land("arable_land")


@rule(
    "inc-55", SUSPICIOUS, HOUSEHOLD_YEAR, "fruit_income", "orchard_land", "forest_land",
    says=Words("有林果收入，林果与林地面积却都为 0", "income from fruit, yet no orchard and no forest"),
    wants=Words("核对林果面积", "check the orchard"),
    fails={"fruit_income": 4_000_00, "orchard_land": 0, "forest_land": 0}, passes={"fruit_income": 4_000_00, "orchard_land": 2_00, "forest_land": 0},
)
def fruit_needs_trees() -> pl.Expr:
    """Fruit grows on trees."""
    return (pl.col("fruit_income") > 0) & _no_land("orchard_land", "forest_land")


@rule(
    "inc-56", SUSPICIOUS, HOUSEHOLD_YEAR, "ecological_income", "forest_land", "returned_forest", "pasture_land",
    says=Words("有生态补偿金，林地、退耕还林、牧草地却都为 0", "ecological compensation, yet no forest, returned land or pasture"),
    wants=Words("核对面积（护林员工资计入工资）", "check the areas (a ranger's pay is wages)"),
    fails={"ecological_income": 500_00, "forest_land": 0, "returned_forest": 0, "pasture_land": 0},
    passes={"ecological_income": 500_00, "forest_land": 0, "returned_forest": 2_00, "pasture_land": 0},
)
def compensation_needs_forest() -> pl.Expr:
    """Compensation is for forest or pasture."""
    return (pl.col("ecological_income") > 0) & _no_land("forest_land", "returned_forest", "pasture_land")


@rule(
    "inc-57", SUSPICIOUS, HOUSEHOLD_YEAR, "farm_subsidy_income", "arable_land",
    says=Words("有惠农补贴，各类土地面积却都为 0", "farm subsidies, yet no land of any kind"),
    wants=Words("核对土地面积", "check the land"),
    fails=NO_LAND | {"farm_subsidy_income": 300_00, "forest_land": 0, "orchard_land": 0},
    passes={"arable_land": 1_00, "farm_subsidy_income": 300_00, "forest_land": 0, "orchard_land": 0},
)
def subsidy_needs_land() -> pl.Expr:
    """Farm subsidies are paid by the mu."""
    return (pl.col("farm_subsidy_income") > 0) & _no_land("arable_land", "forest_land", "orchard_land")


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
