"""Villages: what the village reports and what its households say are one."""

from typing import Final

import polars as pl

from tuopin.common.places import WESTERN_PROVINCES
from tuopin.common.words import Words
from tuopin.register.quality.facts import disabled
from tuopin.register.quality.gathered import count_members, homes, persons
from tuopin.register.quality.rule import CONTRADICTION, FATAL, SUSPICIOUS, Grain, rule
from tuopin.register.quality.settings import Settings
from tuopin.register.schema import TABLES

VILLAGE_YEAR = Grain.VILLAGE_YEAR
LEVEL_LIMITS: Final = (2, 3)  # percent: central and western provinces
LARGE_HOUSEHOLDS: Final = 10
CHANGE: Final = 20  # percent
ON_THE_REGISTER: Final = ("registered", "exiting", "exited", "returned")
POOR: Final = ("registered", "exiting", "returned")
EXITED: Final = {"exited": True}
PARTS: Final = (  # (part, whole, number of the rule)
    ("unsafe_water_households", "households", 1),
    ("dangerous_house_households", "households", 2),
    ("low_allowance_households", "households", 3),
    ("powered_households", "households", 4),
    ("television_households", "households", 5),
    ("industry_base_households", "households", 6),
    ("industry_households", "industry_base_households", 7),
    ("low_allowance_persons", "population", 8),
    ("special_support_persons", "population", 9),
    ("disabled_persons", "population", 10),
    ("resident_pension_persons", "population", 11),
    ("insured_persons", "population", 12),
)


def _part_of_whole(part_name: str, whole_name: str, number: int) -> None:
    table = TABLES["village_year"]
    part, whole = table[part_name], table[whole_name]

    @rule(
        f"vil-{number:02d}", CONTRADICTION, VILLAGE_YEAR, part_name, whole_name,
        says=Words(f"{part.zh}大于{whole.zh}", f"more {part.en} than {whole.en}"),
        wants=Words(f"不大于{whole.zh}", f"not more than {whole.en}"),
        fails={part_name: 11, whole_name: 10}, passes={part_name: 10, whole_name: 10},
    )
    def part_of_whole() -> pl.Expr:
        return pl.col(part_name) > pl.col(whole_name)


for _part, _whole, _number in PARTS:
    _part_of_whole(_part, _whole, _number)


def _sum_of(name: str) -> pl.Expr:
    return homes(pl.col(name).sum())


def _members_of(test: pl.Expr) -> pl.Expr:
    return homes(test.sum())


@rule(
    "vil-13", CONTRADICTION, VILLAGE_YEAR, "arable_land",
    says=Words("村耕地面积小于所登记各户耕地之和", "the village has less arable land than its registered households together"),
    wants=Words("不小于各户之和", "not less than theirs together"),
    fails={"arable_land": 9_00, "homes": [{"arable_land": 5_00}, {"arable_land": 5_00}]},
    passes={"arable_land": 100_00, "homes": [{"arable_land": 5_00}, {"arable_land": 5_00}]},
)
def land_of_households() -> pl.Expr:
    """A village's land holds its households'."""
    return pl.col("arable_land") < _sum_of("arable_land")


@rule(
    "vil-14", FATAL, VILLAGE_YEAR, "households",
    says=Words("登记在册的户数大于村总户数", "more households on the register than in the village"),
    wants=Words("不小于在册户数", "not less than are on the register"),
    fails={"households": 1, "homes": [{"status": "exited"}, {"status": "registered"}]},
    passes={"households": 2, "homes": [{"status": "exited"}, {"status": "registered"}]},
)
def households_of_register() -> pl.Expr:
    """The register's households are households of the village."""
    return pl.col("households") < homes(pl.col("status").is_in(list(ON_THE_REGISTER)).sum())


@rule(
    "vil-15", FATAL, VILLAGE_YEAR, "population",
    says=Words("登记在册的人数大于村总人口", "more persons on the register than in the village"),
    wants=Words("不小于在册人数", "not less than are on the register"),
    fails={"population": 1, "homes": [{"status": "exited", "persons": [{}, {}]}]},
    passes={"population": 2, "homes": [{"status": "exited", "persons": [{}, {}]}]},
)
def population_of_register() -> pl.Expr:
    """The register's persons are people of the village."""
    return pl.col("population") < homes(persons().filter(pl.col("status").is_in(list(ON_THE_REGISTER))).sum())


@rule(
    "vil-16", CONTRADICTION, VILLAGE_YEAR, "unsafe_water_households",
    says=Words(
        "村未实现饮水安全户数小于在册户中饮水不安全的户数",
        "the village counts fewer households without safe water than its registered households alone have",
    ),
    wants=Words("不小于在册户中的户数", "not less than among the registered"),
    fails={"unsafe_water_households": 0, "homes": [{"safe_water": False}]}, passes={"unsafe_water_households": 1, "homes": [{"safe_water": False}]},
)
def unsafe_water_of_households() -> pl.Expr:
    """What the households lack the village counts."""
    return pl.col("unsafe_water_households") < _members_of(~pl.col("safe_water"))


@rule(
    "vil-17", CONTRADICTION, VILLAGE_YEAR, "dangerous_house_households",
    says=Words("村危房户数小于在册户中的危房户数", "the village counts fewer dangerous houses than its registered households alone have"),
    wants=Words("不小于在册户中的户数", "not less than among the registered"),
    fails={"dangerous_house_households": 0, "homes": [{"dangerous_house": True}]},
    passes={"dangerous_house_households": 2, "homes": [{"dangerous_house": True}]},
)
def dangerous_houses_of_households() -> pl.Expr:
    """What the households lack the village counts."""
    return pl.col("dangerous_house_households") < _members_of(pl.col("dangerous_house"))


