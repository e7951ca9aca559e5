"""What goes wrong outside the routes is told as a problem too: an address that is none, a method, a host, a lost database."""

from collections.abc import Callable
from typing import Any

from django.core.signals import got_request_exception

from tuopin.api import saying
from tuopin.api.problem import answer
from tuopin.api.saying import TYPE, told

API = "/api/"
Answer = Callable[[Any], Any]


def in_words(get_response: Answer) -> Answer:
    """Middleware, outermost: every error under /api/ is a problem document; elsewhere a lost database is still told as such."""

    def answered(request: Any) -> Any:
        response = get_response(request)
        if response.status_code < 400 or not request.path_info.startswith(API) or response.headers.get("Content-Type") == TYPE:
            return response
        error = getattr(request, "failed_by", None)
        problem = answer(request, error) if error else told(response.status_code, _code(response.status_code), saying.by_status(response.status_code))
        for name in ("Allow", "Retry-After", "Content-Language"):
            if name in response.headers:
                problem[name] = response[name]
        return problem

    return answered


def _code(status: int) -> str:
    return saying.CODES.get(status, "error")


def _failed(request: Any = None, **_: Any) -> None:
    """Django has turned an exception into a page: keep it, so that it can be told as what it is."""
    import sys

    if request is not None:
        request.failed_by = sys.exc_info()[1]


got_request_exception.connect(_failed, dispatch_uid="tuopin.api.outside")
