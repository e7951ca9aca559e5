"""Sessions: one row a sign-in, acting as one post at a time, ended by time, by choice or by the officer's mark. Clause R2a."""

from datetime import datetime, timedelta

from django.db.models import F

from tuopin.officers.models import BreakGlass, Officer, Post, Session
from tuopin.officers.queries import current, own, posts_of
from tuopin.officers.rules.days import day

NOTED_EVERY = timedelta(minutes=1)
AGENT = 200


def begin_session(officer: Officer, *, address: str, agent: str, at: datetime) -> Session:
    """An officer has signed in; who holds one post acts by it, who holds several chooses."""
    with own(officer.sign_in):
        posts = posts_of(officer.sign_in, on=day(at))
        return Session.objects.create(
            officer=officer, mark=officer.mark, post=posts[0] if len(posts) == 1 else None, address=address, agent=agent[:AGENT],
            began_at=at, seen_at=at,
        )  # fmt: skip


def resume_session(officer: Officer, session_id: int, *, at: datetime, idle: timedelta, longest: timedelta) -> Session | None:
    """The session, if it still holds: not ended, not idle too long, not too old, made under the officer's present mark."""
    with own(officer.sign_in):
        session = (
            Session.objects.select_related("post", "glass")
            .filter(pk=session_id, officer=officer, mark=officer.mark, ended_at__isnull=True, seen_at__gt=at - idle, began_at__gt=at - longest)
            .first()
        )
        if session and at - session.seen_at > NOTED_EVERY:
            Session.objects.filter(pk=session_id).update(seen_at=at)
        return session


def switch_post(session: Session, post_id: int, *, at: datetime) -> Post | None:
    """Act as another of one's own posts from now on; None (and nothing changed) where it is not one's own today."""
    with own(session.officer_id):
        post: Post | None = current(day(at)).filter(pk=post_id, officer=session.officer_id).first()
        if post:
            Session.objects.filter(pk=session.pk).update(post=post, glass=None)
        return post


def look_through(session: Session, break_id: int | None, *, at: datetime) -> bool:
    """Look through one's own broken glass from now on, or (None) no longer; whether it could be done."""
    with own(session.officer_id):
        glass = _whole(session, break_id, at) if break_id else None
        if break_id and glass is None:
            return False
        Session.objects.filter(pk=session.pk).update(glass=glass)
        return True


def count_look(glass: BreakGlass) -> None:
    """One more request behind broken glass."""
    BreakGlass.objects.filter(pk=glass.pk).update(requests=F("requests") + 1)


def end_session(session_id: int, *, officer: Officer, at: datetime) -> None:
    """One of an officer's own sessions ends."""
    with own(officer.sign_in):
        Session.objects.filter(pk=session_id, officer=officer, ended_at__isnull=True).update(ended_at=at)


def _whole(session: Session, break_id: int, at: datetime) -> BreakGlass | None:
    return BreakGlass.objects.filter(
        pk=break_id, officer=session.officer_id, post=session.post_id, closed_at__isnull=True, ends_at__gt=at
    ).first()
