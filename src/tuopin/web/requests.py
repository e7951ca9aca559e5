"""Every request has a name, which the log's lines, the answer and the person who asks for help all carry; one line a request."""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Request-ID"
NAME = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
log = structlog.get_logger("tuopin.requests")
Answer = Callable[[HttpRequest], HttpResponseBase]


def request_id(get_response: Answer) -> Answer:
    """Middleware: name the request, answer its name, and log method, route, status and duration; never path, query, body or person."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        name = _name(request.headers.get(HEADER, ""))
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=name):
            response = get_response(request)
            response[HEADER] = name
            _told(request, response.status_code, time.perf_counter() - began)
        return response

    return answered


def _name(told: str) -> str:
    """The name that the server in front gave, if it is a UUID; else a new one."""
    return told if NAME.fullmatch(told) else str(uuid4())


def _told(request: HttpRequest, status: int, seconds: float) -> None:
    match = request.resolver_match
    tell = log.error if status >= 500 else log.info
    tell("request", method=request.method, route=f"/{match.route}" if match else "", status=status, duration=round(seconds, 4))
