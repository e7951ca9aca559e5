"""A standard's numbers and a verdict in words: what is asked, what was found, what is missing, what would meet it."""

from collections.abc import Mapping
from typing import Any, Literal

from tuopin.assessment.facts_read import money
from tuopin.common.money import plain
from tuopin.common.words import Words
from tuopin.register.schema.units import MINUTES, SQUARE_METRE
from tuopin.standard.criterion import Criterion, Measure, Quantity
from tuopin.standard.rule import Rule
from tuopin.standard.tokens import listed

Verdict = Literal["met", "not_met", "unknown"]
Answer = bool | None  # as a verdict table holds it

VERDICTS: dict[Verdict, Words] = {
    "met": Words("达标", "met"),
    "not_met": Words("不达标", "not met"),
    "unknown": Words("不明", "unknown"),
}
SIGNS: dict[Verdict, str] = {"met": "✓", "not_met": "✗", "unknown": "?"}
NOTHING = Words("", "")


def verdict_of(met: Answer) -> Verdict:
    """Three values: true is met, false is not met, null is unknown."""
    return "unknown" if met is None else "met" if met else "not_met"


def asked(rule: Rule, *, year: int, region: str | None = None) -> Words:
    """What the criterion asks, its numbers put in, each in the unit people use."""
    numbers = _numbers(rule, year, region)
    return filled(rule.criterion.asks, numbers)


def remedy(rule: Rule, gap: Words, *, year: int, region: str | None = None) -> Words:
    """The smallest change that meets the criterion; `gap` is what is missing."""
    numbers = _numbers(rule, year, region)
    return filled(rule.criterion.remedy, numbers | {"gap": gap})


def filled(template: Words, values: Mapping[str, Words]) -> Words:
    """A sentence with words put in, each language its own."""
    zh = template.zh.format_map({name: value.zh for name, value in values.items()})
    return Words(zh, template.en.format_map({name: value.en for name, value in values.items()}))


def measured(measure: str, number: int | None) -> Words:
    """A value, threshold or margin in the criterion's measure, as people write it."""
    if number is None:
        return Words("—", "—")
    if measure in {Measure.FEN_PER_HEAD, Measure.FEN}:
        return money(number)
    if measure == Measure.AREA_PER_HEAD:
        return Words(f"{plain(number)} 平方米", f"{plain(number)} m²")
    if measure == Measure.SHARE:
        return Words(f"{plain(number)}%", f"{plain(number)} %")
    units = {Measure.PERSONS: Words("人", "person(s)"), Measure.YEARS: Words("年", "year(s)")}
    unit = next((words for name, words in units.items() if name == measure), NOTHING)
    return Words(f"{number:,} {unit.zh}".strip(), f"{number:,} {unit.en}".strip())


def quantity(unit: Quantity | None, number: int) -> Words:
    """A parameter of an edition in the unit it is written in."""
    if unit is Quantity.YUAN:
        return money(number)
    if unit is Quantity.SQUARE_METRES:
        return Words(f"{plain(number)} {SQUARE_METRE.zh}", f"{plain(number)} {SQUARE_METRE.en}")
    if unit is Quantity.PERCENT:
        return Words(f"{number}%", f"{number} %")
    units = {Quantity.LITRES: Words("升", "litres"), Quantity.MINUTES: MINUTES}
    words = units.get(unit, NOTHING) if unit else NOTHING
    return Words(f"{number} {words.zh}".strip(), f"{number} {words.en}".strip())


def _numbers(rule: Rule, year: int, region: str | None) -> dict[str, Words]:
    held = {name: given.at(year) for name, given in rule.given.items()}
    return {
        name: NOTHING if given is None or given.value is None else value_in_words(rule.criterion, name, given.value, region=region)
        for name, given in held.items()
    }


def value_in_words(criterion: Criterion, name: str, value: Any, *, region: str | None = None) -> Words:
    """One parameter's value: a number in its unit, a list by its labels, a pair of regional numbers as "2%（西部 3%）"."""
    if isinstance(value, tuple):
        return listed(value)
    if isinstance(value, bool):
        return Words("是", "yes") if value else Words("否", "no")
    unit = criterion.units.get(name)
    if isinstance(value, Mapping):
        told = {place: quantity(unit, number) for place, number in value.items()}
        if region in told:
            return told[region]
        west, other = told["west"], told["other"]
        return Words(f"{other.zh}（西部 {west.zh}）", f"{other.en} (west: {west.en})")
    return quantity(unit, value)

