"""What changes from one edition to another, number by number, and which way. Clauses R2c, W2a."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tuopin.standard.criterion import Unit
from tuopin.standard.edition import Edition
from tuopin.standard.given import Given
from tuopin.standard.income import IncomeRules
from tuopin.standard.overlay import is_stricter
from tuopin.standard.rule import Rule


class Way(StrEnum):
    """Which way a change goes."""

    STRICTER = "stricter"
    LOOSER = "looser"
    UNCLEAR = "unclear"  # neither of the two contains the other


@dataclass(frozen=True)
class Change:
    """One change of a rule. A criterion that is only in one edition has no parameter; `year` is set for numbers by year.

    `before` or `after` is None where that edition gives nothing (no such year, no such criterion).
    """

    key: str  # household.income, household.income.line
    rule: Rule
    way: Way
    parameter: str | None = None
    year: int | None = None
    before: Given | None = None
    after: Given | None = None


@dataclass(frozen=True)
class IncomeChange:
    """One change of what counts as income: the key in the file, what each edition says."""

    key: str
    before: object
    after: object


def changes(a: Edition, b: Edition) -> tuple[Change, ...]:
    """From `a` to `b`: criteria added and dropped, binding and weighed, numbers; in the order of the editions."""
    return tuple(change for unit in Unit for change in _of_unit(a, b, unit))


def income_changes(a: IncomeRules, b: IncomeRules) -> tuple[IncomeChange, ...]:
    """From `a` to `b`: lines left out, cost ratios, whether a recorded income is accepted."""
    before, after = flat(a), flat(b)
    return tuple(
        IncomeChange(key, before.get(key), after.get(key)) for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)
    )


def _of_unit(a: Edition, b: Edition, unit: Unit) -> Iterator[Change]:
    before = {rule.key: rule for rule in a.rules(unit)}
    after = {rule.key: rule for rule in b.rules(unit)}
    for key, rule in before.items():
        if key not in after:
            yield Change(key, rule, Way.LOOSER)
        else:
            yield from _of_rule(rule, after[key])
    for key, rule in after.items():
        if key not in before:
            yield Change(key, rule, Way.STRICTER)


def _of_rule(before: Rule, after: Rule) -> Iterator[Change]:
    if before.binding != after.binding:
        yield Change(f"{after.key}.binding", after, Way.STRICTER if after.binding else Way.LOOSER, "binding")
    for parameter, new in after.given.items():
        old = before.given[parameter]
        for year in sorted({*old.years, *new.years}) or [0]:
            a, b = (old.at(year), new.at(year)) if year else (old, new)
            if (a.value if a else None) != (b.value if b else None):
                way = _way(after, parameter, a=a, b=b)
                yield Change(f"{after.key}.{parameter}", after, way, parameter, year=year or None, before=a, after=b)


def _way(rule: Rule, parameter: str, *, a: Given | None, b: Given | None) -> Way:
    if a is None or b is None:
        return Way.STRICTER if b is None else Way.LOOSER  # without a number the year is refused
    stricter = rule.criterion.stricter[parameter]
    if is_stricter(stricter, a.value, b.value):
        return Way.STRICTER
    return Way.LOOSER if is_stricter(stricter, b.value, a.value) else Way.UNCLEAR


def flat(rules: IncomeRules) -> dict[str, object]:
    """What counts as income, by the keys of the file."""
    excluded = {f"excluded.{each.fact}": {fact: list(values) for fact, values in each.when.items()} or "always" for each in rules.excluded}
    ratios = {f"cost_ratios.{line}": percent for line, percent in rules.cost_ratios.items()}
    return {"accept_recorded": rules.accept_recorded, **excluded, **ratios}
