"""What is asked about officers. Every question runs inside `acting(by)`, except those that sign-in asks first. Clause R2a."""

from tuopin.officers.queries.people import officer, serves_only_within, serving
from tuopin.officers.queries.posts import acted_by, actor, current, posts_of
from tuopin.officers.queries.sessions import sessions_of
from tuopin.officers.queries.supervision import breaks_to_review, notices_of, overseers
from tuopin.officers.queries.wide import nationwide, own, shown

__all__ = [
    "acted_by",
    "actor",
    "breaks_to_review",
    "current",
    "nationwide",
    "notices_of",
    "officer",
    "overseers",
    "own",
    "posts_of",
    "serves_only_within",
    "serving",
    "sessions_of",
    "shown",
]
