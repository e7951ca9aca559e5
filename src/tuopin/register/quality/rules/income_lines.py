"""Income, second part: a line of income needs its source, and a source shows in its line."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import known_zero
from tuopin.register.quality.gathered import any_member, count_members, members
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule
from tuopin.register.schema import TABLES

HOUSEHOLD_YEAR = Grain.HOUSEHOLD_YEAR
AMOUNTS: Final = (
    "wage_income", "business_income", "grain_income", "tobacco_income", "livestock_income", "fruit_income", "property_income",
    "transfer_income", "pension_income", "low_allowance_income", "farm_subsidy_income", "relief_income", "business_cost",
)
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
    says=Words(
        "工资性收入超过成员月收入乘月数的两倍，又无公益性岗位",
        "wages are more than twice the members' monthly wages times months, and there is no post",
    ),
    wants=Words("核对月收入、月数与工资性收入", "check wage, months and wages"),
    fails={"wage_income": 45_000_00, "persons": [{"work_wage": 2_000_00, "work_months": 10, "public_post": False}]},
    passes={"wage_income": 20_000_00, "persons": [{"work_wage": 2_000_00, "work_months": 10, "public_post": False}]},
)
def wages_not_above_earned() -> pl.Expr:
    """Wages are not twice what the members earn."""
    earned = members((pl.col("work_wage") * pl.col("work_months")).sum())
    return (earned > 0) & (pl.col("wage_income") > earned * WAGE_GAP) & ~any_member(pl.col("public_post"))


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
