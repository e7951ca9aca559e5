"""Who is told when an officer looks outside their place, and what waits for review. Clause R2a."""

from datetime import date

from tuopin.common.acting import By
from tuopin.officers.models import BreakGlass, Notice, Post
from tuopin.officers.queries.posts import current
from tuopin.officers.queries.wide import nationwide
from tuopin.officers.rules.powers import OF_BODY

REVIEWERS = tuple(body for body, powers in OF_BODY.items() if "breakglass.review" in powers)
PAGE = 200


def overseers(place: str, *, by: By, on: date) -> list[Post]:
    """Reviewers of the nearest place at or above this one; never the actor, never the actor's own body at its own place."""
    above = [place[:length] for length in range(len(place) + 1)]
    with nationwide(by):
        found = list(current(on).filter(place__in=above, body__in=REVIEWERS).exclude(officer=by.officer))
    others = [post for post in found if (post.body, post.place) != (by.body, by.place)]
    nearest = max((len(post.place) for post in others), default=0)
    return [post for post in others if len(post.place) == nearest]


def notices_of(post_id: int, *, unread: bool = True, limit: int = PAGE) -> list[Notice]:
    """What a post is told, the newest first."""
    rows = Notice.objects.filter(post_id=post_id)
    return list((rows.filter(read_at__isnull=True) if unread else rows).order_by("-id")[: min(limit, PAGE)])


def breaks_to_review(place: str, *, limit: int = PAGE) -> list[BreakGlass]:
    """Reads behind broken glass by officers of a place that nobody has reviewed, the oldest first."""
    rows = BreakGlass.objects.filter(home__gte=place, home__lt=place + "~", reviewed_by__isnull=True)
    return list(rows.order_by("id")[: min(limit, PAGE)])
