"""Villages, second part: an exited village has its road, clinic and income; counties: shares are shares, parts are parts."""

from typing import Final

import polars as pl

from tuopin.common.words import Words
from tuopin.register.quality.gathered import homes, persons
from tuopin.register.quality.rule import BLANK, CONTRADICTION, FATAL, SUSPICIOUS, Grain, rule
from tuopin.register.schema import TABLES

VILLAGE_YEAR, COUNTY_YEAR = Grain.VILLAGE_YEAR, Grain.COUNTY_YEAR
EXITED: Final = {"exited": True}
TOLD: Final = (
    "paved_road", "bus", "clinics", "doctors", "public_toilets", "refuse_points", "culture_rooms", "resident_pension_persons",
    "low_allowance_persons", "collective_income", "unsafe_water_households", "dangerous_house_households",
)
SHARES: Final = tuple(name for name in TABLES["county_year"].names if name.endswith("_share"))
TOWNSHIPS: Final = ("townships_with_school", "townships_with_hospital", "townships_with_service_centre")
INSURED: Final = 98  # percent


def _exited_tells(number: int, name: str) -> None:
    field = TABLES["village_year"][name]

    @rule(
        f"vil-{number}", BLANK, VILLAGE_YEAR, name, "exited",
        says=Words(f"已出列村的{field.zh}空白", f"an exited village, yet blank: {field.en}"), wants=Words(f"填{field.zh}", field.en),
        fails=EXITED, passes={"exited": False},
    )
    def told() -> pl.Expr:
        return pl.col("exited") & pl.col(name).is_null()


for _number, _name in enumerate(TOLD, 26):
    _exited_tells(_number, _name)


@rule(
    "vil-40", CONTRADICTION, VILLAGE_YEAR, "paved_road", "exited",
    says=Words("已出列村到乡镇不通沥青（水泥）路", "an exited village has no paved road to the township"),
    wants=Words("通硬化路；或更正其一", "a paved road; or mend one of the two"),
    fails=EXITED | {"paved_road": False}, passes=EXITED | {"paved_road": True},
)
def exited_with_road() -> pl.Expr:
    """An exited village is connected."""
    return pl.col("exited") & ~pl.col("paved_road")


@rule(
    "vil-41", CONTRADICTION, VILLAGE_YEAR, "clinics", "exited",
    says=Words("已出列村没有卫生室", "an exited village has no clinic"),
    wants=Words("有卫生室（乡镇政府所在地请说明）", "a clinic (say so of township seats)"),
    fails=EXITED | {"clinics": 0}, passes=EXITED | {"clinics": 1},
)
def exited_with_clinic() -> pl.Expr:
    """An exited village has a clinic."""
    return pl.col("exited") & (pl.col("clinics") == 0)


@rule(
    "vil-42", SUSPICIOUS, VILLAGE_YEAR, "culture_rooms", "exited",
    says=Words("已出列村没有文化（图书）室", "an exited village has no culture room"),
    wants=Words("有文化室", "a culture room"),
    fails=EXITED | {"culture_rooms": 0}, passes=EXITED | {"culture_rooms": 1},
)
def exited_with_culture_room() -> pl.Expr:
    """An exited village has a culture room (a provincial demand)."""
    return pl.col("exited") & (pl.col("culture_rooms") == 0)


@rule(
    "vil-43", CONTRADICTION, VILLAGE_YEAR, "collective_income", "exited",
    says=Words("已出列村的集体经济收入为 0 或负数", "an exited village has no collective income"),
    wants=Words("有集体经济收入", "a collective income"),
    fails=EXITED | {"collective_income": 0}, passes=EXITED | {"collective_income": 2_000_000},
)
def exited_with_income() -> pl.Expr:
    """An exited village has an income of its own."""
    return pl.col("exited") & (pl.col("collective_income") <= 0)


@rule(
    "vil-44", SUSPICIOUS, VILLAGE_YEAR, "collective_income",
    says=Words("村集体经济收入超过 1,000 万元，像是单位写错", "collective income above 10 million yuan: likely a slip of unit"),
    wants=Words("以万元为单位", "in units of 10,000 yuan"),
    fails={"collective_income": 50_000 * 1_000_000}, passes={"collective_income": 20 * 1_000_000},
)
def collective_income_in_tenk() -> pl.Expr:
    """Collective income is written in units of ten thousand yuan."""
    return pl.col("collective_income") > 1_000 * 1_000_000


@rule(
    "vil-45", SUSPICIOUS, VILLAGE_YEAR, "doctors", "clinics",
    says=Words("有执业医师，却没有卫生室", "doctors, yet no clinic"),
    wants=Words("核对卫生室个数", "check the clinics"),
    fails={"doctors": 1, "clinics": 0}, passes={"doctors": 1, "clinics": 1},
)
def doctors_have_clinic() -> pl.Expr:
    """Doctors work in a clinic."""
    return (pl.col("doctors") > 0) & (pl.col("clinics") == 0)


