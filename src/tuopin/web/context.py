"""What every page knows: the language, the post acted as and what it may do, whether everybody in here is made up."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tuopin import VERSION
from tuopin.common.words import language
from tuopin.officers.rules import bodies
from tuopin.officers.rules.powers import powers


def office(request: HttpRequest) -> dict[str, Any]:
    """For the frame of the page."""
    by = getattr(request, "by", None)
    post = getattr(request, "post", None)
    match = request.resolver_match
    return {
        "lang": "zh-Hans" if language() == "zh" else "en",
        "synthetic": settings.SYNTHETIC,
        "version": VERSION,
        "by": by,
        "post": post,
        "body": bodies.name(post.body) if post else None,
        "may": powers(by) if by else frozenset(),
        "glass": getattr(request, "glass", None),
        "way": getattr(getattr(match, "func", None), "way", "") if match else "",
    }
