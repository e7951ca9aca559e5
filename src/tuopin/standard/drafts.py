"""Reads an edition's file into drafts: what it says, checked key by key, before it is laid over its base. Clauses R2b, R2c."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tuopin.common.places import within
from tuopin.common.words import Words
from tuopin.standard.criteria import CRITERIA
from tuopin.standard.criterion import Criterion, Quantity, Shape, Unit
from tuopin.standard.given import Certainty, Given, Value, by_year
from tuopin.standard.lines import lines
from tuopin.standard.reading import Section
from tuopin.standard.tokens import TOKENS

CLAUSE = re.compile(r"(P0|G1|R[1-4][a-d]|H[1-6]|V[1-3]|C[1-7]|W[1-4][a-b])")
REGIONS = ("other", "west")
YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Ground:
    """Where a statement stands: clause, source, certainty."""

    clause: str
    source: str
    certainty: Certainty


@dataclass(frozen=True)
class RuleDraft:
    """One [[unit]] table of the file; what it does not give, its base gives."""

    criterion: Criterion
    ground: Ground
    given: Mapping[str, Given]
    binding: bool | None
    at: Section


@dataclass(frozen=True)
class Draft:
    """What one file says for itself."""

    name: str
    title: Words
    authority: str
    in_force: date
    in_force_ground: Ground
    until: date | None
    base: str | None
    rules: Mapping[Unit, tuple[RuleDraft, ...]]
    left_open: tuple[Words, ...]
    top: Section
    reader: "Reader"
    income: Section | None = field(default=None)


class Reader:
    """Reads grounds and numbers of one file, knowing the file's sources and whose edition it is."""

    def __init__(self, sources: Mapping[str, str], authority: str) -> None:
        """`sources` are the texts under [sources]; `authority` is the prefix of the place the edition is for."""
        self.sources, self.authority = sources, authority

    def ground(self, at: Section) -> Ground:
        """Clause, source and certainty: all three must be there."""
        clause, source, certainty = at.text("clause"), at.text("source"), at.text("certainty")
        if not CLAUSE.fullmatch(clause):
            at.refuse("clause", f"没有条款 {clause!r}", f"there is no clause {clause!r}")
        if source not in self.sources:
            at.refuse("source", f"[sources] 中没有 {source!r}", f"there is no {source!r} under [sources]")
        if certainty not in list(Certainty):
            named = ", ".join(Certainty)
            at.refuse("certainty", f"应为 {named} 之一，却是 {certainty!r}", f"expected one of {named}, found {certainty!r}")
        return Ground(clause, self.sources[source], Certainty(certainty))

    def given(self, at: Section, criterion: Criterion, parameter: str) -> Given:
        """The number of a parameter with its ground, in the unit it is compared in; a line is named, not copied."""
        shape = criterion.parameters[parameter]
        if "lines" in at:
            return self._line(at, shape)
        value = self._years(at, criterion, parameter) if shape in {Shape.NUMBER, Shape.BY_YEAR} else _value(at, criterion, parameter)
        ground = self.ground(at)
        at.done()
        if isinstance(value, dict) and shape in {Shape.NUMBER, Shape.BY_YEAR}:
            return by_year({year: Given(each, ground.clause, ground.source, ground.certainty) for year, each in value.items()})
        return Given(value, ground.clause, ground.source, ground.certainty)  # type: ignore[arg-type]

    def _line(self, at: Section, shape: Shape) -> Given:
        name = at.text("lines")
        at.done()
        line = lines().get(name)
        if shape is not Shape.BY_YEAR or line is None:
            at.refuse("lines", f"这里不能引用标准线 {name!r}", f"no line {name!r} can be named here")
        if not line.used or not within(self.authority, line.authority):
            at.refuse("lines", f"标准线 {name!r} 不适用于本标准", f"line {name!r} is not for this edition")
        return line.given

    @staticmethod
    def _years(at: Section, criterion: Criterion, parameter: str) -> int | dict[int, int]:
        quantity = criterion.units.get(parameter, Quantity.COUNT)
        value = at.take("value")
        if not isinstance(value, dict):
            return _whole(at, "value", value, quantity=quantity) * quantity.scale
        if not value:
            at.refuse("value", "没有给出任何年份", "no year is given")
        years = Section(at.file, f"{at.path}.value", value)
        return {_year(years, key): _whole(years, key, each, quantity=quantity) * quantity.scale for key, each in value.items()}


