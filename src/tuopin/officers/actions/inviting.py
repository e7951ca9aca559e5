"""Invitations instead of shared passwords: a secret shown once, for one person, for days. Clause R2a."""

import secrets
from datetime import datetime, timedelta

from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.act import Act
from tuopin.ledger.actions import record
from tuopin.officers.actions.decided import decided
from tuopin.officers.actions.people import locked_row
from tuopin.officers.models import Invitation, Officer
from tuopin.officers.models.invitation import RENEWAL
from tuopin.officers.queries import nationwide, posts_of, serves_only_within
from tuopin.officers.rules.days import day
from tuopin.officers.rules.inviting import Person, Seat, begins, may_invite
from tuopin.officers.rules.names import subject, usable
from tuopin.officers.rules.powers import may
from tuopin.officers.rules.terms import INVITATION, Random, digest, invitation_ends

CLAUSE = "R2a"
ENTROPY = 32  # bytes


@decided()
def invite(
    person: Person, seat: Seat, *, by: By, at: datetime, lasts: timedelta = INVITATION, random: Random = secrets.token_urlsafe
) -> str:
    """Invite somebody into a post; the secret to hand over, which is kept nowhere."""
    may_invite(by, seat.body, seat.place)
    usable(person.sign_in)
    first = begins(seat, day(at))
    if Officer.objects.filter(sign_in=person.sign_in, ended_at__isnull=False).exists():
        raise Refused("name-taken", because=Words("该登录名属于已离任人员", "that name belonged to an officer who has left"), clause=CLAUSE)
    secret = random(ENTROPY)
    Invitation.objects.create(
        digest=digest(secret), officer=person.sign_in, display_name=person.display_name, language=person.language, body=seat.body,
        place=seat.place, from_on=first, until_on=seat.until_on, made_by=by.officer, made_at=at, ends_at=invitation_ends(at, lasts),
    )  # fmt: skip
    record([Act("officers.invite", subject(person.sign_in), seat.place, CLAUSE, on=first, more={"body": seat.body})], by=by, at=at)
    return secret


@decided()
def renew(sign_in: str, *, by: By, at: datetime, lasts: timedelta = INVITATION, random: Random = secrets.token_urlsafe) -> str:
    """Let an officer who lost password or second factor set new ones; the secret to hand over. Never for oneself."""
    may(by, "officers.invite")
    officer = locked_row(sign_in)
    if sign_in == by.officer:
        raise Refused("four-eyes", because=Words("不能为本人重置", "nobody renews their own sign-in"), clause=CLAUSE)
    with nationwide(by):
        posts = posts_of(sign_in, on=day(at))
    if not posts or not serves_only_within(sign_in, by=by, on=day(at)):
        raise Refused(
            "serves-elsewhere",
            because=Words("该人员不只在本区划任职", "the officer does not serve within this place alone"),
            remedy=Words("由上级办理", "done by the body above"),
            clause=CLAUSE,
        )
    secret = random(ENTROPY)
    Invitation.objects.create(
        kind=RENEWAL, digest=digest(secret), officer=sign_in, display_name=officer.display_name, language=officer.language,
        body=posts[0].body, place=posts[0].place, from_on=day(at), made_by=by.officer, made_at=at, ends_at=invitation_ends(at, lasts),
    )  # fmt: skip
    record([Act("officers.renew", subject(sign_in), posts[0].place, CLAUSE)], by=by, at=at)
    return secret


@decided()
def withdraw_invitation(invitation_id: int, *, by: By, at: datetime) -> None:
    """Take an open invitation back."""
    may(by, "officers.invite")
    invitation = Invitation.objects.select_for_update().filter(pk=invitation_id, accepted_at__isnull=True, withdrawn_at__isnull=True).first()
    if invitation is None:
        raise Refused("no-invitation", because=Words("没有这一未用的邀请", "there is no such open invitation"), clause=CLAUSE)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    record([Act("officers.withdraw", subject(invitation.officer), invitation.place, CLAUSE)], by=by, at=at)
