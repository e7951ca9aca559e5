"""An explanation as text for a person, and as plain values for a machine. Clause R3c."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from tuopin.assessment.facts_read import Fact
from tuopin.assessment.told import Found, Head, HouseholdTold, Member, PlaceTold
from tuopin.assessment.wording import SIGNS, VERDICTS, measured
from tuopin.common.clauses import clause
from tuopin.common.words import Words, say
from tuopin.standard.criterion import Measure

UNITS = {"household": Words("户", "Household"), "village": Words("村", "Village"), "township": Words("乡镇", "Township"), "county": Words("县", "County")}
SYNTHETIC = Words("合成数据，人物均为虚构", "synthetic data, no real person")
ASKED, READ = Words("要求", "asked"), Words("读到", "read")
COMPARED, MEETS = Words("比较", "compared"), Words("怎样达标", "to meet it")
FIND_OUT, CLAUSE = Words("要查清", "to find out"), Words("条款", "clause")
WHOM, WEIGHED = Words("成员", "members"), Words("综合考虑，不单独否决", "weighed, does not block by itself")
PAUSE, COLON = Words("；", "; "), Words("：", ": ")


def text(told: HouseholdTold | PlaceTold) -> str:
    """The whole explanation in the language of this run."""
    return household_text(told) if isinstance(told, HouseholdTold) else place_text(told)


def household_text(told: HouseholdTold) -> str:
    """The whole explanation of a household in the language of this run."""
    status = Words("名册状态", "status in the register")
    lines = [*_head(told.head), f"{say(status)}{say(COLON)}{say(told.status)}", _verdict(told.head), ""]
    lines += [line for found in told.findings for line in (*_found(found), "")]
    return "\n".join([*lines, *_clauses(told.findings)])


def place_text(told: PlaceTold) -> str:
    """The whole explanation of a village, township or county in the language of this run."""
    verdict = _verdict(told.head) if told.findings else say(told.head.sentence)
    lines = [*_head(told.head), verdict, ""]
    lines += [f"  {'—' if number is None else format(number, ','):>12}  {say(words)}" for _name, words, number in told.counts]
    lines += ["", f"{say(Words('贫困发生率', 'incidence'))}{say(COLON)}{told.rate}", say(told.room), ""]
    lines += [line for found in told.findings for line in (*_found(found), "")]
    return "\n".join([*lines, *_holding(told), *_clauses(told.findings)]).rstrip()


def plain_values(told: Any) -> Any:
    """Dataclasses as objects, words as {"zh", "en"}, everything else as JSON has it."""
    if isinstance(told, Words):
        return {"zh": told.zh, "en": told.en}
    if is_dataclass(told) and not isinstance(told, type):
        return {each.name: plain_values(getattr(told, each.name)) for each in fields(told)}
    if isinstance(told, (list, tuple)):
        return [plain_values(each) for each in told]
    return told if isinstance(told, (str, int, float, bool, type(None))) else str(told)


def _head(head: Head) -> Iterator[str]:
    yield f"{say(UNITS[head.unit])} {head.code}  {head.place}"
    year = say(Words(f"{head.year} 年，标准 {head.edition}", f"{head.year}, edition {head.edition}"))
    yield year + (f" ({say(SYNTHETIC)})" if head.synthetic else "")


def _verdict(head: Head) -> str:
    return f"{SIGNS[head.verdict]} {say(head.sentence)}"


def _found(found: Found) -> Iterator[str]:
    weighed = "" if found.binding else f" ({say(WEIGHED)})"
    yield f"{SIGNS[found.verdict]} {say(found.title)} — {say(VERDICTS[found.verdict])}{weighed}  [{found.clause}]"
    yield from _item(ASKED, [say(found.asked)])
    yield from _item(READ, [say(PAUSE).join(_fact(each) for each in found.facts)] if found.facts else [])
    yield from _item(WHOM, list(_members(found.members)))
    yield from _item(COMPARED, list(_compared(found)))
    yield from _item(MEETS, [say(words) for words in found.remedy])
    yield from _item(FIND_OUT, [say(words) for words in found.find_out])


def _clauses(found: Iterable[Found]) -> list[str]:
    """What each clause cited says, once."""
    cited = dict.fromkeys(each.clause for each in found)
    return [f"{say(CLAUSE)} {each}{say(COLON)}{say(clause(each))}" for each in cited]


def _item(name: Words, texts: list[str]) -> Iterator[str]:
    for number, each in enumerate(texts):
        yield f"    {say(name)}{say(COLON)}{each}" if number == 0 else f"      {each}"


def _fact(fact: Fact) -> str:
    return f"{say(fact.label)}{say(COLON)}{say(fact.value)}"


def _members(people: Iterable[Member]) -> Iterator[str]:
    """Those who fail or of whom it cannot be told, each with the facts; of the others only how many there are."""
    others = 0
    for member in people:
        if member.verdict == "met":
            others += 1
            continue
        facts = say(PAUSE).join(_fact(fact) for fact in member.facts)
        yield f"{SIGNS[member.verdict]} {say(member.who)} {say(VERDICTS[member.verdict])}{say(COLON)}{facts}"
    if others:
        yield f"{SIGNS['met']} " + say(Words(f"{others} 人没有问题", f"{others} member(s): nothing against it"))


def _compared(found: Found) -> Iterator[str]:
    numbers = found.numbers
    if numbers.value is None or numbers.threshold is None or numbers.margin is None or numbers.measure == Measure.PERSONS:
        return
    value, threshold = measured(numbers.measure, numbers.value), measured(numbers.measure, numbers.threshold)
    left = measured(numbers.measure, abs(numbers.margin))
    room = Words(f"余 {left.zh}", f"{left.en} of room") if numbers.margin > 0 else Words(f"差 {left.zh}", f"{left.en} short")
    level = Words("正好等于标准", "exactly at it")
    told = level if numbers.margin == 0 else room
    yield say(Words(f"数值 {value.zh}，标准 {threshold.zh}，{told.zh}", f"value {value.en}, threshold {threshold.en}, {told.en}"))


def _holding(told: PlaceTold) -> Iterator[str]:
    if told.holding:
        yield say(Words("住在这里、还不能退出或不明的户（按条件）", "households here that hold it back, by criterion")) + say(COLON)
    for _name, title, failing, unknown in told.holding:
        yield say(
            Words(
                f"  {title.zh}：{failing:,} 户不达标，{unknown:,} 户不明",
                f"  {title.en}: {failing:,} household(s) not met, {unknown:,} unknown",
            )
        )