@rule(
    "vil-46", CONTRADICTION, VILLAGE_YEAR, "industry", "industry_households",
    says=Words("没有特色产业，却有产业覆盖的户", "no industry of its own, yet households in it"),
    wants=Words("有特色产业：是，或户数改 0", "an industry: yes; or 0 households"),
    fails={"industry": False, "industry_households": 5}, passes={"industry": True, "industry_households": 5},
)
def industry_has_name() -> pl.Expr:
    """Households are in an industry that exists."""
    return ~pl.col("industry") & (pl.col("industry_households") > 0)


@rule(
    "vil-47", CONTRADICTION, VILLAGE_YEAR, "exited", "poor_village",
    says=Words("不是贫困村，却填已出列", "not a poor village, yet exited"),
    wants=Words("只有贫困村才出列", "only poor villages exit"),
    fails=EXITED | {"poor_village": False}, passes=EXITED | {"poor_village": True},
)
def only_poor_villages_exit() -> pl.Expr:
    """A village exits that was poor."""
    return pl.col("exited") & ~pl.col("poor_village")


@rule(
    "vil-48", SUSPICIOUS, VILLAGE_YEAR, "insured_persons", "population", "exited",
    says=Words("已出列村参加医保人数不足总人口的 98%", "less than 98 % of an exited village's people are insured"),
    wants=Words("98% 以上（参加职工医保的请说明）", "98 % or more (say so of employee insurance)"),
    fails=EXITED | {"population": 1_000, "insured_persons": 979}, passes=EXITED | {"population": 1_000, "insured_persons": 980},
)
def exited_insured() -> pl.Expr:
    """An exited village is insured."""
    return pl.col("exited") & (pl.col("insured_persons") * 100 < pl.col("population") * INSURED)


@rule(
    "vil-49", CONTRADICTION, VILLAGE_YEAR, "exited", "unsafe_water_households",
    says=Words("已出列村仍有饮水不安全的户", "an exited village still has households without safe water"),
    wants=Words("0 户；或说明原因", "0 households; or the reason"),
    fails=EXITED | {"unsafe_water_households": 1}, passes=EXITED | {"unsafe_water_households": 0},
)
def exited_with_water() -> pl.Expr:
    """An exited village has safe water."""
    return pl.col("exited") & (pl.col("unsafe_water_households") > 0)


def _share_is_share(number: int, name: str) -> None:
    field = TABLES["county_year"][name]

    @rule(
        f"vil-{number}", CONTRADICTION, COUNTY_YEAR, name,
        says=Words(f"{field.zh}不在 0–100 之间", f"{field.en}: not between 0 and 100 %"), wants=Words("0–100（%）", "0 to 100 (%)"),
        fails={name: 100_01}, passes={name: 100_00},
    )
    def share() -> pl.Expr:
        return ~pl.col(name).is_between(0, 100_00)


for _number, _name in enumerate(SHARES, 60):
    _share_is_share(_number, _name)


@rule(
    "vil-50", FATAL, COUNTY_YEAR, "rural_population",
    says=Words("登记在册的人数大于县农业户籍人口", "more persons on the register than in the county's rural population"),
    wants=Words("不小于在册人数", "not less than are on the register"),
    fails={"rural_population": 1, "homes": [{"persons": [{}, {}]}]}, passes={"rural_population": 100, "homes": [{"persons": [{}, {}]}]},
)
def county_population() -> pl.Expr:
    """The register's persons are people of the county."""
    return pl.col("rural_population") < homes(persons().sum())


@rule(
    "vil-51", CONTRADICTION, COUNTY_YEAR, "townships_with_school", *TOWNSHIPS[1:], "townships",
    says=Words("达标乡镇数大于乡镇数", "more townships with school, hospital or service centre than townships"),
    wants=Words("不大于乡镇数", "not more than townships"),
    fails={"townships": 10, "townships_with_school": 11}, passes={"townships": 10, "townships_with_school": 10},
)
def townships_of_county() -> pl.Expr:
    """Parts are not more than the whole."""
    return pl.any_horizontal([pl.col(name) > pl.col("townships") for name in TOWNSHIPS])


@rule(
    "vil-52", BLANK, COUNTY_YEAR, "rural_population",
    says=Words("县农业户籍人口空白，贫困发生率无法计算", "the county's rural population is blank: no incidence can be computed"),
    wants=Words("农业户籍人口数", "the rural registered population"),
    fails={"townships": 10}, passes={"townships": 10, "rural_population": 100_000},
)
def county_has_denominator() -> pl.Expr:
    """A rate needs its denominator."""
    return pl.col("rural_population").is_null()
