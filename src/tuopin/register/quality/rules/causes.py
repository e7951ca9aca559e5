"""Causes: a cause of poverty shows in the household that has it."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import (
    ABLE,
    COLLEGE,
    JUNIOR,
    PRESCHOOL,
    SENIOR,
    disabled,
    has,
    ill,
    is_in,
    known_zero,
)
from tuopin.register.quality.gathered import any_member, count_members, members, persons
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule

HOUSEHOLD, HOUSEHOLD_YEAR = Grain.HOUSEHOLD, Grain.HOUSEHOLD_YEAR
OTHER_CAUSES: Final = 2
MUCH_LAND: Final = 3_00  # hundredths of mu a head
NEAR_ROAD: Final = 1_00  # hundredths of km
PUPILS: Final = (*PRESCHOOL, "primary", *JUNIOR, "special_school", *SENIOR, *COLLEGE, "postgraduate")


def cause(token: str) -> pl.Expr:
    """Whether the cause is the main one or among the others."""
    return (pl.col("main_cause") == token) | has("other_causes", token)


@rule(
    "cause-01", CONTRADICTION, HOUSEHOLD_YEAR, "household.main_cause", "person_year.health",
    says=Words("主要致贫原因是因病，却没有患病成员", "the main cause is illness, yet no member is ill"),
    wants=Words("有成员患慢性病或大病", "a member with a chronic or serious illness"),
    fails={"main_cause": "illness", "persons": [{"health": "healthy"}]}, passes={"main_cause": "illness", "persons": [{"health": "chronic"}]},
)
def illness_has_patient() -> pl.Expr:
    """Illness as a cause has a patient."""
    return (pl.col("main_cause") == "illness") & ~any_member(ill())


@rule(
    "cause-02", CONTRADICTION, HOUSEHOLD_YEAR, "household.main_cause", "person_year.health",
    says=Words("主要致贫原因是因残，却没有残疾成员", "the main cause is disability, yet no member is disabled"),
    wants=Words("有残疾成员", "a disabled member"),
    fails={"main_cause": "disability", "persons": [{"health": "chronic"}]}, passes={"main_cause": "disability", "persons": [{"health": "disabled"}]},
)
def disability_has_disabled() -> pl.Expr:
    """Disability as a cause has a disabled member."""
    return (pl.col("main_cause") == "disability") & ~any_member(disabled())


@rule(
    "cause-03", CONTRADICTION, HOUSEHOLD_YEAR, "household.main_cause", "person_year.student",
    says=Words("主要致贫原因是因学，却没有在校生", "the main cause is schooling, yet no member is at school"),
    wants=Words("有在校成员；已毕业的请更新原因", "a member at school; renew the cause when school is over"),
    fails={"main_cause": "schooling", "persons": [{"student": "not_student"}]}, passes={"main_cause": "schooling", "persons": [{"student": "university_2"}]},
)
def schooling_has_student() -> pl.Expr:
    """Schooling as a cause has a student."""
    return (pl.col("main_cause") == "schooling") & ~any_member(is_in("student", PUPILS))


@rule(
    "cause-04", SUSPICIOUS, HOUSEHOLD_YEAR, "household.main_cause", "person_year.labour",
    says=Words(
        "主要致贫原因是缺劳力，却有半数以上成员是普通或技能劳动力",
        "the main cause is lack of labour, yet half or more of the members are ordinary or skilled labour",
    ),
    wants=Words("核对原因或劳动能力", "check the cause or the capacity"),
    fails={"main_cause": "labour", "persons": [{"labour": "ordinary"}, {"labour": "none"}]},
    passes={"main_cause": "labour", "persons": [{"labour": "ordinary"}, {"labour": "none"}, {"labour": "none"}]},
)
def labour_is_lacking() -> pl.Expr:
    """Who lacks labour has less than half of it."""
    return (pl.col("main_cause") == "labour") & (count_members(is_in("labour", ABLE)) * 2 >= persons())


@rule(
    "cause-05", CONTRADICTION, HOUSEHOLD, "other_causes", "main_cause",
    says=Words("其他致贫原因与主要致贫原因重复", "the main cause stands among the other causes too"),
    wants=Words("其他原因不含主要原因", "other causes without the main one"),
    fails={"main_cause": "illness", "other_causes": "illness|funds"}, passes={"main_cause": "illness", "other_causes": "funds"},
)
def causes_differ() -> pl.Expr:
    """The main cause is not repeated."""
    return pl.col("other_causes").str.split("|").list.contains(pl.col("main_cause"))


@rule(
    "cause-06", CONTRADICTION, HOUSEHOLD, "other_causes",
    says=Words("其他致贫原因超过两项", "more than two other causes"),
    wants=Words("至多两项", "two at most"),
    fails={"other_causes": "funds|skill|water"}, passes={"other_causes": "funds|skill"},
)
def two_other_causes() -> pl.Expr:
    """At most two other causes are named."""
    return pl.col("other_causes").str.split("|").list.len() > OTHER_CAUSES


@rule(
    "cause-07", SUSPICIOUS, HOUSEHOLD_YEAR, "household.main_cause", "arable_land", "members",
    says=Words("主要致贫原因是缺土地，人均耕地却超过 3 亩", "the main cause is lack of land, yet more than 3 mu a head"),
    wants=Words("核对原因或耕地", "check the cause or the land"),
    fails={"main_cause": "land", "arable_land": 14_00, "members": 4}, passes={"main_cause": "land", "arable_land": 2_00, "members": 4},
)
def land_is_lacking() -> pl.Expr:
    """Who lacks land has little of it."""
    return (pl.col("main_cause") == "land") & (pl.col("arable_land") > pl.col("members") * MUCH_LAND)


@rule(
    "cause-08", SUSPICIOUS, HOUSEHOLD_YEAR, "household.main_cause", "water_difficult", "safe_water",
    says=Words("主要致贫原因是缺水，却饮水安全且无困难", "the main cause is lack of water, yet water is safe and not difficult to get"),
    wants=Words("核对原因或饮水（灌溉缺水请说明）", "check the cause or the water (say so of irrigation)"),
    fails={"main_cause": "water", "safe_water": True, "water_difficult": False}, passes={"main_cause": "water", "safe_water": False, "water_difficult": True},
)
def water_is_lacking() -> pl.Expr:
    """Who lacks water has difficulty getting it."""
    return (pl.col("main_cause") == "water") & pl.col("safe_water") & ~pl.col("water_difficult")


@rule(
    "cause-09", SUSPICIOUS, HOUSEHOLD_YEAR, "household.main_cause", "electricity", "production_power",
    says=Words("主要致贫原因是缺电，却通生活和生产用电", "the main cause is lack of electricity, yet there is power for living and production"),
    wants=Words("核对原因或用电", "check the cause or the power"),
    fails={"main_cause": "power", "electricity": True, "production_power": True},
    passes={"main_cause": "power", "electricity": True, "production_power": False},
)
def power_is_lacking() -> pl.Expr:
    """Who lacks power has none."""
    return (pl.col("main_cause") == "power") & pl.col("electricity") & pl.col("production_power")


@rule(
    "cause-10", SUSPICIOUS, HOUSEHOLD_YEAR, "household.main_cause", "hard_road", "road_distance",
    says=Words(
        "主要致贫原因是交通条件落后，入户路却已硬化且距主干路不足 1 公里",
        "the main cause is poor transport, yet the road is paved and the main road within 1 km",
    ),
    wants=Words("核对原因或道路", "check the cause or the road"),
    fails={"main_cause": "transport", "hard_road": True, "road_distance": 50}, passes={"main_cause": "transport", "hard_road": False, "road_distance": 50},
)
def transport_is_poor() -> pl.Expr:
    """Poor transport is no paved road nearby."""
    return (pl.col("main_cause") == "transport") & pl.col("hard_road") & (pl.col("road_distance") < NEAR_ROAD)


@rule(
    "cause-11", SUSPICIOUS, HOUSEHOLD_YEAR, "household.main_cause", "person_year.labour",
    says=Words("主要致贫原因是缺技术，劳动力却都是技能劳动力", "the main cause is lack of skill, yet all labour is skilled"),
    wants=Words("核对原因或劳动技能", "check the cause or the skill"),
    fails={"main_cause": "skill", "persons": [{"labour": "skilled"}]}, passes={"main_cause": "skill", "persons": [{"labour": "ordinary"}]},
)
def skill_is_lacking() -> pl.Expr:
    """Who lacks skill has unskilled labour."""
    skilled, able = count_members(pl.col("labour") == "skilled"), count_members(is_in("labour", ABLE))
    return (pl.col("main_cause") == "skill") & (able > 0) & (skilled == able)


@rule(
    "cause-12", SUSPICIOUS, HOUSEHOLD_YEAR, "self_paid_medical", "household.main_cause",
    says=Words("因病致贫，医疗自付支出却为 0", "poor through illness, yet nothing was paid for medical care"),
    wants=Words("填合规自付支出", "the cost paid oneself"),
    fails={"main_cause": "illness", "self_paid_medical": 0}, passes={"main_cause": "illness", "self_paid_medical": 3_000_00},
)
def illness_costs() -> pl.Expr:
    """Illness that makes poor costs money."""
    return cause("illness") & known_zero("self_paid_medical")


@rule(
    "cause-13", SUSPICIOUS, HOUSEHOLD_YEAR, "household.main_cause", "person_year.health",
    says=Words("全户无人健康，主要致贫原因却是自身发展动力不足", "no member is healthy, yet the main cause is lack of own drive"),
    wants=Words("核对是否因病、因残", "check whether it is illness or disability"),
    fails={"main_cause": "motivation", "persons": [{"health": "disabled"}]}, passes={"main_cause": "motivation", "persons": [{"health": "healthy"}]},
)
def drive_needs_health() -> pl.Expr:
    """The ill and the disabled do not lack drive."""
    return (pl.col("main_cause") == "motivation") & ~members((pl.col("health") == "healthy").any(ignore_nulls=False))
