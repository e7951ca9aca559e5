"""The verdict in one sentence that a householder understands."""

from collections.abc import Iterable

from tuopin.assessment.told import Found
from tuopin.common.words import Words

OFF = ("removed", "not_registered")


def household_sentence(status: str | None, met: bool | None, findings: Iterable[Found]) -> Words:
    """What the verdict means for a household of that status."""
    found = list(findings)
    failing = _titles(each for each in found if each.binding and each.verdict == "not_met")
    unknown = _titles(each for each in found if each.binding and each.verdict == "unknown")
    if met is None:
        return Words(f"还不能下结论：{unknown.zh}不明，要先查清。", f"No verdict yet: {unknown.en} is not known and must be found out first.")
    number = sum(each.binding for each in found)
    if met:
        return _met(status, number)
    also = Words(f"；{unknown.zh}不明" if unknown.zh else "", f"; {unknown.en} is not known" if unknown.en else "")
    if status == "exited":
        return Words(
            f"名册上已脱贫，但{failing.zh}不达标{also.zh}，应当核查。", f"Registered as exited, but {failing.en} is not met{also.en}: this must be checked."
        )
    return Words(f"还不能退出：{failing.zh}不达标{also.zh}。", f"Cannot leave yet: {failing.en} is not met{also.en}.")


def _met(status: str | None, number: int) -> Words:
    if status == "exited":
        return Words(f"名册上已脱贫，{number} 项条件都达标。", f"Registered as exited, and all {number} criteria are met.")
    if status in OFF or status is None:
        return Words(f"{number} 项条件都达标；这一户不在贫困户名册上。", f"All {number} criteria are met; the household is not on the register of poor households.")
    return Words(f"{number} 项条件都达标，可以按程序退出。", f"All {number} criteria are met: the household may leave by the procedure.")


def _titles(found: Iterable[Found]) -> Words:
    titles = [each.title for each in found]
    return Words("、".join(words.zh for words in titles), ", ".join(words.en for words in titles))