@rule(
    "vil-18", CONTRADICTION, VILLAGE_YEAR, "low_allowance_persons",
    says=Words("村低保人口数小于在册户中享受低保的人数", "the village counts fewer people on the low allowance than its registered households alone have"),
    wants=Words("不小于在册人数", "not less than among the registered"),
    fails={"low_allowance_persons": 0, "homes": [{"persons": [{"low_allowance": True}]}]},
    passes={"low_allowance_persons": 1, "homes": [{"persons": [{"low_allowance": True}]}]},
)
def allowance_of_members() -> pl.Expr:
    """Who receives the allowance is counted by the village."""
    return pl.col("low_allowance_persons") < homes(count_members(pl.col("low_allowance")).sum())


@rule(
    "vil-19", CONTRADICTION, VILLAGE_YEAR, "special_support_persons",
    says=Words(
        "村特困供养人口数小于在册户中享受特困供养的人数",
        "the village counts fewer people on special support than its registered households alone have",
    ),
    wants=Words("不小于在册人数", "not less than among the registered"),
    fails={"special_support_persons": 0, "homes": [{"persons": [{"special_support": True}]}]},
    passes={"special_support_persons": 1, "homes": [{"persons": [{"special_support": True}]}]},
)
def support_of_members() -> pl.Expr:
    """Who receives special support is counted by the village."""
    return pl.col("special_support_persons") < homes(count_members(pl.col("special_support")).sum())


@rule(
    "vil-20", CONTRADICTION, VILLAGE_YEAR, "disabled_persons",
    says=Words("村残疾人口数小于在册户中的残疾人数", "the village counts fewer disabled people than its registered households alone have"),
    wants=Words("不小于在册人数", "not less than among the registered"),
    fails={"disabled_persons": 0, "homes": [{"persons": [{"health": "disabled"}]}]},
    passes={"disabled_persons": 1, "homes": [{"persons": [{"health": "disabled"}]}]},
)
def disabled_of_members() -> pl.Expr:
    """Disabled people are counted by the village."""
    return pl.col("disabled_persons") < homes(count_members(disabled()).sum())


@rule(
    "vil-21", CONTRADICTION, VILLAGE_YEAR, "exited", "population",
    says=Words("已出列村的贫困发生率高于 2%（西部 3%）", "an exited village's incidence is above 2 % (west 3 %)"),
    wants=Words("未脱贫人口÷总人口，不高于 2%（西部 3%）", "poor persons by population, not above 2 % (west 3 %)"),
    fails=EXITED | {"population": 30, "homes": [{"status": "registered", "persons": [{}]}]},
    passes=EXITED | {"population": 34, "homes": [{"status": "registered", "persons": [{}]}]},
)
def incidence_of_exited(given: Settings) -> pl.Expr:
    """An exited village is at or below its limit; statuses are of the last year, so only that is told."""
    poor = homes(persons().filter(pl.col("status").is_in(list(POOR))).sum())
    west = pl.col("village_code").str.slice(0, 2).is_in(sorted(WESTERN_PROVINCES))
    limit = pl.when(west).then(LEVEL_LIMITS[1]).otherwise(LEVEL_LIMITS[0])
    return pl.col("exited") & (pl.col("year") == given.last_year) & (poor * 100 > pl.col("population") * limit)


@rule(
    "vil-22", FATAL, VILLAGE_YEAR, "population", "households",
    says=Words("总人口少于总户数，或为 0", "fewer people than households, or none"),
    wants=Words("总人口不少于总户数", "not fewer people than households"),
    fails={"population": 9, "households": 10}, passes={"population": 10, "households": 10},
)
def people_in_households() -> pl.Expr:
    """A household has a person."""
    return (pl.col("population") < pl.col("households")) | (pl.col("population") <= 0)


@rule(
    "vil-23", SUSPICIOUS, VILLAGE_YEAR, "population", "households",
    says=Words("户均人口超过 10 人", "more than 10 people a household"),
    wants=Words("核对户数与人口", "check households and people"),
    fails={"population": 1_100, "households": 100}, passes={"population": 1_000, "households": 100},
)
def households_not_too_large() -> pl.Expr:
    """Households have rarely more than ten people on average."""
    return pl.col("population") > pl.col("households") * LARGE_HOUSEHOLDS


@rule(
    "vil-24", CONTRADICTION, VILLAGE_YEAR, "low_allowance_persons", "low_allowance_households",
    says=Words("低保人口数少于低保户数", "fewer people on the low allowance than households"),
    wants=Words("不少于低保户数", "not fewer than households"),
    fails={"low_allowance_persons": 3, "low_allowance_households": 4}, passes={"low_allowance_persons": 4, "low_allowance_households": 4},
)
def allowance_persons() -> pl.Expr:
    """A household on the allowance has a person."""
    return pl.col("low_allowance_persons") < pl.col("low_allowance_households")


@rule(
    "vil-25", SUSPICIOUS, VILLAGE_YEAR, "population",
    says=Words("总人口比上年变动超过 20%", "the population changed by more than 20 % in a year"),
    wants=Words("核对人口；并村请说明", "check the population; say so of merged villages"),
    fails={"population": 1_201, "before": {"population": 1_000}}, passes={"population": 1_200, "before": {"population": 1_000}},
)
def population_is_steady() -> pl.Expr:
    """Denominators do not drift to fit a rate."""
    now, before = pl.col("population"), pl.col("before.population")
    return (now - before).abs() * 100 > before * CHANGE
