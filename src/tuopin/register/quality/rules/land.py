"""Land: areas in mu, within what a household can have, and parts within their whole."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.rule import CONTRADICTION, SUSPICIOUS, Grain, rule
from tuopin.register.schema import TABLES

HOUSEHOLD_YEAR = Grain.HOUSEHOLD_YEAR
AREAS: Final = {  # hundredths of mu: more than that is a slip of unit
    "arable_land": 100_00,
    "paddy_land": 100_00,
    "forest_land": 200_00,
    "returned_forest": 100_00,
    "orchard_land": 100_00,
    "pasture_land": 200_00,
    "water_area": 100_00,
}
PER_HEAD: Final = 30_00
JUMP, JUMP_LEAST = 3, 3_00
GRASSLAND: Final = ("15", "54", "62", "63", "65")  # provinces of herders, where pastures are counted in hundreds


def _not_negative(number: int, name: str) -> None:
    field = TABLES["household_year"][name]

    @rule(
        f"land-{number:02d}", CONTRADICTION, HOUSEHOLD_YEAR, name,
        says=Words(f"{field.zh}为负数", f"{field.en}: less than nothing"), wants=Words("不小于 0（亩）", "0 or more, in mu"),
        fails={name: -1}, passes={name: 0},
    )
    def not_negative() -> pl.Expr:
        return pl.col(name) < 0


def _not_too_large(number: int, name: str, most: int) -> None:
    field = TABLES["household_year"][name]

    @rule(
        f"land-{number:02d}", SUSPICIOUS, HOUSEHOLD_YEAR, name,
        says=Words(f"{field.zh}超过 {most // 100} 亩", f"{field.en}: more than {most // 100} mu"),
        wants=Words("以亩为单位；平方米请折算（1 亩≈666.7 平方米）", "in mu; convert square metres (1 mu is 666.7 m²)"),
        fails={name: most + 1}, passes={name: most},
    )
    def not_too_large() -> pl.Expr:
        herders = pl.col("village_code").str.slice(0, 2).is_in(list(GRASSLAND))
        return (pl.col(name) > most) & ~(herders if name == "pasture_land" else pl.lit(value=False))


for _number, (_name, _most) in enumerate(AREAS.items(), 1):
    _not_negative(_number, _name)
    _not_too_large(_number + len(AREAS), _name, _most)


@rule(
    "land-15", CONTRADICTION, HOUSEHOLD_YEAR, "paddy_land", "arable_land",
    says=Words("水田面积大于耕地面积", "more paddy than arable land"),
    wants=Words("水田是耕地的一部分", "paddy is part of the arable land"),
    fails={"paddy_land": 3_00, "arable_land": 2_00}, passes={"paddy_land": 2_00, "arable_land": 2_00},
)
def paddy_is_arable() -> pl.Expr:
    """Paddy is part of the arable land."""
    return pl.col("paddy_land") > pl.col("arable_land")


@rule(
    "land-16", SUSPICIOUS, HOUSEHOLD_YEAR, "arable_land", "members",
    says=Words("人均耕地超过 30 亩", "more than 30 mu of arable land a head"),
    wants=Words("核对面积与人口", "check area and members"),
    fails={"arable_land": 62_00, "members": 2}, passes={"arable_land": 60_00, "members": 2},
)
def land_per_head() -> pl.Expr:
    """Hardly any poor household has more than 30 mu a head."""
    return pl.col("arable_land") > pl.col("members") * PER_HEAD


@rule(
    "land-17", SUSPICIOUS, HOUSEHOLD_YEAR, "arable_land",
    says=Words("耕地比上年增加两倍以上且多出 3 亩以上", "arable land is three times last year's and more than 3 mu larger"),
    wants=Words("核对面积；流转土地请说明", "check the area; say so of rented land"),
    fails={"arable_land": 5_00, "before": {"arable_land": 1_00}}, passes={"arable_land": 3_00, "before": {"arable_land": 1_00}},
)
def land_does_not_grow() -> pl.Expr:
    """One mu does not become five."""
    now, before = pl.col("arable_land"), pl.col("before.arable_land")
    return (before > 0) & (now >= before * JUMP) & (now - before > JUMP_LEAST)


@rule(
    "land-18", SUSPICIOUS, HOUSEHOLD_YEAR, "returned_forest", "forest_land",
    says=Words("退耕还林面积大于林地面积", "more returned farmland than forest land"),
    wants=Words("退耕还林地已计入林地的，不应更大", "not more than the forest land where it is counted there"),
    fails={"returned_forest": 5_00, "forest_land": 2_00}, passes={"returned_forest": 2_00, "forest_land": 5_00},
)
def returned_is_forest() -> pl.Expr:
    """Farmland returned to forest is forest."""
    return (pl.col("forest_land") > 0) & (pl.col("returned_forest") > pl.col("forest_land"))
