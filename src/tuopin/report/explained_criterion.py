"""One criterion explained as lines of text: what is asked, what was read, what was found, what would change it. Clause R3c."""


from collections.abc import Iterable, Iterator

from tuopin.assessment.facts_read import Fact
from tuopin.assessment.told import Found, Member
from tuopin.assessment.wording import SIGNS, VERDICTS, measured
from tuopin.common.words import Words, say
from tuopin.standard.criterion import Measure

ASKED, READ = Words("要求", "asked"), Words("读到", "read")
COMPARED, MEETS = Words("比较", "compared"), Words("怎样达标", "to meet it")
FIND_OUT = Words("要查清", "to find out")
WHOM, WEIGHED = Words("成员", "members"), Words("综合考虑，不单独否决", "weighed, does not block by itself")
PAUSE, COLON = Words("；", "; "), Words("：", ": ")


def criterion_lines(found: Found) -> Iterator[str]:
    """A criterion: title and verdict, then each thing that is known about it on lines of its own."""
    weighed = "" if found.binding else f" ({say(WEIGHED)})"
    yield f"{SIGNS[found.verdict]} {say(found.title)} — {say(VERDICTS[found.verdict])}{weighed}  [{found.clause}]"
    yield from _item(ASKED, [say(found.asked)])
    yield from _item(READ, [say(PAUSE).join(_fact(each) for each in found.facts)] if found.facts else [])
    yield from _item(WHOM, list(_members(found.members)))
    yield from _item(COMPARED, list(_compared(found)))
    yield from _item(MEETS, [say(words) for words in found.remedy])
    yield from _item(FIND_OUT, [say(words) for words in found.find_out])


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
