"""A what-if edition: one number changed, marked as a simulation that is not in force. It may loosen; nothing else may. Clause W2a."""

from dataclasses import replace
from typing import Any

from tuopin.common.money import hundredths
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.standard.criterion import Criterion, Quantity, Shape, Unit
from tuopin.standard.edition import Edition
from tuopin.standard.given import Certainty, Given
from tuopin.standard.rule import Rule
from tuopin.standard.tokens import TOKENS

SWITCHES = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
SOURCE = "模拟，未生效 simulation, not in force"


def changed(edition: Edition, setting: str) -> Edition:
    """The edition with one parameter set, such as "income.line=3200" or "village.incidence.limit=2" (in people's units).

    BadInput for what is no criterion or parameter of the edition, or no value of it. A parameter given by year takes the value
    in every year; one given by region takes "2" for all or "west:3,other:2".
    """
    path, _, text = setting.partition("=")
    unit, rule, parameter = _meant(edition, setting, path.strip().split("."))
    value = _value(rule.criterion, parameter, text.strip(), setting=setting)
    given = Given(value, rule.clause, SOURCE, Certainty.BELIEVED)
    new = replace(rule, given={**rule.given, parameter: given})
    rules = tuple(new if each.key == rule.key else each for each in edition.rules(unit))
    return replace(edition, name=f"{edition.name}+{setting}", standards={**edition.standards, unit: rules})


def _meant(edition: Edition, setting: str, path: list[str]) -> tuple[Unit, Rule, str]:
    units = [unit for unit in edition.units if unit == path[0]] or list(edition.units)
    names = path[1:] if path[0] in set(Unit) else path
    for unit in units:
        for rule in edition.rules(unit):
            if len(names) == 2 and rule.criterion.name == names[0] and names[1] in rule.criterion.parameters:
                return unit, rule, names[1]
    settable = [f"{rule.key}.{name}" for unit in edition.units for rule in edition.rules(unit) for name in rule.criterion.parameters]
    raise BadInput(
        setting,
        Words(f"标准 {edition.name} 没有这个参数", f"edition {edition.name} has no such parameter"),
        Words("可设：" + "、".join(settable), "there are: " + ", ".join(settable)),
    )


def _value(criterion: Criterion, parameter: str, text: str, *, setting: str) -> Any:
    unit, shape = criterion.units.get(parameter, Quantity.COUNT), criterion.parameters[parameter]
    try:
        if shape is Shape.SWITCH:
            return SWITCHES[text.lower()]
        if shape is Shape.NAMES:
            return tuple(_token(name) for name in _names(text))
        if shape is Shape.BY_REGION:
            return _by_region(text, unit)
        return _number(text, unit)
    except (ValueError, KeyError):
        raise BadInput(setting, Words(f"“{text}”不是 {parameter} 的值", f"{text!r} is no value of {parameter}")) from None


def _token(name: str) -> str:
    if name not in TOKENS:
        raise ValueError(name)
    return name


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.replace("，", ",").split(",") if name.strip()]


def _by_region(text: str, unit: Quantity) -> dict[str, int]:
    pairs = [part.partition(":") for part in _names(text)]
    told = {name.strip(): _number(number, unit) for name, colon, number in pairs if colon}
    if len(pairs) == 1 and not told:
        told = dict.fromkeys(("other", "west"), _number(text, unit))
    if set(told) != {"other", "west"}:
        raise ValueError(text)
    return told


def _number(text: str, unit: Quantity) -> int:
    number = hundredths(text.replace(",", "").strip().removesuffix("%")) * unit.scale
    if number % 100 or number < 0:
        raise ValueError(text)
    return number // 100
