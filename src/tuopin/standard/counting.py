"""Rates are compared as whole counts, never as rounded fractions; what is shown is rounded so that a failure never looks like a pass.

Clauses V1, V2, C2 (ADR-0014).
"""

from collections.abc import Mapping

import narwhals as nw

from tuopin.standard.criterion import Finding, Stricter


def unknown() -> nw.Expr:
    """The answer nobody has."""
    return nw.lit(None, nw.Boolean)


def counted(column: str) -> nw.Expr:
    """A count wide enough to be multiplied: ten thousand times a county's people is more than 32 bits hold."""
    return nw.col(column).cast(nw.Int64)


def incidence_of(population: str, *, limit: Mapping[str, int], at_limit: bool) -> Finding:
    """The incidence of poverty is not above the limit of the region, whoever of the possibly poor turns out poor.

    | poor_high within the limit | poor_low within the limit | met     |
    |----------------------------|---------------------------|---------|
    | yes                        | yes                       | true    |
    | no                         | yes                       | null    |
    | no                         | no                        | false   |

    No population, or none recorded, is null. `limit` is percent by region; `at_limit` says whether exactly the limit passes.
    The value shown is that of everybody possibly poor.
    """
    people, percent = counted(population), _of_region(limit)
    low, high, room = counted("poor_low") * 100, counted("poor_high") * 100, people * percent
    within, beyond = (high <= room, low > room) if at_limit else (high < room, low >= room)
    answer = nw.when(within).then(nw.lit(value=True)).when(beyond).then(nw.lit(value=False)).otherwise(unknown())
    met = nw.when(people > 0).then(answer).otherwise(unknown())
    return Finding(met=met, value=share_up("poor_high", population), threshold=percent * 100, better=Stricter.LOWER)


def at_least(part: nw.Expr, whole: nw.Expr, least: int) -> Finding:
    """`part` is at least `least` percent of `whole`; where there is nothing to cover, nothing is missing."""
    value = nw.when(whole > 0).then((part * 10_000) // whole).otherwise(nw.lit(10_000, nw.Int64) + 0 * whole)
    return Finding(met=part * 100 >= whole * least, value=value, threshold=least * 100)


def share_up(part: str, whole: str) -> nw.Expr:
    """Hundredths of a percent, rounded up."""
    people = counted(whole)
    return nw.when(people > 0).then((counted(part) * 10_000 + people - 1) // people).otherwise(nw.lit(None, nw.Int64))


def _of_region(limit: Mapping[str, int]) -> nw.Expr:
    region = nw.col("region")
    expression = nw.lit(None, nw.Int64)
    for name, percent in limit.items():
        expression = nw.when(region == name).then(nw.lit(percent, nw.Int64)).otherwise(expression)
    return expression
