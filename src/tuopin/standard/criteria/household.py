"""The household's six criteria of the national standard. Clause H1."""

from collections.abc import Mapping
from datetime import date

import narwhals as nw

from tuopin.common.words import Words
from tuopin.standard.criterion import EachMember, Finding, Measure, Quantity, Stricter, Unit, criterion

SCHOOL_YEAR_BEGINS = (9, 1)
AT_COMPULSORY_SCHOOL = ("primary", "grade_7", "grade_8", "grade_9", "junior", "special_school")
BEYOND_COMPULSORY_SCHOOL = (
    "senior_1", "senior_2", "senior_3", "vocational_1", "vocational_2", "vocational_3", "college_1", "college_2", "college_3",
    "university_1", "university_2", "university_3", "university_4", "postgraduate",
)  # fmt: skip


@criterion(
    Unit.HOUSEHOLD,
    clause="H1",
    measure=Measure.FEN_PER_HEAD,
    title=Words("收入", "income"),
    asks=Words("最近 {years} 年每年人均纯收入都高于当年扶贫标准", "net income per head above the line in each of the last {years} year(s)"),
    remedy=Words("每人每年还差 {gap}（须高于标准）", "{gap} more per head a year (it must be above the line)"),
    reads=("net_income", "members"),
    stricter={"line": Stricter.HIGHER, "years": Stricter.HIGHER},
    units={"line": Quantity.YUAN, "years": Quantity.YEARS},
)
def income(*, year: int, line: Mapping[int, int], years: int) -> Finding:
    """Net income per head is above the line in each of the last `years` years; the line itself does not pass.

    `line` is fen by year. "Stably" is read as every year, not on average (ADR-0011). Compared as whole fen of the household
    (net > line × members), so no rounding decides; the value shown is the year with the smallest margin, floored to a fen.
    """
    met, margins = nw.lit(True), []
    for back in range(years):
        net, members, threshold = nw.col(f"net_income_{back}"), nw.col(f"members_{back}"), line[year - back]
        met = met & (net > members * threshold)
        margins.append(net // members - threshold)
    tightest = nw.min_horizontal(*margins) if years > 1 else margins[0]
    return Finding(met=met, value=tightest + line[year], threshold=line[year])


@criterion(
    Unit.HOUSEHOLD,
    clause="H1",
    measure=Measure.FLAG,
    title=Words("不愁吃", "food"),
    asks=Words("不愁吃", "no worry about food"),
    remedy=Words("入户核实并解决吃饭问题", "visit, and see that the household is fed"),
    reads=("food_secure",),
    stricter={},
)
def food() -> Finding:
    """The household has no worry about food, as seen on the visit."""
    return _flag("food_secure")


@criterion(
    Unit.HOUSEHOLD,
    clause="H1",
    measure=Measure.FLAG,
    title=Words("不愁穿", "clothing"),
    asks=Words("不愁穿", "no worry about clothing"),
    remedy=Words("入户核实并解决穿衣问题", "visit, and see that the household is clothed"),
    reads=("clothing_secure",),
    stricter={},
)
def clothing() -> Finding:
    """The household has no worry about clothing, as seen on the visit."""
    return _flag("clothing_secure")


@criterion(
    Unit.HOUSEHOLD,
    clause="H1",
    measure=Measure.PERSONS,
    title=Words("义务教育", "compulsory schooling"),
    asks=Words(
        "当年9月1日满 {from_age} 至 {to_age} 周岁的孩子都在校（{excused} 除外）",
        "every child aged {from_age} to {to_age} on 1 September is at school (excused: {excused})",
    ),
    remedy=Words("{gap} 名孩子返校", "{gap} child(ren) back at school"),
    reads=("birth_on", "student", "out_of_school_reason"),
    stricter={"from_age": Stricter.LOWER, "to_age": Stricter.HIGHER, "excused": Stricter.FEWER},
    units={"from_age": Quantity.YEARS, "to_age": Quantity.YEARS},
)
def schooling(*, year: int, from_age: int, to_age: int, excused: tuple[str, ...]) -> EachMember:
    """Every child of compulsory school age is at school, has gone beyond it, or is excused for a reason the edition names.

    Ages are whole years on 1 September of the year (ADR-0012). Where neither school nor reason is recorded it is unknown.
    """
    reason = nw.col("out_of_school_reason")
    return EachMember(~of_age(year, from_age, to_age) | at_school() | (reason.is_in(excused) & ~reason.is_null()))


@criterion(
    Unit.HOUSEHOLD,
    clause="H1",
    measure=Measure.PERSONS,
    title=Words("基本医疗", "basic medical care"),
    asks=Words("每个家庭成员都参加基本医疗保险", "every member is in basic medical insurance"),
    remedy=Words("{gap} 人参保", "{gap} member(s) insured"),
    reads=("resident_insurance", "employee_insurance"),
    stricter={},
)
def medical() -> EachMember:
    """Every member is in resident or employee basic medical insurance."""
    return EachMember(nw.col("resident_insurance") | nw.col("employee_insurance"))


@criterion(
    Unit.HOUSEHOLD,
    clause="H1",
    measure=Measure.FLAG,
    title=Words("住房安全", "safe housing"),
    asks=Words("住房安全：房屋等级 {grades}，不是危房", "a safe house: grade {grades}, not dangerous"),
    remedy=Words("改造或搬离危房并重新鉴定", "repair or leave the dangerous house and have it graded again"),
    reads=("house_grade", "dangerous_house"),
    stricter={"grades": Stricter.FEWER},
)
def housing(*, grades: tuple[str, ...]) -> Finding:
    """The house is not dangerous: its grade is one of `grades`; without a grade, it is recorded as not dangerous.

    A grade and a record that contradict each other leave it unknown (ADR-0013).
    """
    graded, sound = nw.col("house_grade").is_in(grades), ~nw.col("dangerous_house")
    has_grade, has_record = ~nw.col("house_grade").is_null(), ~nw.col("dangerous_house").is_null()
    contradict = has_grade & has_record & (graded != sound)
    met = nw.when(~has_grade).then(sound).when(~has_record).then(graded).when(~contradict).then(graded)
    return Finding(met=met.otherwise(nw.lit(None, nw.Boolean)))


def _flag(fact: str) -> Finding:
    return Finding(met=nw.col(fact))


def of_age(year: int, from_age: int, to_age: int) -> nw.Expr:
    """Aged so many whole years on 1 September of the year; null without a date of birth (ADR-0012)."""
    latest = nw.lit(date(year - from_age, *SCHOOL_YEAR_BEGINS))
    earliest = nw.lit(date(year - to_age - 1, *SCHOOL_YEAR_BEGINS))
    return (nw.col("birth_on") <= latest) & (nw.col("birth_on") > earliest)


def at_school() -> nw.Expr:
    """At a school of the compulsory stage or beyond it; with only a reason recorded, not; with nothing recorded, null."""
    attends = nw.col("student").is_in((*AT_COMPULSORY_SCHOOL, *BEYOND_COMPULSORY_SCHOOL))
    recorded = ~nw.col("student").is_null()
    gave_reason = ~nw.col("out_of_school_reason").is_null()
    return nw.when(recorded).then(attends).when(gave_reason).then(nw.lit(False)).otherwise(nw.lit(None, nw.Boolean))
