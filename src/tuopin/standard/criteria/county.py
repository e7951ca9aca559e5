"""What a county must meet. Clauses C1, C2."""

from collections.abc import Mapping

import narwhals as nw

from tuopin.common.words import Words
from tuopin.standard.counting import incidence_of
from tuopin.standard.criterion import Finding, Measure, Quantity, Stricter, Unit, criterion


@criterion(
    Unit.COUNTY,
    clause="C2",
    measure=Measure.SHARE,
    title=Words("贫困发生率", "incidence of poverty"),
    asks=Words("贫困发生率不超过 {limit}（恰好等于限值是否算达到：{at_limit}）", "incidence not above {limit} (exactly the limit passes: {at_limit})"),
    remedy=Words("贫困发生率再降 {gap}", "bring the incidence down by {gap}"),
    reads=("poor_low", "poor_high", "population", "region"),
    stricter={"limit": Stricter.LOWER, "at_limit": Stricter.LOWER},
    units={"limit": Quantity.PERCENT},
)
def incidence(*, limit: Mapping[str, int], at_limit: bool) -> Finding:
    """Registered poor persons are not above the region's percent of the rural registered population, as whole counts (ADR-0014)."""
    return incidence_of("population", limit=limit, at_limit=at_limit)


@criterion(
    Unit.COUNTY,
    clause="C1",
    measure=Measure.FLAG,
    title=Words("国家贫困县", "national poverty county"),
    asks=Words("属于国家扶贫开发工作重点县或集中连片特困地区县（832 个）", "one of the 832 national key or contiguous-area counties"),
    remedy=Words("不是退出的对象：省定贫困县由省另行规定", "not a subject of this exit: a province decides on counties of its own list"),
    reads=("national_county",),
    stricter={},
)
def national_county() -> Finding:
    """The county is one of the 832; nobody else leaves by this procedure."""
    return Finding(met=nw.col("national_county"))
