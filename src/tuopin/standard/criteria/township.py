"""What a township must meet where a province makes it a unit of exit. The Opinion names none; clauses V1 and R2c by analogy."""

from collections.abc import Mapping

import narwhals as nw

from tuopin.common.words import Words
from tuopin.standard.counting import incidence_of
from tuopin.standard.criterion import Finding, Measure, Quantity, Stricter, Unit, criterion


@criterion(
    Unit.TOWNSHIP,
    clause="R2c",
    measure=Measure.SHARE,
    title=Words("贫困发生率", "incidence of poverty"),
    asks=Words("贫困发生率不超过 {limit}（恰好等于限值是否算达到：{at_limit}）", "incidence not above {limit} (exactly the limit passes: {at_limit})"),
    remedy=Words("贫困发生率再降 {gap}", "bring the incidence down by {gap}"),
    reads=("poor_low", "poor_high", "population", "region"),
    stricter={"limit": Stricter.LOWER, "at_limit": Stricter.LOWER},
    units={"limit": Quantity.PERCENT},
)
def incidence(*, limit: Mapping[str, int], at_limit: bool) -> Finding:
    """Registered poor persons are not above the region's percent of the township's people, as whole counts (ADR-0014)."""
    return incidence_of("population", limit=limit, at_limit=at_limit)


@criterion(
    Unit.TOWNSHIP,
    clause="R2c",
    measure=Measure.FLAG,
    title=Words("其余条目", "the other items"),
    asks=Words("省级办法的其余条目（本标准没有其内容）", "the other items of the province's method (this edition does not have them)"),
    remedy=Words("按省级办法逐条人工核实", "check them one by one against the province's method"),
    reads=(),
    stricter={},
)
def other_items() -> Finding:
    """Always unknown: an edition that does not hold a unit's items may not say that the unit can leave (ADR-0019)."""
    return Finding(met=nw.lit(None, nw.Boolean))
