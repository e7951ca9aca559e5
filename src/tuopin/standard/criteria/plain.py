"""Criteria that look at one recorded fact: a yes, a share in percent, a count covered, the incidence. Declared in one row each.

Clauses H1, V1, V2, C2.
"""

from collections.abc import Callable, Mapping

import narwhals as nw

from tuopin.common.words import Words
from tuopin.standard.counting import at_least, counted, incidence_of
from tuopin.standard.criterion import Finding, Measure, Quantity, Stricter, Unit, criterion


def recorded(unit: Unit, name: str, *, clause: str, fact: str, title: Words, remedy: Words) -> None:
    """The fact is recorded as so; not recorded is unknown."""

    def function() -> Finding:
        return Finding(met=nw.col(fact))

    function.__name__ = name
    criterion(
        unit, clause=clause, measure=Measure.FLAG, title=title, asks=title, remedy=remedy, reads=(fact,), stricter={}
    )(function)


def share(unit: Unit, name: str, *, clause: str, fact: str, title: Words) -> None:
    """A recorded share (hundredths of a percent) is at least `least` percent."""

    def function(*, least: int) -> Finding:
        return Finding(met=nw.col(fact) >= least * 100, value=nw.col(fact), threshold=least * 100)

    _with_least(unit, name, clause=clause, reads=(fact,), title=title, function=function)


def covered(unit: Unit, name: str, *, clause: str, part: str, whole: str, title: Words) -> None:
    """The count `part` is at least `least` percent of the count `whole`."""

    def function(*, least: int) -> Finding:
        return at_least(counted(part), counted(whole), least)

    _with_least(unit, name, clause=clause, reads=(part, whole), title=title, function=function)


def all_but(unit: Unit, name: str, *, clause: str, lacking: str, whole: str, title: Words) -> None:
    """What is not lacking is at least `least` percent of the whole."""

    def function(*, least: int) -> Finding:
        return at_least(counted(whole) - counted(lacking), counted(whole), least)

    _with_least(unit, name, clause=clause, reads=(lacking, whole), title=title, function=function)


def incidence(unit: Unit, *, clause: str) -> None:
    """Registered poor persons are not above the region's percent of the place's people, as whole counts (ADR-0014)."""

    def incidence(*, limit: Mapping[str, int], at_limit: bool) -> Finding:
        return incidence_of("population", limit=limit, at_limit=at_limit)

    criterion(
        unit,
        clause=clause,
        measure=Measure.SHARE,
        title=Words("贫困发生率", "incidence of poverty"),
        asks=Words("贫困发生率不超过 {limit}（恰好等于限值是否算达到：{at_limit}）", "incidence not above {limit} (exactly the limit passes: {at_limit})"),
        remedy=Words("贫困发生率再降 {gap}", "bring the incidence down by {gap}"),
        reads=("poor_low", "poor_high", "population", "region"),
        stricter={"limit": Stricter.LOWER, "at_limit": Stricter.LOWER},
        units={"limit": Quantity.PERCENT},
    )(incidence)


def _with_least(
    unit: Unit, name: str, *, clause: str, reads: tuple[str, ...], title: Words, function: Callable[..., Finding]
) -> None:
    function.__name__ = name
    criterion(
        unit,
        clause=clause,
        measure=Measure.SHARE,
        title=title,
        asks=Words(f"{title.zh}不低于 {{least}}", f"{title.en}: at least {{least}}"),
        remedy=Words(f"{title.zh}还差 {{gap}}", f"{title.en}: {{gap}} more"),
        reads=reads,
        stricter={"least": Stricter.HIGHER},
        units={"least": Quantity.PERCENT},
    )(function)
