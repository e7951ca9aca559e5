"""A village, township or county explained: its counts, its rate as whole counts, each criterion, what holds it back. Clauses V1, V2, C2."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from tuopin.assessment.facts_read import Fact, fact, field_named
from tuopin.assessment.gap import find_out
from tuopin.assessment.households import findings
from tuopin.assessment.incidence import rolled_up, with_bounds
from tuopin.assessment.reasons import lower_is_better, threshold_of
from tuopin.assessment.result import Result
from tuopin.assessment.sentences import titles
from tuopin.assessment.told import Found, Head, Numbers, PlaceTold
from tuopin.assessment.wording import NOTHING, asked, measured, remedy, verdict_of
from tuopin.common.places import region
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.standard.criterion import EachMember, Finding, Unit
from tuopin.standard.edition import Edition
from tuopin.standard.rule import Rule

Row = Mapping[str, Any]
UNITS = {12: Unit.VILLAGE, 9: Unit.TOWNSHIP, 6: Unit.COUNTY}
NAMES = {Unit.VILLAGE: "villages", Unit.TOWNSHIP: "townships", Unit.COUNTY: "counties"}
COUNTS = (
    ("households", Words("户有评估结论", "households assessed")),
    ("registered_persons", Words("人在册未脱贫", "persons on the register, not exited")),
    ("leaving_households", Words("户可以退出", "households may leave")),
    ("leaving_persons", Words("人可以退出", "persons may leave")),
    ("wrongly_exited_persons", Words("人已脱贫但不达标", "persons registered as exited but failing")),
    ("unknown_households", Words("户有不明", "households with something unknown")),
    ("poor_low", Words("人剩余贫困（确定）", "persons remain poor, for certain")),
    ("poor_high", Words("人剩余贫困（含不明）", "persons remain poor, unknown ones included")),
    ("population", Words("总人口（分母）", "population (the denominator)")),
)


def explain_place(result: Result, edition: Edition, code: str, *, place: str) -> PlaceTold:
    """One place of the result. BadInput if the result has none of that code; `place` is its name for people."""
    unit, year = UNITS[len(code)], int(result.manifest["year"])
    row = place_row(result, edition, code)
    rules = findings(edition, unit, year)
    told = tuple(_found(row, rule, finding, year=year) for rule, finding in rules.items())
    verdict = verdict_of(row.get("standard_met"))
    head = Head(
        unit=str(unit),
        code=code,
        place=place,
        year=year,
        edition=edition.name,
        synthetic=bool(result.manifest["snapshot"]["synthetic"]),
        verdict=verdict,
        may_leave=bool(row.get("may_leave")),
        sentence=place_sentence(row, told),
    )
    counts = tuple((name, words, row.get(name)) for name, words in COUNTS)
    limit = _limit(row, told)
    return PlaceTold(head, counts, rate_of(row), room_of(row, limit), told, held_back(result, edition, code))


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


def room_of(row: Row, percent: int | None) -> Words:
    """How many more persons may remain poor, or must leave, for the limit of `percent` to hold."""
    high, people = row["poor_high"], row["population"]
    if percent is None:
        return Words("这一级没有贫困发生率要求", "no incidence is asked of this unit")
    if high is None or not people:
        return Words("人数不全，余量无法计算", "persons are not all counted: the room cannot be told")
    left = people * percent // 100 - high
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


def place_sentence(row: Row, told: tuple[Found, ...]) -> Words:
    """The place's verdict in one sentence."""
    failing = titles(each for each in told if each.binding and each.verdict == "not_met")
    unknown = titles(each for each in told if each.verdict == "unknown")
    if not told:
        return Words("所用标准不把这一级作为退出单位；以下是汇总数。", "The edition has no exit for this unit; these are sums.")
    if failing.zh:
        return Words(f"还不能退出：{failing.zh}不达标。", f"Cannot leave yet. Not met: {failing.en}.")
    if unknown.zh:
        return Words(f"还不能下结论，{unknown.zh}不明。", f"No verdict yet. Not known: {unknown.en}.")
    if row.get("may_leave"):
        return Words("条件都达标，可以按程序退出。", "Everything is met: it may leave by the procedure.")
    if row.get("exited"):
        return Words("已出列，条件都达标。", "It has left, and everything is met.")
    return Words("条件都达标；它不是贫困村，不需要退出。", "Everything is met; it is not a poor village and has nothing to leave.")


def place_numbers(row: Row, rule: Rule, finding: Finding | EachMember) -> Numbers:
    """Value, threshold and margin of one criterion from a place's row."""
    name = rule.criterion.name
    value, threshold = row.get(f"{name}_value"), row.get(f"{name}_threshold", threshold_of(finding))
    margin = None
    if value is not None and threshold is not None:
        margin = threshold - value if lower_is_better(finding) else value - threshold
    return Numbers(str(rule.criterion.measure), value, threshold, margin)


def _found(row: Row, rule: Rule, finding: Finding | EachMember, *, year: int) -> Found:
    criterion, numbers = rule.criterion, place_numbers(row, rule, finding)
    verdict = verdict_of(row[criterion.name])
    code = next(row[name] for name in ("village_code", "township_code", "county_code") if name in row)
    facts = tuple(_facts(row, rule))
    gap = NOTHING if numbers.margin is None else measured(numbers.measure, abs(numbers.margin))
    return Found(
        criterion=criterion.name,
        title=criterion.title,
        clause=rule.clause,
        binding=rule.binding,
        verdict=verdict,
        asked=asked(rule, year=year, region=region(code[:6])),
        numbers=numbers,
        facts=facts,
        remedy=(remedy(rule, gap, year=year, region=region(code[:6])),) if verdict == "not_met" else (),
        find_out=find_out(facts, ()) if verdict == "unknown" else (),
    )


def _facts(row: Row, rule: Rule) -> list[Fact]:
    """The facts a place's criterion read. A criterion named like a fact has taken its column; the fact is then its value."""
    told = []
    for name in rule.criterion.reads:
        field = field_named(name, "village_year", "county_year")
        held = f"village_{name}" if f"village_{name}" in row else name  # all households of a village, not those counted in the register
        value = row.get(f"{name}_value", row.get(name)) if name == rule.criterion.name else row.get(held)
        if field is not None and name in row:
            told.append(fact(field, value))
    return told


def _limit(row: Row, told: tuple[Found, ...]) -> int | None:
    threshold = next((each.numbers.threshold for each in told if each.criterion == "incidence"), row.get("incidence_threshold"))
    return None if threshold is None else threshold // 100

