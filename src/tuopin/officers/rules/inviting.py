"""Who may invite whom: bodies and places at or below one's own; evaluators and auditors only from above the place. Clauses R2a, R3d."""

from dataclasses import dataclass
from datetime import date

from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.officers.rules.bodies import BODIES, ORDER, level, may_sit
from tuopin.officers.rules.powers import may


@dataclass(frozen=True, slots=True)
class Person:
    """Who comes: the name to sign in with, the name shown, the language read first."""

    sign_in: str
    display_name: str
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class Seat:
    """What a post will be: the body, the place, from which day (today), until which (open)."""

    body: str
    place: str
    from_on: date | None = None
    until_on: date | None = None


def may_invite(by: By, body: str, place: str) -> None:
    """Refuse an invitation into a body that does not sit there, above one's own level, or outside one's place."""
    may_sit(body, place)
    may(by, "officers.invite", place)
    theirs = BODIES[body]
    if theirs.invited_by:
        if by.body not in theirs.invited_by:
            names = ", ".join(theirs.invited_by)
            raise Refused(
                "not-yours-to-invite",
                because=Words(f"{theirs.words.zh}不由本机构邀请", f"your body does not invite into the {theirs.words.en}"),
                remedy=Words(f"由以下机构邀请：{names}", f"invited by: {names}"),
                clause=theirs.clause,
            )
    elif _rank(level(place)) < _rank(level(by.place)):
        raise Refused("above-yours", because=Words("不能邀请上级机构的人员", "a body above one's own is not invited into"), clause="R2a")


def begins(seat: Seat, today: date) -> date:
    """The first day of a post; refused where it would end before. `until_on` is the first day on which it no longer holds."""
    first = seat.from_on or today
    if seat.until_on is not None and seat.until_on <= first:
        raise Refused("ends-before", because=Words("任职结束须晚于开始", "a post ends after it begins"), clause="R2a")
    return first


def _rank(named: str | None) -> int:
    return ORDER.index(named) if named else len(ORDER)
