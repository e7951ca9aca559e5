"""What is missing: the smallest change that meets a criterion, or the facts to find out where it cannot be told. Clauses R1b, R3a."""

from collections.abc import Mapping
from typing import Any

from tuopin.assessment.explain_members import blanks
from tuopin.assessment.facts_read import COUNTED, Fact, money
from tuopin.assessment.told import Member, Numbers
from tuopin.assessment.wording import NOTHING, measured, remedy
from tuopin.common.words import Words
from tuopin.standard.criterion import Measure
from tuopin.standard.rule import Rule

NOT_HELD = Words("本标准没有这部分内容，按省级办法人工核对", "the edition does not hold this: check by hand against the province's own rules")
CONTRADICT = Words("记录互相矛盾或不全，请入户核实", "the records contradict each other or are incomplete: visit and see")


def income_gap(net: int, members: int, line: int) -> tuple[int, int]:
    """The fewest fen more (a head, for the household) that put the income strictly above the line."""
    missing = members * line - net + 1
    return -(-missing // members), missing


def gaps(facts: Mapping[str, Any], rule: Rule, numbers: Numbers, *, year: int) -> tuple[Words, ...]:
    """The smallest change that meets a household's failed criterion."""
    if rule.criterion.measure is Measure.FEN_PER_HEAD and "line" in rule.given:
        return tuple(_income(facts, rule, year))
    gap = NOTHING if numbers.margin is None else measured(numbers.measure, abs(numbers.margin))
    if rule.criterion.measure is Measure.PERSONS:
        gap = Words(str(numbers.value), str(numbers.value))
    return (remedy(rule, gap, year=year),)


def find_out(facts: tuple[Fact, ...], people: tuple[Member, ...]) -> tuple[Words, ...]:
    """Which field is missing, and whose; where nothing is blank, that the records contradict each other."""
    if people:
        told = [_of_member(member) for member in people if member.verdict == "unknown"]
        return tuple(told + _uncounted(facts, len(people))) or (CONTRADICT,)
    if not facts:
        return (NOT_HELD,)
    empty = [fact.label for fact in facts if not fact.recorded and fact.name not in COUNTED]
    if not empty:
        return (CONTRADICT,)
    return (Words("、".join(words.zh for words in empty), ", ".join(words.en for words in empty)),)


def _income(facts: Mapping[str, Any], rule: Rule, year: int) -> list[Words]:
    told = []
    years = rule.given["years"].at(year) if "years" in rule.given else None
    for back in range(int(years.value) if years and isinstance(years.value, int) else 1):
        line = rule.given["line"].at(year - back)
        net, members = facts[f"net_income_{back}"], facts[f"members_{back}"]
        if line is None or not isinstance(line.value, int) or net is None or not members or net > members * line.value:
            continue
        head, whole = income_gap(net, members, line.value)
        told += [remedy(rule, money(head), year=year), _whole(year - back, members, whole)] if back == 0 else [_past(year - back, head)]
    return told


def _whole(year: int, members: int, fen: int) -> Words:
    told = money(fen)
    return Words(f"全户 {members} 人，{year} 年合计还差 {told.zh}", f"for the household of {members}: {told.en} more in {year}")


def _past(year: int, fen: int) -> Words:
    told = money(fen)
    return Words(
        f"{year} 年每人差 {told.zh}；过去的年份不能补，要从下一年起重新连续达标",
        f"{year} was {told.en} per head short; a past year cannot be mended, the years are counted anew",
    )


def _of_member(member: Member) -> Words:
    empty = [fact.label for fact in blanks(member)] or [CONTRADICT]
    return Words(f"{member.who.zh}：" + "、".join(words.zh for words in empty), f"{member.who.en}: " + ", ".join(words.en for words in empty))


def _uncounted(facts: tuple[Fact, ...], recorded: int) -> list[Words]:
    counted = next((fact for fact in facts if fact.name == "members_0"), None)
    if counted is None or not counted.recorded:
        return [Words("家庭人口数", "registered members")]
    registered = int(counted.stored)
    if registered <= recorded:
        return []
    return [
        Words(
            f"户上登记 {registered} 人，只有 {recorded} 人有当年记录：补录 {registered - recorded} 人",
            f"{registered} members registered, {recorded} with a record of the year: record {registered - recorded} more",
        )
    ]