def _year(at: Section, key: str) -> int:
    if not YEAR.fullmatch(key):
        at.refuse(key, "应为年份", "expected a year")
    return int(key)


def _whole(at: Section, key: str, value: object, *, quantity: Quantity) -> int:
    least, most = quantity.bounds
    if not isinstance(value, int) or isinstance(value, bool) or value < least or (most is not None and value > most):
        zh, en = ("", "") if most is None else (f"、不大于 {most}", f", {most} at most")
        at.refuse(key, f"应为不小于 {least}{zh} 的整数，却是 {value!r}", f"expected a whole number of {least} or more{en}, found {value!r}")
    return value


def _value(at: Section, criterion: Criterion, parameter: str) -> Value:
    shape = criterion.parameters[parameter]
    if shape is Shape.SWITCH:
        return at.switch("value")
    if shape is Shape.NAMES:
        names = at.names("value")
        for name in names:
            if name not in TOKENS:
                at.refuse("value", f"不认识 {name!r}", f"{name!r} is not known")
        return names
    regions, quantity = at.section("value"), criterion.units[parameter]
    limits = {region: _whole(regions, region, regions.take(region), quantity=quantity) for region in REGIONS}
    regions.done()
    return limits


def draft(top: Section) -> Draft:
    """Everything an edition's file says, each key checked. BadInput names file and key."""
    name, title = top.text("name"), top.words("title")
    authority, base = _authority(top), top.optional_text("base")
    cited = top.section("sources")
    reader = Reader({key: cited.text(key) for key in cited.left()}, authority)
    begins = top.section("in_force")
    in_force, ground = begins.day("on"), reader.ground(begins)
    begins.done()
    until = top.day("until") if "until" in top else None
    if until and until < in_force:
        top.refuse("until", f"早于生效日 {in_force}", f"is before the day it comes into force, {in_force}")
    rules = {unit: tuple(_rules(top, unit, reader)) for unit in Unit}
    left_open = tuple(Words(each.text("zh"), each.text("en")) for each in top.sections("left_open"))
    income = top.section("income") if "income" in top else None
    if "drop" in top:
        top.refuse("drop", "地方标准不得删去国家标准的条件", "an overlay may not drop a criterion of its base")
    top.done()
    return Draft(name, title, authority, in_force, ground, until, base, rules, left_open, top, reader, income)


def _authority(top: Section) -> str:
    authority = top.take("authority")
    if not isinstance(authority, str) or not re.fullmatch(r"(\d\d){0,3}", authority):
        top.refuse("authority", "应为区划代码前缀（国家为空）", "expected the prefix of a place code (empty: the nation)")
    return authority


def _rules(top: Section, unit: Unit, reader: Reader) -> Iterator[RuleDraft]:
    seen: set[str] = set()
    for at in top.sections(unit):
        name = at.text("criterion")
        criterion = CRITERIA.get((unit, name))
        if criterion is None:
            at.refuse("criterion", f"没有这个条件：{name!r}", f"there is no criterion {name!r}")
        if name in seen:
            at.refuse("criterion", f"{name!r} 写了两次", f"{name!r} is written twice")
        seen.add(name)
        given = _all_given(at, criterion, reader)
        binding = at.switch("binding") if "binding" in at else None
        ground = reader.ground(at)
        at.done()
        yield RuleDraft(criterion, ground, given, binding, at)


def _all_given(at: Section, criterion: Criterion, reader: Reader) -> dict[str, Given]:
    if "given" not in at:
        return {}
    table, given = at.section("given"), {}
    for parameter in table.left():
        if parameter not in criterion.parameters:
            table.refuse(parameter, f"“{criterion.name}”没有这个参数", f"{criterion.name} has no such parameter")
        given[parameter] = reader.given(table.section(parameter), criterion, parameter)
    return given
