"""Guarantees, third part: how much water and room there is; toilet, road, power and television fit together."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.facts import is_in
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule

HOUSEHOLD_YEAR = Grain.HOUSEHOLD_YEAR
LEAST_WATER: Final = 20  # litres a head and day, the lowest number any province has
LONGEST_FETCH: Final = 30  # minutes, the village form's "difficult"
LEAST_RELIABLE: Final = 90  # percent
LEAST_AREA, MOST_AREA = 5_00, 200_00  # hundredths of m² a head
FAR: Final = 5_00  # hundredths of km


def _per_head() -> pl.Expr:
    return pl.col("house_area") / pl.col("members")


@rule(
    "guar-31", CONTRADICTION, HOUSEHOLD_YEAR, "safe_water", "water_difficult",
    says=Words("饮水安全与饮水困难都填“是”", "water is both safe and difficult to get"),
    wants=Words("有困难即未解决安全饮水", "difficult water is not safe water"),
    fails={"safe_water": True, "water_difficult": True}, passes={"safe_water": True, "water_difficult": False},
)
def safe_is_not_difficult() -> pl.Expr:
    """Safe water is not difficult to get."""
    return pl.col("safe_water") & pl.col("water_difficult")


@rule(
    "guar-32", SUSPICIOUS, HOUSEHOLD_YEAR, "water_litres", "safe_water",
    says=Words("饮水安全，日人均用水量却不足 20 升", "water is safe, yet less than 20 litres a head and day"),
    wants=Words("20 升以上，或饮水未达安全", "20 litres or more, or water that is not safe"),
    fails={"safe_water": True, "water_litres": 15}, passes={"safe_water": True, "water_litres": 20},
)
def safe_is_enough() -> pl.Expr:
    """Safe water is enough water."""
    return pl.col("safe_water") & (pl.col("water_litres") < LEAST_WATER)


@rule(
    "guar-33", SUSPICIOUS, HOUSEHOLD_YEAR, "water_minutes", "safe_water",
    says=Words("饮水安全，取水往返却超过 30 分钟", "water is safe, yet more than 30 minutes to fetch"),
    wants=Words("30 分钟以内，或饮水未达安全", "30 minutes or less, or water that is not safe"),
    fails={"safe_water": True, "water_minutes": 45}, passes={"safe_water": True, "water_minutes": 30},
)
def safe_is_near() -> pl.Expr:
    """Safe water is near."""
    return pl.col("safe_water") & (pl.col("water_minutes") > LONGEST_FETCH)


@rule(
    "guar-34", SUSPICIOUS, HOUSEHOLD_YEAR, "water_reliability", "safe_water",
    says=Words("饮水安全，供水保证率却低于 90%", "water is safe, yet supplied on less than 90 % of days"),
    wants=Words("90% 以上，或饮水未达安全", "90 % or more, or water that is not safe"),
    fails={"safe_water": True, "water_reliability": 80}, passes={"safe_water": True, "water_reliability": 90},
)
def safe_is_reliable() -> pl.Expr:
    """Safe water comes every day."""
    return pl.col("safe_water") & (pl.col("water_reliability") < LEAST_RELIABLE)


@rule(
    "guar-35", SUSPICIOUS, HOUSEHOLD_YEAR, "house_area", "members",
    says=Words("人均住房不足 5 平方米", "less than 5 m² of house a head"),
    wants=Words("核对面积与人口", "check area and members"),
    fails={"house_area": 19_00, "members": 4}, passes={"house_area": 20_00, "members": 4},
)
def house_has_room() -> pl.Expr:
    """Hardly any house has less than 5 m² a head."""
    return _per_head() < LEAST_AREA


@rule(
    "guar-36", SUSPICIOUS, HOUSEHOLD_YEAR, "house_area", "members",
    says=Words("人均住房超过 200 平方米", "more than 200 m² of house a head"),
    wants=Words("核对面积与人口", "check area and members"),
    fails={"house_area": 402_00, "members": 2}, passes={"house_area": 120_00, "members": 2},
)
def house_is_modest() -> pl.Expr:
    """Hardly any poor household has more than 200 m² a head."""
    return _per_head() > MOST_AREA


@rule(
    "guar-37", CONTRADICTION, HOUSEHOLD_YEAR, "toilet_works", "toilet",
    says=Words("没有卫生厕所，却填能正常使用", "no sanitary toilet, yet it works"),
    wants=Words("有卫生厕所：是，或清空使用情况", "a toilet: yes; or leave the other empty"),
    fails={"toilet": False, "toilet_works": True}, passes={"toilet": True, "toilet_works": True},
)
def toilet_to_work() -> pl.Expr:
    """What is not there does not work."""
    return ~pl.col("toilet") & pl.col("toilet_works")


@rule(
    "guar-38", CONTRADICTION, HOUSEHOLD_YEAR, "hard_road", "road",
    says=Words("入户路是否硬化与入户路类型矛盾", "the road is paved or not, against its type"),
    wants=Words("水泥、沥青为硬化；砂石、泥土、未通为未硬化", "cement and asphalt are paved; gravel and earth are not"),
    fails={"hard_road": True, "road": "earth"}, passes={"hard_road": True, "road": "cement"},
)
def road_as_paved() -> pl.Expr:
    """Paved roads are of cement or asphalt."""
    soft, hard = is_in("road", ("earth", "gravel", "none")), is_in("road", ("cement", "asphalt"))
    return (pl.col("hard_road") & soft) | (~pl.col("hard_road") & hard)


@rule(
    "guar-39", CONTRADICTION, HOUSEHOLD_YEAR, "electricity", "production_power", "fuel",
    says=Words("未通生活用电，却通生产用电或以电为燃料", "no domestic electricity, yet power for production or electricity as fuel"),
    wants=Words("各处一致", "the same everywhere"),
    fails={"electricity": False, "fuel": "electricity"}, passes={"electricity": False, "fuel": "firewood"},
)
def power_or_none() -> pl.Expr:
    """Who has power for production or cooks with it has electricity."""
    return ~pl.col("electricity") & (pl.col("production_power") | (pl.col("fuel") == "electricity"))


@rule(
    "guar-40", SUSPICIOUS, HOUSEHOLD_YEAR, "television", "electricity",
    says=Words("未通生活用电，却通广播电视", "no electricity, yet television"),
    wants=Words("核对用电", "check the electricity"),
    fails={"electricity": False, "television": True}, passes={"electricity": True, "television": True},
)
def television_needs_power() -> pl.Expr:
    """Television needs electricity."""
    return ~pl.col("electricity") & pl.col("television")


@rule(
    "guar-41", SUSPICIOUS, HOUSEHOLD_YEAR, "dangerous_house", "household.relocated",
    says=Words("易地搬迁户仍住危房", "a relocated household still lives in a dangerous house"),
    wants=Words("核对是否已入住新居、旧房是否拆除", "check whether it has moved in and the old house is down"),
    fails={"relocated": True, "dangerous_house": True}, passes={"relocated": True, "dangerous_house": False},
)
def relocated_is_safe() -> pl.Expr:
    """Relocation ends in a safe house."""
    return pl.col("relocated") & pl.col("dangerous_house")


@rule(
    "guar-42", SUSPICIOUS, HOUSEHOLD_YEAR, "road_distance",
    says=Words("距村主干路超过 5 公里，或为负数", "more than 5 km to the main road, or less than nothing"),
    wants=Words("以公里为单位，0–5", "in kilometres, 0 to 5"),
    fails={"road_distance": 800_00}, passes={"road_distance": 50},
)
def road_is_near() -> pl.Expr:
    """The village's main road is rarely more than 5 km away; metres are often written for kilometres."""
    return ~pl.col("road_distance").is_between(0, FAR)
