"""Officers by name, and who serves within a place. Clause R2a."""

from datetime import date

from tuopin.common.acting import NATION, By
from tuopin.officers.models import Officer, Post
from tuopin.officers.queries.posts import current
from tuopin.officers.queries.wide import nationwide

PAGE = 200


def officer(sign_in: str) -> Officer | None:
    """The officer of that name, or None. Asked at sign-in too, so under no place."""
    return Officer.objects.filter(sign_in=sign_in).first()


def serving(place: str, *, on: date, after: int = 0, limit: int = PAGE) -> list[Post]:
    """Posts held on that day within a place, with their officers, in the order they were made; at most `limit`, after number `after`."""
    rows = current(on).filter(place__gte=place, place__lt=place + "~", id__gt=after)
    return list(rows.select_related("officer").order_by("id")[: min(limit, PAGE)])


def serves_only_within(sign_in: str, *, by: By, on: date) -> bool:
    """Whether every post that an officer holds lies within the actor's place; one without a post is the nation's."""
    if by.place == NATION:
        return True
    with nationwide(by):
        places = list(current(on).filter(officer=sign_in).values_list("place", flat=True))
    return bool(places) and all(place.startswith(by.place) for place in places)
