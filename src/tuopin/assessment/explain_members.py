"""The members a criterion is about: who meets it, who does not, of whom it cannot be told, and from which facts."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl

from tuopin.assessment.facts_read import BLANK, Fact, fact, field_named
from tuopin.assessment.told import Member
from tuopin.assessment.wording import verdict_of
from tuopin.common.words import Words
from tuopin.register.schema.choices import RELATION
from tuopin.standard.criteria.household import SCHOOL_YEAR_BEGINS
from tuopin.standard.criterion import Criterion, EachMember

FINDING = "_finding"


def members(persons: pl.DataFrame, rule: Criterion, finding: EachMember, *, year: int, names: bool) -> tuple[Member, ...]:
    """Each person of the household with the finding and the facts the criterion reads."""
    judged = nw.from_native(persons).with_columns(finding.must.alias(FINDING)).to_native()
    told = []
    for row in judged.iter_rows(named=True):
        facts = tuple(_fact(name, row, year) for name in rule.reads if name in row)
        told.append(Member(who(row["relation"], row["birth_on"], year, name=row["name"] if names else None), verdict_of(row[FINDING]), facts))
    return tuple(told)


def blanks(member: Member) -> tuple[Fact, ...]:
    """The facts about a member that are not recorded."""
    return tuple(each for each in member.facts if not each.recorded)


def age(birth_on: date | None, year: int) -> int | None:
    """Whole years on 1 September of the year, the day schooling is judged by."""
    if birth_on is None:
        return None
    return year - birth_on.year - ((birth_on.month, birth_on.day) > SCHOOL_YEAR_BEGINS)


def counted(told: Iterable[Member]) -> Counter[str]:
    """How many members meet the criterion, fail it, cannot be told."""
    return Counter(member.verdict for member in told)


def who(relation: str | None, birth_on: date | None, year: int, *, name: str | None = None) -> Words:
    """A member by relation and age, with a name only if one is given."""
    known = {option.token: option for option in RELATION.options}.get(relation or "")
    zh, en = (known.labels[0], known.en) if known else ("成员", "member")
    years = age(birth_on, year)
    aged = Words("年龄不明", "age not recorded") if years is None else Words(f"{years} 岁", f"aged {years}")
    called = f" {name}" if name else ""
    return Words(f"{zh}{called}（{aged.zh}）", f"{en}{called} ({aged.en})")


def _fact(name: str, row: dict[str, Any], year: int) -> Fact:
    """A fact of a member; a birthday is told as the age it gives, never as a day."""
    if name == "birth_on":
        years = age(row[name], year)
        told = BLANK if years is None else Words(f"{years} 周岁", f"{years}")
        return Fact(name, Words("当年9月1日年龄", "age on 1 September"), told, years)
    field = field_named(name, "person_year", "person", "household_year")
    if field is None:
        raise KeyError(name)
    return fact(field, row[name])


