"""The words of closed lists that an edition may name, as people read them."""

from collections.abc import Iterable

from tuopin.common.words import Words

TOKENS: dict[str, Words] = {
    "A": Words("A", "A"),
    "B": Words("B", "B"),
    "C": Words("C", "C"),
    "D": Words("D", "D"),
    "illness": Words("因病", "illness"),
    "disability": Words("因残", "disability"),
    "poverty": Words("因贫", "poverty"),
    "tired_of_school": Words("厌学", "tired of school"),
    "work": Words("务工", "work"),
    "marriage": Words("早婚", "early marriage"),
    "deferred": Words("缓学", "entry deferred"),
    "finished": Words("已完成义务教育", "compulsory schooling finished"),
    "other": Words("其他", "other"),
    "none": Words("无", "none"),
}


def listed(tokens: Iterable[str]) -> Words:
    """Several of them in one phrase; "none" where there is none."""
    named = [TOKENS[token] for token in tokens] or [TOKENS["none"]]
    return Words("、".join(each.zh for each in named), ", ".join(each.en for each in named))
