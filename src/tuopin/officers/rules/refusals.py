"""What the database refuses by itself, in words: the constraint or trigger that held becomes a Refused. Clauses R2a, W4b."""

from typing import Any, Final

from tuopin.common.refused import Refused
from tuopin.common.words import Words

OWN_KIN: Final = "TU101"
READ_ONLY: Final = "25006"
BY_STATE: Final = {
    READ_ONLY: (
        "read-only",
        Words("越区查看时只能读，不能写", "behind broken glass one reads and writes nothing"),
        Words("回到本岗位再办理", "go back to your own post first"),
        "R2a",
    ),
    OWN_KIN: (
        "own-kin",
        Words("不能决定本人或亲属的户", "nobody decides on their own household or a relative's"),
        Words("由另一名工作人员办理", "another officer does it"),
        "R3a",
    ),
}
BY_CONSTRAINT: Final = {
    "officers_officer_sign_in_key": (
        "name-taken",
        Words("该登录名已有人使用", "that sign-in name is taken"),
        Words("另取一个；登录名用过即不再给别人", "choose another; a name is never given twice"),
        "R2a",
    ),
    "officers_post_once": (
        "same-post",
        Words("该人员在此期间已有同一岗位", "the officer already holds that post in this time"),
        Words("先终止原任职", "end the earlier one first"),
        "R2a",
    ),
    "officers_post_independent": (
        "not-independent",
        Words("第三方评估、审计人员不得同时在工作机构任职", "an evaluator or auditor holds no post in the mechanism at the same time"),
        Words("先终止原任职", "end the other post first"),
        "R3d",
    ),
    "officers_break_reviewed_by_another": (
        "four-eyes",
        Words("不能复核本人的紧急查看", "nobody reviews their own break-glass read"),
        Words("由另一名工作人员复核", "another officer reviews it"),
        "R2a",
    ),
}


def refused(error: BaseException) -> Refused | None:
    """The refusal that a database error stands for, or None where it stands for none of ours."""
    cause: Any = error if hasattr(error, "sqlstate") else error.__cause__
    found = BY_STATE.get(getattr(cause, "sqlstate", None) or "") or BY_CONSTRAINT.get(_constraint(cause))
    if not found:
        return None
    code, because, remedy, clause = found
    return Refused(code, because=because, remedy=remedy, clause=clause)


def _constraint(cause: Any) -> str:
    return getattr(getattr(cause, "diag", None), "constraint_name", None) or ""
