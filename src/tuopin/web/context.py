"""What every page knows: the language, the post acted as, whether everybody in here is made up."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tuopin import VERSION
from tuopin.common.words import language


def office(request: HttpRequest) -> dict[str, Any]:
    """For the frame of the page."""
    return {
        "lang": "zh-Hans" if language() == "zh" else "en",
        "synthetic": settings.SYNTHETIC,
        "version": VERSION,
        "by": getattr(request, "by", None),
        "post": getattr(request, "post", None),
        "glass": getattr(request, "glass", None),
    }
