"""Officers come, are locked out and let in, are signed out. Clause R2a."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.act import Act
from tuopin.ledger.actions import record
from tuopin.officers.actions.decided import decided
from tuopin.officers.actions.posts import give_post
from tuopin.officers.models import Officer
from tuopin.officers.models.officer import new_mark
from tuopin.officers.queries import serves_only_within
from tuopin.officers.rules.bodies import OPERATOR
from tuopin.officers.rules.days import day
from tuopin.officers.rules.inviting import Person, Seat, begins, may_invite
from tuopin.officers.rules.names import subject, usable
from tuopin.officers.rules.powers import may

CLAUSE = "R2a"


@decided()
def create_officer(person: Person, seat: Seat, *, password: str, by: By, at: datetime) -> Officer:
    """Make an officer with a password and a post: the operator alone does, for the first of an office; everybody after is invited."""
    if by.body != OPERATOR:
        raise Refused(
            "invite",
            because=Words("账号不由他人代设密码", "nobody sets another's password"),
            remedy=Words("改用邀请", "send an invitation"),
            clause=CLAUSE,
        )
    may_invite(by, seat.body, seat.place)
    officer = new_officer(person, password=password, at=at)
    give_post(officer, Seat(seat.body, seat.place, begins(seat, day(at)), seat.until_on), kind="officers.create", by=by, at=at)
    return officer


def new_officer(person: Person, *, password: str, at: datetime) -> Officer:
    """An officer with a password that is good enough, and no post yet. Part of an act."""
    usable(person.sign_in)
    shown = person.display_name.strip() or person.sign_in
    officer = Officer(sign_in=person.sign_in, display_name=shown, language=person.language, made_at=at)
    good_password(password, officer)
    officer.set_password(password)
    officer.save(force_insert=True)
    return officer


def good_password(password: str, officer: Officer) -> None:
    """Refuse a password that is short, common, all digits or like the name."""
    zh, en = _faults(password, officer, "zh-hans"), _faults(password, officer, "en")
    if en:
        remedy = Words("至少 12 个字符，不用常见词", "at least 12 characters, no common word")
        raise Refused("weak-password", because=Words(zh, en), remedy=remedy, clause=CLAUSE)


def _faults(password: str, officer: Officer, language: str) -> str:
    """What is wrong with a password, in one language; "" where nothing is."""
    with translation.override(language):
        try:
            validate_password(password, officer)
        except ValidationError as error:
            return " ".join(str(message) for message in error.messages)
    return ""


@decided()
def change_password(officer: Officer, password: str) -> None:
    """An officer's own new password; every session ends."""
    good_password(password, officer)
    officer.set_password(password)
    officer.mark = new_mark()
    officer.save(update_fields=["password", "mark"])


@decided()
def lock(sign_in: str, *, by: By, at: datetime) -> None:
    """Keep an officer out: no sign-in, every session ended, no token works."""
    officer = _managed(sign_in, "officers.lock", by=by, at=at)
    if officer.locked_at is None:
        officer.locked_at, officer.mark = at, new_mark()
        officer.save(update_fields=["locked_at", "mark"])
        record([Act("officers.lock", subject(sign_in), by.place, CLAUSE)], by=by, at=at)


@decided()
def unlock(sign_in: str, *, by: By, at: datetime) -> None:
    """Let an officer in again, and forget the failures counted against the name."""
    from axes.utils import reset

    officer = _managed(sign_in, "officers.lock", by=by, at=at)
    reset(username=sign_in)
    officer.locked_at = None
    officer.save(update_fields=["locked_at"])
    record([Act("officers.unlock", subject(sign_in), by.place, CLAUSE)], by=by, at=at)


@decided()
def sign_out_everywhere(sign_in: str, *, by: By, at: datetime) -> None:
    """End every session of an officer: the officer's own wish, or somebody's who may lock out."""
    officer = locked_row(sign_in) if sign_in == by.officer else _managed(sign_in, "officers.lock", by=by, at=at)
    officer.mark = new_mark()
    officer.save(update_fields=["mark"])
    record([Act("officers.sign_out", subject(sign_in), by.place, CLAUSE)], by=by, at=at)


def locked_row(sign_in: str) -> Officer:
    """The officer, the row locked until the act is done; refused where there is none."""
    officer = Officer.objects.select_for_update().filter(sign_in=sign_in).first()
    if officer is None:
        raise Refused("no-officer", because=Words(f"没有登录名为“{sign_in}”的人员", f"no officer signs in as “{sign_in}”"), clause=CLAUSE)
    return officer


def _managed(sign_in: str, power: str, *, by: By, at: datetime) -> Officer:
    """An officer whom the actor may do this to: not oneself, and serving nowhere outside the actor's place."""
    may(by, power)
    officer = locked_row(sign_in)
    if sign_in == by.officer:
        raise Refused("four-eyes", because=Words("不能对本人办理", "nobody does this to themselves"), clause=CLAUSE)
    if not serves_only_within(sign_in, by=by, on=day(at)):
        raise Refused(
            "serves-elsewhere",
            because=Words("该人员不只在本区划任职", "the officer does not serve within this place alone"),
            remedy=Words("由上级办理", "done by the body above"),
            clause=CLAUSE,
        )
    return officer
