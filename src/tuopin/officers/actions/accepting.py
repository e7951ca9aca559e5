"""An invitation is accepted: once, in time, by the person it was made for, who alone knows the password. Clause R2a."""

from datetime import datetime

from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.act import Act
from tuopin.ledger.actions import record
from tuopin.officers.actions.decided import decided
from tuopin.officers.actions.people import good_password, new_officer
from tuopin.officers.actions.posts import give_post
from tuopin.officers.models import Invitation, Officer
from tuopin.officers.models.invitation import RENEWAL
from tuopin.officers.models.officer import new_mark
from tuopin.officers.queries import shown
from tuopin.officers.rules.bodies import OPERATOR
from tuopin.officers.rules.inviting import Person, Seat
from tuopin.officers.rules.names import subject
from tuopin.officers.rules.terms import digest
from tuopin.settings.scope import acting

CLAUSE = "R2a"
SPENT = Words("邀请无效、已用过或已过期", "the invitation is not valid, has been used or has ended")
ASK_AGAIN = Words("请邀请人重新邀请", "ask for a new one")


def accept_invitation(secret: str, *, password: str, at: datetime, signed_in: str | None = None) -> Officer:
    """The officer, now with the post (or the new password). Runs by itself: nobody acts yet, the secret is the right.

    Who has an account already accepts a further post while signed in (`signed_in`), and the password is left as it is.
    """
    with decided(), shown(digest(secret)):
        invitation = _open(secret, at)
        by = By(invitation.officer, invitation.body, invitation.place)
        Invitation.objects.filter(pk=invitation.pk).update(accepted_at=at)
        with acting(by):
            officer = Officer.objects.select_for_update().filter(sign_in=invitation.officer).first()
            if invitation.kind == RENEWAL:
                return _renewed(officer, password, by=by, at=at)
            if officer is None:
                person = Person(invitation.officer, invitation.display_name, invitation.language)
                officer = new_officer(person, password=password, at=at)
            elif signed_in != officer.sign_in:
                raise Refused("sign-in-first", because=Words("已有账号的人员请先登录，再接受邀请", "you have an account: sign in, then accept"), clause=CLAUSE)
            give_post(officer, Seat(by.body, by.place, invitation.from_on, invitation.until_on), kind="officers.accept", by=by, at=at)
            return officer


def _open(secret: str, at: datetime) -> Invitation:
    """The invitation of this secret, locked; refused where it no longer is one, with one sentence for every cause."""
    found = Invitation.objects.select_for_update().filter(digest=digest(secret), accepted_at__isnull=True, withdrawn_at__isnull=True)
    invitation: Invitation | None = found.filter(ends_at__gt=at).first()
    if invitation is None or not _inviter_stands(invitation.made_by):
        raise Refused("no-invitation", because=SPENT, remedy=ASK_AGAIN, clause=CLAUSE)
    return invitation


def _inviter_stands(sign_in: str) -> bool:
    return sign_in == OPERATOR or Officer.objects.filter(sign_in=sign_in, ended_at__isnull=True, locked_at__isnull=True).exists()


def _renewed(officer: Officer | None, password: str, *, by: By, at: datetime) -> Officer:
    """A new password; the second factor is to be set up again; every session ends."""
    from allauth.mfa.models import Authenticator

    if officer is None or officer.ended_at is not None:
        raise Refused("no-invitation", because=SPENT, remedy=ASK_AGAIN, clause=CLAUSE)
    good_password(password, officer)
    Authenticator.objects.filter(user=officer).delete()
    officer.set_password(password)
    officer.mark = new_mark()
    officer.save(update_fields=["password", "mark"])
    record([Act("officers.renewed", subject(officer.sign_in), by.place, CLAUSE)], by=by, at=at)
    return officer
