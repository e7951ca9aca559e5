"""What a township must meet where a province makes it a unit of exit. The Opinion names none; clauses V1 and R2c by analogy."""

import narwhals as nw

from tuopin.common.words import Words
from tuopin.standard.criteria.plain import incidence
from tuopin.standard.criterion import Finding, Measure, Unit, criterion

incidence(Unit.TOWNSHIP, clause="R2c")


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
