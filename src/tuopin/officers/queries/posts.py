"""Posts: which an officer holds today, and who acts by one. Clauses R2a, R2d."""

from datetime import date
from typing import Any

from django.db.models import Q

from tuopin.common.acting import By
from tuopin.officers.models import Post


def current(on: date) -> Any:
    """Posts held on a day, as far as they are seen."""
    return Post.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=on), from_on__lte=on)


def posts_of(sign_in: str, *, on: date) -> list[Post]:
    """An officer's own posts on a day, the oldest first. Seen by the officer, or within the actor's place."""
    return list(current(on).filter(officer=sign_in).order_by("id"))


def acted_by(by: By, *, on: date) -> Post | None:
    """The post that somebody acts by."""
    return current(on).filter(officer=by.officer, body=by.body, place=by.place).first()


def actor(post: Post) -> By:
    """Who acts by a post."""
    return By(post.officer_id, post.body, post.place)
