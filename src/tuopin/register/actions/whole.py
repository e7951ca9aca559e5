"""An act is done whole or not at all, and what the database refuses is told in words. Clause W4b."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, transaction

from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.officers.rules.refusals import refused

BEYOND_PLACE = "42501"  # row-level security


@contextmanager
def whole() -> Iterator[None]:
    """A savepoint; a trigger, constraint or policy that held becomes its Refused."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        told = refused(error) or _beyond(error)
        if told is None:
            raise
        raise told from error


def _beyond(error: DatabaseError) -> Refused | None:
    if getattr(error.__cause__, "sqlstate", None) != BEYOND_PLACE:
        return None
    because = Words("超出本岗位的区划", "this is beyond the place of this post")
    return Refused("outside-place", because=because, remedy=Words("由覆盖该地的机构办理", "done by a body that covers the place"), clause="R2a")
