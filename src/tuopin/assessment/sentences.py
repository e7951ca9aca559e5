"""The verdict in one sentence that a householder, or a village, understands."""

from collections.abc import Iterable, Mapping
from typing import Any

from tuopin.assessment.told import Found
from tuopin.assessment.wording import Answer
from tuopin.common.words import Words

OFF = ("removed", "not_registered")


def household_sentence(status: str | None, met: Answer, findings: Iterable[Found]) -> Words:
    """What the verdict means for a household of that status."""
    found = [each for each in findings if each.binding]
    failing = titles(each for each in found if each.verdict == "not_met")
    unknown = titles(each for each in found if each.verdict == "unknown")
    if met is None:
        return Words(f"还不能下结论，{unknown.zh}不明，要先查清。", f"No verdict yet. To be found out first: {unknown.en}.")
    if met:
        return _met(status, len(found))
    also = Words(f"；{unknown.zh}不明" if unknown.zh else "", f" Not known: {unknown.en}." if unknown.en else "")
    if status == "exited":
        en = f"Registered as exited, which must be checked. Not met: {failing.en}.{also.en}"
        return Words(f"名册上已脱贫，但{failing.zh}不达标{also.zh}，应当核查。", en)
    return Words(f"还不能退出：{failing.zh}不达标{also.zh}。", f"Cannot leave yet. Not met: {failing.en}.{also.en}")


def _met(status: str | None, number: int) -> Words:
    if status == "exited":
        return Words(f"名册上已脱贫，{number} 项条件都达标。", f"Registered as exited, and all {number} criteria are met.")
    if status in OFF or status is None:
        en = f"All {number} criteria are met; the household is not on the register of poor households."
        return Words(f"{number} 项条件都达标；这一户不在贫困户名册上。", en)
    return Words(f"{number} 项条件都达标，可以按程序退出。", f"All {number} criteria are met: the household may leave by the procedure.")


def titles(found: Iterable[Found]) -> Words:
    """The titles of some criteria in one phrase."""
    named = [each.title for each in found]
    return Words("、".join(words.zh for words in named), ", ".join(words.en for words in named))


def place_sentence(row: Mapping[str, Any], told: tuple[Found, ...]) -> Words:
    """The place's verdict in one sentence."""
    failing = titles(each for each in told if each.binding and each.verdict == "not_met")
    unknown = titles(each for each in told if each.verdict == "unknown")
    if not told:
        return Words("所用标准不把这一级作为退出单位；以下是汇总数。", "The edition has no exit for this unit; these are sums.")
    if failing.zh:
        return Words(f"还不能退出：{failing.zh}不达标。", f"Cannot leave yet. Not met: {failing.en}.")
    if unknown.zh:
        return Words(f"还不能下结论，{unknown.zh}不明。", f"No verdict yet. Not known: {unknown.en}.")
    if row.get("may_leave"):
        return Words("必备条件都达标，可以按程序退出。", "Every binding criterion is met: it may leave by the procedure.")
    if row.get("exited"):
        return Words("已出列，必备条件都达标。", "It has left, and every binding criterion is met.")
    return Words("必备条件都达标；它不是贫困村，不需要退出。", "Every binding criterion is met; it is not a poor village and has nothing to leave.")
