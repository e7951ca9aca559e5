"""A place's counts, its rate as whole counts of persons, its room, what holds how many of its households back. Clauses V1, C2."""


from collections.abc import Mapping
from typing import Any

import polars as pl

from tuopin.assessment.households import findings
from tuopin.assessment.incidence import rolled_up, with_bounds
from tuopin.assessment.result import Result
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.standard.criterion import Unit
from tuopin.standard.edition import Edition

Row = Mapping[str, Any]
UNITS = {12: Unit.VILLAGE, 9: Unit.TOWNSHIP, 6: Unit.COUNTY}
NAMES = {Unit.VILLAGE: "villages", Unit.TOWNSHIP: "townships", Unit.COUNTY: "counties"}
COUNTS = (
    ("households", Words("户有评估结论", "households assessed")),
    ("registered_persons", Words("人在册未脱贫", "persons on the register, not exited")),
    ("leaving_households", Words("户可以退出", "households may leave")),
    ("leaving_persons", Words("人可以退出", "persons may leave")),
    ("wrongly_exited_persons", Words("人已脱贫但不达标", "persons registered as exited but failing")),
    ("unknown_households", Words("户结论不明", "households whose verdict is unknown")),
    ("poor_low", Words("人剩余贫困（确定）", "persons remain poor, for certain")),
    ("poor_high", Words("人剩余贫困（含不明）", "persons remain poor, unknown ones included")),
    ("population", Words("总人口（分母）", "population (the denominator)")),
)


def place_row(result: Result, edition: Edition, code: str) -> Row:
    """The place's row of the result; a township that is no unit of exit is summed up from its villages."""
    unit = UNITS[len(code)]
    if unit is Unit.TOWNSHIP and not edition.rules(unit):
        villages = result.table("villages").filter(pl.col("village_code").str.starts_with(code))
        people = pl.lit(villages["population"].sum() if villages["population"].null_count() == 0 else None, pl.Int64)
        table = with_bounds(rolled_up(villages, 9, "township_code")).with_columns(population=people)
    else:
        table = result.table(NAMES[unit]).filter(pl.col(f"{unit}_code") == code)
    if table.is_empty():
        raise BadInput(code, Words("结果中没有这个地区", "the result has no such place"))
    return table.row(0, named=True)


def rate_of(row: Row) -> str:
    """"12–15 / 800 = 1.88 %": persons of persons, the upper count's rate rounded up so that a failure never looks like a pass."""
    low, high, people = row["poor_low"], row["poor_high"], row["population"]
    if not people:
        return f"{low:,} / — = —"
    if high is None:
        return f"≥ {low:,} / {people:,} = —"
    share = -(-high * 10_000 // people)
    persons = f"{high:,}" if low == high else f"{low:,}–{high:,}"
    return f"{persons} / {people:,} = {share // 100}.{share % 100:02d}%"


def room_of(row: Row, percent: int | None, *, at_limit: object = True) -> Words:
    """How many more persons may remain poor, or must leave, for the limit of `percent` to hold; `at_limit`: exactly it passes."""
    high, people = row["poor_high"], row["population"]
    if percent is None:
        return Words("这一级没有贫困发生率要求", "no incidence is asked of this unit")
    if high is None or not people:
        return Words("人数不全，余量无法计算", "persons are not all counted: the room cannot be told")
    left = (people * percent - (not at_limit)) // 100 - high
    if left < 0:
        return Words(f"限 {percent}%：还要再减少 {-left:,} 个贫困人口", f"limit {percent} %: {-left:,} more person(s) must leave poverty")
    return Words(f"限 {percent}%：还有 {left:,} 人的余量", f"limit {percent} %: room for {left:,} more person(s)")


def held_back(result: Result, edition: Edition, code: str) -> tuple[tuple[str, Words, int, int], ...]:
    """For each household criterion: how many of the place's registered or exited households fail it, or cannot be told."""
    rules = findings(edition, Unit.HOUSEHOLD, int(result.manifest["year"]))
    if code[:6] not in result.counties:
        return ()
    own = result.verdicts(code[:6]).filter(pl.col("village_code").str.starts_with(code) & ~pl.col("status").is_in(["removed", "not_registered"]))
    names = [rule.criterion.name for rule in rules]
    sums = own.select(*((~pl.col(name)).sum().alias(name) for name in names), *(pl.col(name).null_count().alias(f"{name}?") for name in names))
    counts = sums.collect().row(0, named=True)
    told = [(rule.criterion.name, rule.criterion.title, int(counts[rule.criterion.name]), int(counts[f"{rule.criterion.name}?"])) for rule in rules]
    return tuple(sorted((each for each in told if each[2] or each[3]), key=lambda each: (-each[2], -each[3])))
