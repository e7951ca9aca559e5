"""What is told where nothing else is: no such page, an error of ours."""

from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tuopin.common.words import Words
from tuopin.web.refusals import NONE, OUTSIDE, No, shown

OURS = Words("程序出错，已记录", "an error of ours: it has been logged")
ASK = Words("请把下面的编号告诉维护人员", "tell whoever runs this office the number below")
UNREADABLE = Words("请求无法读取", "the request cannot be read")


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001
    """No such page, or not for this post."""
    return shown(request, No(404, NONE))


def unreadable(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001
    """A request that is none."""
    return shown(request, No(400, UNREADABLE))


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001
    """Not allowed."""
    return shown(request, No(403, OUTSIDE))


def broken(request: HttpRequest) -> HttpResponse:
    """An error of ours: a page that asks nothing of the database."""
    number = structlog.contextvars.get_contextvars().get("request", "")
    return render(request, "pages/broken.html", {"no": No(500, OURS, ASK), "number": number}, status=500)
