"""An explanation as text for a person, and as plain values for a machine. Clause R3c."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from tuopin.assessment.told import Found, Head, HouseholdTold, PlaceTold
from tuopin.assessment.wording import SIGNS
from tuopin.common.clauses import clause
from tuopin.common.words import Words, say
from tuopin.report.explained_criterion import COLON, criterion_lines

UNITS = {"household": Words("户", "Household"), "village": Words("村", "Village"), "township": Words("乡镇", "Township"), "county": Words("县", "County")}
SYNTHETIC = Words("合成数据，人物均为虚构", "synthetic data, no real person")
CLAUSE = Words("条款", "clause")

def text(told: HouseholdTold | PlaceTold) -> str:
    """The whole explanation in the language of this run."""
    return household_text(told) if isinstance(told, HouseholdTold) else place_text(told)


def household_text(told: HouseholdTold) -> str:
    """The whole explanation of a household in the language of this run."""
    status = Words("名册状态", "status in the register")
    lines = [*_head(told.head), f"{say(status)}{say(COLON)}{say(told.status)}", _verdict(told.head), ""]
    lines += [line for found in told.findings for line in (*criterion_lines(found), "")]
    return "\n".join([*lines, *_clauses(told.findings)])


def place_text(told: PlaceTold) -> str:
    """The whole explanation of a village, township or county in the language of this run."""
    verdict = _verdict(told.head) if told.findings else say(told.head.sentence)
    lines = [*_head(told.head), verdict, ""]
    lines += [f"  {'—' if number is None else format(number, ','):>12}  {say(words)}" for _name, words, number in told.counts]
    lines += ["", f"{say(Words('贫困发生率', 'incidence'))}{say(COLON)}{told.rate}", say(told.room), ""]
    lines += [line for found in told.findings for line in (*criterion_lines(found), "")]
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


def _clauses(found: Iterable[Found]) -> list[str]:
    """What each clause cited says, once."""
    cited = dict.fromkeys(each.clause for each in found)
    return [f"{say(CLAUSE)} {each}{say(COLON)}{say(clause(each))}" for each in cited]


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
