"""Blanks: what has to be known of everybody. A blank is reported where the workbooks ask for the field at all."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import AWAY, aged, is_in
from tuopin.register.quality.rule import BLANK, Facts, Grain, declared, rule, table_field

PERSON, PERSON_YEAR, HOUSEHOLD = Grain.PERSON, Grain.PERSON_YEAR, Grain.HOUSEHOLD
HOUSEHOLD_YEAR, VILLAGE_YEAR = Grain.HOUSEHOLD_YEAR, Grain.VILLAGE_YEAR
NEEDED: Final[tuple[tuple[Grain, str, object], ...]] = (  # grain, field, a value for the passing example
    (PERSON, "name", "王一"),
    (PERSON, "id_number", "9" * 18),
    (PERSON, "id_type", "none"),
    (PERSON, "sex", "male"),
    (PERSON, "birth_on", aged(40)),
    (PERSON, "ethnicity", "汉族"),
    (PERSON, "relation", "head"),
    (PERSON_YEAR, "health", "healthy"),
    (PERSON_YEAR, "labour", "ordinary"),
    (PERSON_YEAR, "resident_insurance", True),
    (PERSON_YEAR, "serious_illness_insurance", True),
    (PERSON_YEAR, "low_allowance", False),
    (HOUSEHOLD, "status", "registered"),
    (HOUSEHOLD, "kind", "general"),
    (HOUSEHOLD, "standard", "national"),
    (HOUSEHOLD, "main_cause", "illness"),
    (HOUSEHOLD, "identified_on", aged(2)),
    (HOUSEHOLD, "phone", "13000000001"),
    (HOUSEHOLD_YEAR, "members", 3),
    (HOUSEHOLD_YEAR, "net_income_per_head", 3_000_00),
    (HOUSEHOLD_YEAR, "wage_income", 0),
    (HOUSEHOLD_YEAR, "business_income", 0),
    (HOUSEHOLD_YEAR, "transfer_income", 0),
    (HOUSEHOLD_YEAR, "business_cost", 0),
    (HOUSEHOLD_YEAR, "dangerous_house", False),
    (HOUSEHOLD_YEAR, "house_area", 80_00),
    (HOUSEHOLD_YEAR, "safe_water", True),
    (HOUSEHOLD_YEAR, "water_difficult", False),
    (HOUSEHOLD_YEAR, "electricity", True),
    (HOUSEHOLD_YEAR, "television", True),
    (HOUSEHOLD_YEAR, "toilet", True),
    (HOUSEHOLD_YEAR, "road", "cement"),
    (HOUSEHOLD_YEAR, "arable_land", 0),
    (HOUSEHOLD_YEAR, "food_secure", True),
    (HOUSEHOLD_YEAR, "clothing_secure", True),
    (VILLAGE_YEAR, "households", 100),
    (VILLAGE_YEAR, "population", 400),
    (VILLAGE_YEAR, "exited", False),
)


def _is_known(number: int, *, grain: Grain, name: str, value: object) -> None:
    field = declared(table_field(grain, name))
    fails: Facts = {"relation": "head"} if grain is PERSON and name != "relation" else {}

    @rule(
        f"blank-{number:02d}", BLANK, grain, name,
        says=Words(f"{field.zh}空白", f"blank: {field.en}"), wants=Words(f"填{field.zh}", field.en),
        fails=fails, passes={name: value},
    )
    def known() -> pl.Expr:
        return pl.col(name).is_null()


for _number, (_grain, _name, _value) in enumerate(NEEDED, 1):
    _is_known(_number, grain=_grain, name=_name, value=_value)


@rule(
    "blank-41", BLANK, PERSON_YEAR, "work_months", "work_place",
    says=Words("填了务工地点，务工月数却空白", "a place of work is given, yet the months are blank"),
    wants=Words("1–12 个月", "1 to 12 months"),
    fails={"work_place": "province"}, passes={"work_place": "province", "work_months": 8},
)
def months_of_work() -> pl.Expr:
    """Who works away does so for some months."""
    return is_in("work_place", AWAY) & pl.col("work_months").is_null()


@rule(
    "blank-42", BLANK, PERSON_YEAR, "public_post_months", "public_post",
    says=Words("有公益性岗位，岗位月数却空白", "a public-service post, yet the months are blank"),
    wants=Words("1–12 个月", "1 to 12 months"),
    fails={"public_post": True}, passes={"public_post": True, "public_post_months": 12},
)
def months_of_post() -> pl.Expr:
    """Who holds a post does so for some months."""
    return pl.col("public_post") & pl.col("public_post_months").is_null()


@rule(
    "blank-43", BLANK, HOUSEHOLD, "risks", "monitored_kind",
    says=Words("监测对象，返贫致贫风险却空白", "a monitored household, yet its risks are blank"),
    wants=Words("至少一项风险", "one risk at least"),
    fails={"monitored_kind": "marginal"}, passes={"monitored_kind": "marginal", "risks": "illness"},
)
def risks_of_watched() -> pl.Expr:
    """Who is watched is so for a risk."""
    return (pl.col("monitored_kind") != "none") & pl.col("risks").is_null()


@rule(
    "blank-44", BLANK, HOUSEHOLD, "risk_cleared", "monitored_kind",
    says=Words("监测对象，风险是否消除却空白", "a monitored household, yet whether the risk is cleared is blank"),
    wants=Words("是或否", "yes or no"),
    fails={"monitored_kind": "marginal"}, passes={"monitored_kind": "marginal", "risk_cleared": False},
)
def clearing_of_watched() -> pl.Expr:
    """Of who is watched it is known whether the risk is over."""
    return (pl.col("monitored_kind") != "none") & pl.col("risk_cleared").is_null()


@rule(
    "blank-45", BLANK, HOUSEHOLD_YEAR, "toilet_works", "toilet",
    says=Words("有卫生厕所，能否正常使用却空白", "a sanitary toilet, yet whether it works is blank"),
    wants=Words("是或否", "yes or no"),
    fails={"toilet": True}, passes={"toilet": True, "toilet_works": True},
)
def use_of_toilet() -> pl.Expr:
    """Of a toilet it is known whether it works."""
    return pl.col("toilet") & pl.col("toilet_works").is_null()
