"""What provinces ask of a household beyond the six: Guangxi's eight haves, Sichuan's, Shaanxi's. Clauses H1, R2c."""

from datetime import date

import narwhals as nw

from tuopin.common.words import Words
from tuopin.standard.criteria.household import at_school, of_age
from tuopin.standard.criteria.plain import recorded
from tuopin.standard.criterion import EachMember, Finding, Measure, Quantity, Stricter, Unit, criterion

HOUSEHOLD = Unit.HOUSEHOLD

recorded(
    HOUSEHOLD,
    "safe_water",
    clause="R2c",
    fact="safe_water",
    title=Words("有安全饮用水", "safe drinking water"),
    remedy=Words("解决饮水安全", "see to safe drinking water"),
)
recorded(
    HOUSEHOLD,
    "electricity",
    clause="R2c",
    fact="electricity",
    title=Words("有生活用电", "domestic electricity"),
    remedy=Words("通上生活用电", "connect the house to electricity"),
)
recorded(
    HOUSEHOLD,
    "television",
    clause="R2c",
    fact="television",
    title=Words("能看电视", "can watch television"),
    remedy=Words("通上广播电视", "connect the house to television"),
)
recorded(
    HOUSEHOLD,
    "village_road",
    clause="R2c",
    fact="village_road",
    title=Words("有路通村屯", "a road reaches the natural village"),
    remedy=Words("修通达标的通屯路", "build the road to the standard"),
)


@criterion(
    HOUSEHOLD,
    clause="H1",
    measure=Measure.FLAG,
    title=Words("有收入来源", "a source of income"),
    asks=Words(
        "有稳定收入来源；整户无劳动能力的，享受 {classes} 类低保也算",
        "a stable source of income; for a household without labour, low allowance of class {classes} counts",
    ),
    remedy=Words("落实稳定的产业、就业或相应类别的低保", "find stable work, an industry, or the low allowance of that class"),
    reads=("income_source", "no_labour", "allowance_class"),
    stricter={"classes": Stricter.FEWER},
)
def livelihood(*, classes: tuple[str, ...]) -> Finding:
    """A stable source of income is recorded, or a household wholly without labour has a low allowance of one of `classes`."""
    return Finding(met=nw.col("income_source") | (nw.col("no_labour") & nw.col("allowance_class").is_in(classes)))


@criterion(
    HOUSEHOLD,
    clause="H1",
    measure=Measure.AREA_PER_HEAD,
    title=Words("住房面积", "floor area"),
    asks=Words("人均住房面积不少于 {least}", "at least {least} a head"),
    remedy=Words("人均还差 {gap}", "{gap} more a head"),
    reads=("house_area", "members"),
    stricter={"least": Stricter.HIGHER},
    units={"least": Quantity.SQUARE_METRES},
)
def floor_area(*, least: int) -> Finding:
    """Floor area is at least `least` a head; compared as whole hundredths of the house, shown floored a head."""
    area, members = nw.col("house_area"), nw.col("members")
    return Finding(met=area >= members * least, value=area // members, threshold=least)


@criterion(
    HOUSEHOLD,
    clause="R2c",
    measure=Measure.FLAG,
    title=Words("饮水", "water"),
    asks=Words(
        "饮水安全；有记录的，每人每天不少于 {litres}，取水往返不超过 {minutes}，供水保证率不低于 {reliability}",
        "safe water; where recorded, {litres} a person and day, a round trip within {minutes}, reliability {reliability}",
    ),
    remedy=Words("改善水量、取水距离或供水保证率", "improve the amount, the way or the reliability"),
    reads=("safe_water", "water_litres", "water_minutes", "water_reliability"),
    stricter={"litres": Stricter.HIGHER, "minutes": Stricter.LOWER, "reliability": Stricter.HIGHER},
    units={"litres": Quantity.LITRES, "minutes": Quantity.MINUTES, "reliability": Quantity.PERCENT},
)
def water(*, litres: int, minutes: int, reliability: int) -> Finding:
    """Water is recorded as safe, and no recorded measure says otherwise.

    | safe_water | litres or reliability | minutes    | met   |                                                           |
    |------------|-----------------------|------------|-------|-----------------------------------------------------------|
    | false      | any                   | any        | false |                                                           |
    | any        | one recorded, too low | any        | false | the record contradicts the answer; the measure counts     |
    | true       | enough or not there   | within     | true  | or not recorded                                           |
    | true       | enough or not there   | above      | null  | the distance, which may stand in for it, is not recorded  |
    | null       | enough or not there   | any        | null  |                                                           |
    """
    enough = _unless_recorded("water_litres", litres) & _unless_recorded("water_reliability", reliability)
    far = nw.col("water_minutes") > minutes
    near = nw.when(far).then(nw.lit(None, nw.Boolean)).otherwise(nw.lit(value=True))
    return Finding(met=nw.col("safe_water") & enough & near)


@criterion(
    HOUSEHOLD,
    clause="H1",
    measure=Measure.PERSONS,
    title=Words("劝返记录", "persuasion on record"),
    asks=Words(
        "{from_age} 至 {to_age} 周岁未在校的孩子，不得因贫，且劝返不少于 {visits} 次并有三方签字",
        "a child aged {from_age} to {to_age} not at school: not for poverty, with {visits} visits and three signatures on record",
    ),
    remedy=Words("{gap} 名孩子返校，或补齐劝返记录", "{gap} child(ren) back at school, or the visits and signatures put on record"),
    reads=("birth_on", "student", "out_of_school_reason", "persuasion_visits", "persuasion_signed"),
    stricter={"from_age": Stricter.LOWER, "to_age": Stricter.HIGHER, "visits": Stricter.HIGHER},
    units={"from_age": Quantity.YEARS, "to_age": Quantity.YEARS, "visits": Quantity.COUNT},
)
def persuasion(*, year: int, from_age: int, to_age: int, visits: int) -> EachMember:
    """A school-age child who is not at school is so for no reason of poverty, and was visited and signed for (ADR-0018).

    It stands beside the national schooling criterion, not instead of it: visits excuse nobody whom that one does not excuse.
    """
    other_reason = nw.col("out_of_school_reason") != "poverty"
    documented = (nw.col("persuasion_visits") >= visits) & nw.col("persuasion_signed")
    return EachMember(~of_age(year, from_age, to_age) | at_school() | (other_reason & documented))


@criterion(
    HOUSEHOLD,
    clause="H1",
    measure=Measure.PERSONS,
    title=Words("大病保险", "serious-illness insurance"),
    asks=Words("每个家庭成员都参加大病保险", "every member is in serious-illness insurance"),
    remedy=Words("{gap} 人参加大病保险", "{gap} member(s) insured against serious illness"),
    reads=("serious_illness_insurance",),
    stricter={},
)
def serious_illness() -> EachMember:
    """Every member is in serious-illness insurance."""
    return EachMember(nw.col("serious_illness_insurance"))


@criterion(
    HOUSEHOLD,
    clause="R2c",
    measure=Measure.FLAG,
    title=Words("非当年识别", "not identified this year"),
    asks=Words("不是当年新识别的户", "not first identified in the year itself"),
    remedy=Words("下一年度再评", "assess it next year"),
    reads=("identified_on",),
    stricter={},
)
def settled(*, year: int) -> Finding:
    """The household was first identified before the year assessed; who came in this year does not leave this year."""
    return Finding(met=nw.col("identified_on") < nw.lit(date(year, 1, 1)))


def _unless_recorded(fact: str, least: int) -> nw.Expr:
    return nw.col(fact).is_null() | (nw.col(fact) >= least)
