"""What a village must meet, and the four factors the Opinion says are weighed. Clauses V1, V2."""

from collections.abc import Mapping

import narwhals as nw

from tuopin.common.words import Words
from tuopin.standard.counting import incidence_of
from tuopin.standard.criterion import Finding, Measure, Quantity, Stricter, Unit, criterion


@criterion(
    Unit.VILLAGE,
    clause="V1",
    measure=Measure.SHARE,
    title=Words("贫困发生率", "incidence of poverty"),
    asks=Words("贫困发生率不超过 {limit}（恰好等于限值是否算达到：{at_limit}）", "incidence not above {limit} (exactly the limit passes: {at_limit})"),
    remedy=Words("贫困发生率再降 {gap}", "bring the incidence down by {gap}"),
    reads=("poor_low", "poor_high", "population", "region"),
    stricter={"limit": Stricter.LOWER, "at_limit": Stricter.LOWER},
    units={"limit": Quantity.PERCENT},
)
def incidence(*, limit: Mapping[str, int], at_limit: bool) -> Finding:
    """Registered poor persons are not above the region's percent of the village's people, as whole counts (ADR-0014)."""
    return incidence_of("population", limit=limit, at_limit=at_limit)


@criterion(
    Unit.VILLAGE,
    clause="V2",
    measure=Measure.FLAG,
    title=Words("基础设施", "infrastructure"),
    asks=Words("到乡镇通沥青（水泥）路，没有饮水不安全的户", "a paved road to the township, and no household without safe water"),
    remedy=Words("修通硬化路，解决剩余户的饮水安全", "pave the road and see to the households without safe water"),
    reads=("paved_road", "unsafe_water_households"),
    stricter={},
)
def infrastructure() -> Finding:
    """A paved road reaches the village and nobody is without safe water; our reading of a factor without numbers (ADR-0015)."""
    return Finding(met=nw.col("paved_road") & (nw.col("unsafe_water_households") == 0))


@criterion(
    Unit.VILLAGE,
    clause="V2",
    measure=Measure.FLAG,
    title=Words("基本公共服务", "basic public services"),
    asks=Words("有卫生室，有文化（图书）室", "a clinic and a culture room"),
    remedy=Words("建成卫生室和文化室", "set up the clinic and the culture room"),
    reads=("clinics", "culture_rooms"),
    stricter={},
)
def public_services() -> Finding:
    """There is a clinic and a culture room; our reading of a factor without numbers (ADR-0015)."""
    return Finding(met=(nw.col("clinics") >= 1) & (nw.col("culture_rooms") >= 1))


@criterion(
    Unit.VILLAGE,
    clause="V2",
    measure=Measure.FLAG,
    title=Words("产业发展", "industry"),
    asks=Words("有特色产业", "an industry of its own"),
    remedy=Words("培育特色产业", "build up an industry"),
    reads=("industry",),
    stricter={},
)
def industry() -> Finding:
    """The village has an industry of its own."""
    return Finding(met=nw.col("industry"))


@criterion(
    Unit.VILLAGE,
    clause="V2",
    measure=Measure.FEN,
    title=Words("集体经济收入", "collective income"),
    asks=Words("有村级集体经济收入", "some collective income"),
    remedy=Words("发展村级集体经济", "build up a collective economy"),
    reads=("collective_income",),
    stricter={},
)
def collective_income() -> Finding:
    """The village's collective has an income, whatever its amount."""
    income = nw.col("collective_income")
    return Finding(met=income > 0, value=income)
