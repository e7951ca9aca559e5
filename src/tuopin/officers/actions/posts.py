"""Posts are given and ended, each by an act. Clauses R2a, R2d."""

from datetime import date, datetime

from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.act import Act
from tuopin.ledger.actions import record
from tuopin.officers.actions.decided import decided
from tuopin.officers.models import Invitation, Officer, Post, Token
from tuopin.officers.rules.days import day
from tuopin.officers.rules.inviting import Seat
from tuopin.officers.rules.names import subject
from tuopin.officers.rules.powers import may

CLAUSE = "R2a"


def give_post(officer: Officer, seat: Seat, *, kind: str, by: By, at: datetime) -> Post:
    """An officer gets a post; part of an act whose right has been looked at. The database refuses an overlapping one."""
    more = {"body": seat.body, "until": seat.until_on.isoformat()} if seat.until_on else {"body": seat.body}
    (act,) = record([Act(kind, subject(officer.sign_in), seat.place, CLAUSE, on=seat.from_on, more=more)], by=by, at=at)
    return Post.objects.create(
        officer=officer, body=seat.body, place=seat.place, from_on=seat.from_on, until_on=seat.until_on, act_id=act
    )


@decided()
def end_post(post_id: int, *, by: By, at: datetime, until_on: date | None = None) -> Post:
    """A post ends, today or on a later day; its tokens and the officer's open invitations with it, when it ends today."""
    may(by, "officers.end")
    post = Post.objects.select_for_update().filter(pk=post_id).first()
    if post is None or not post.place.startswith(by.place):
        raise Refused("no-post", because=Words("本区划内没有这一任职", "there is no such post within this place"), clause=CLAUSE)
    if post.until_on and post.until_on <= day(at):
        raise Refused("ended", because=Words("该任职已终止", "the post has been ended already"), clause=CLAUSE)
    asked = max(until_on or day(at), day(at), post.from_on)
    post.until_on = min(asked, post.until_on or asked)
    (post.ended_act,) = record(
        [Act("officers.end", subject(post.officer_id), post.place, CLAUSE, on=post.until_on, more={"body": post.body})], by=by, at=at
    )
    post.save(update_fields=["until_on", "ended_act"])
    if post.until_on <= day(at):
        Token.objects.filter(post=post, revoked_at__isnull=True).update(revoked_at=at)
        Invitation.objects.filter(made_by=post.officer_id, accepted_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=at)
    return post
