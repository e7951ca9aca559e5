"""How long things last: invitations, tokens, reads behind broken glass, sessions; and what a secret looks like. Clause R2a."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Final

from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.officers.rules.days import day
from tuopin.officers.rules.powers import POWERS

INVITATION: Final = timedelta(days=7)
LONGEST_INVITATION: Final = timedelta(days=14)
LONGEST_TOKEN: Final = timedelta(days=366)
LONGEST_BREAK: Final = timedelta(hours=8)
SHORTEST_REASON: Final = 10
TOKEN_MARK: Final = "tuopin"  # noqa: S105  how a token begins, so that a scanner of repositories finds a lost one
Random = Callable[[int], str]


def digest(secret: str) -> str:
    """What is kept of a secret of full entropy: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def invitation_ends(at: datetime, lasts: timedelta) -> datetime:
    """When an invitation ends; not later than two weeks from now."""
    if not timedelta() < lasts <= LONGEST_INVITATION:
        raise Refused("too-long", because=Words("邀请最长 14 天", "an invitation lasts 14 days at most"), clause="R2a")
    return at + lasts


def token_ends(at: datetime, ends_on: date) -> None:
    """Refuse a token that has ended already or would last more than a year; its end day is the last on which it works."""
    if not day(at) <= ends_on <= day(at) + LONGEST_TOKEN:
        raise Refused(
            "token-term",
            because=Words("令牌须在一年内到期", "a token ends within a year"),
            remedy=Words(f"到期日最迟 {day(at) + LONGEST_TOKEN}", f"its last day is {day(at) + LONGEST_TOKEN} at the latest"),
            clause="R2a",
        )


def token_powers(asked: Iterable[str], held: frozenset[str]) -> list[str]:
    """The powers asked for a token; refused where the post lacks one. Sorted, without doubles."""
    wanted = sorted(set(asked))
    lacking = [each for each in wanted if each not in held]
    if not wanted or lacking:
        told = ", ".join(each if each not in POWERS else f"{each} ({POWERS[each].words.en})" for each in lacking)
        raise Refused(
            "token-powers",
            because=Words(f"令牌不能超出岗位权限：{told or '未指定权限'}", f"a token holds powers of its post only: {told or 'none was named'}"),
            clause="R2a",
        )
    return wanted


def break_ends(at: datetime, hours: int) -> datetime:
    """When a read behind broken glass ends: one to eight hours from now."""
    if not timedelta() < timedelta(hours=hours) <= LONGEST_BREAK:
        raise Refused("break-too-long", because=Words("紧急查看 1 至 8 小时", "a break-glass read lasts 1 to 8 hours"), clause="R2a")
    return at + timedelta(hours=hours)


def reason(told: str) -> str:
    """A reason somebody can judge: at least ten characters, no blanks around it."""
    kept = told.strip()
    if len(kept) < SHORTEST_REASON:
        raise Refused("no-reason", because=Words(f"理由至少 {SHORTEST_REASON} 个字", f"a reason takes at least {SHORTEST_REASON} characters"), clause="R2a")
    return kept
