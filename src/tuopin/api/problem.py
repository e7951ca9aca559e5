"""How the door says no: problem documents (RFC 9457) in both languages, one place for every kind of error."""

import errno
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from tuopin.api import saying
from tuopin.api.saying import TYPE, Problem, told
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words
from tuopin.ledger.log.broken import Broken
from tuopin.officers.rules.refusals import refused

log = structlog.get_logger("tuopin.api")
NOT_ALLOWED = frozenset(("no-power", "outside-place", "read-only", "in-person", "csrf"))
NOT_FOUND = frozenset(("no-act", "no-break", "no-checkpoint", "no-invitation", "no-notice", "no-officer", "no-place", "no-token", "no-such-post"))
NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
FULL, AGAIN = "53100", frozenset(("40001", "40P01", "55P03"))
AWAY = ("08", "53", "57P", "58")  # connection lost, no room for another, shutting down, the system itself

NO: Any = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Problem)


def answer(request: HttpRequest, error: BaseException) -> HttpResponse:
    """Any error as a response; what is none of these is a bug, logged and told without its details."""
    for kinds, teller in TELLERS:
        if isinstance(error, kinds):
            return teller(request, error)
    return _ours(error)


def _ours(error: BaseException, **more: Any) -> HttpResponse:
    log.error("api error", error=type(error).__name__, exc_info=None if more else error, **more)
    return told(500, "error", saying.OURS)


def _refused(_: Any, error: Any) -> HttpResponse:
    status = 403 if error.code in NOT_ALLOWED else 404 if error.code in NOT_FOUND else 409
    return told(status, error.code, error.because, remedy=error.remedy, clause=error.clause)


def _bad(request: Any, error: Any) -> HttpResponse:
    """What the address itself names is not there; else something in the question or the body cannot be used."""
    if str(error.where) in _named(request):
        return told(404, "not-found", error.because, remedy=error.remedy, where=error.where)
    return told(422, "bad-input", error.because, remedy=error.remedy, where=error.where)


def _named(request: Any) -> set[str]:
    match = getattr(request, "resolver_match", None)
    return {str(value) for value in match.kwargs.values()} if match else set()


def _broken(_: Any, error: Any) -> HttpResponse:
    return told(409, "broken", error.what, where=error.where)


def _invalid(_: Any, error: Any) -> HttpResponse:
    errors = [{"where": "/".join(map(str, each["loc"])), "expected": each["msg"], "type": each["type"]} for each in error.errors]
    return told(422, "invalid", saying.INVALID, errors=errors)


def _database(request: Any, error: Any) -> HttpResponse:
    known = refused(error)
    if known:
        return _refused(request, known)
    state = getattr(error.__cause__, "sqlstate", None) or ""
    if state == "42501":
        return told(403, "outside-place", saying.OUTSIDE, clause="R2a")
    if state.startswith("TU"):
        return told(409, state.lower(), saying.PAST_THE_DOOR, clause="W4b")
    if state in AGAIN:
        return told(409, "meanwhile", saying.MEANWHILE, remedy=saying.REPEAT)
    return _full_or_away(error, state)


def _full_or_away(error: Any, state: str) -> HttpResponse:
    """An error of the machine under the database is told as such; a statement that is wrong is a bug."""
    if state == FULL:
        return told(507, "disk-full", saying.DISK_FULL)
    lost = not state and type(error).__name__ == "OperationalError"
    if lost or isinstance(error, InterfaceError) or state.startswith(AWAY):
        log.warning("database is away", state=state)
        response = told(503, "database-away", saying.DATABASE_AWAY)
        response["Retry-After"] = "5"
        return response
    return _ours(error, state=state)


def _machine(_: Any, error: Any) -> HttpResponse:
    return told(507, "disk-full", saying.DISK_FULL) if error.errno in NO_ROOM else _ours(error)


def _http(_: Any, error: Any) -> HttpResponse:
    return told(error.status_code, "unreadable" if error.status_code == 400 else "http", saying.by_status(error.status_code))


def _throttled(_: Any, error: Any) -> HttpResponse:
    response = told(429, "too-many", saying.TOO_MANY)
    response["Retry-After"] = str(int(error.wait or 60) + 1)
    return response


def _fixed(status: int, code: str, words: Words) -> Any:
    return lambda _request, _error: told(status, code, words)


TELLERS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Any], ...] = (
    (Refused, _refused),
    (BadInput, _bad),
    (Broken, _broken),
    (AuthenticationError, _fixed(401, "sign-in", saying.SIGN_IN)),
    (ValidationError, _invalid),
    (Throttled, _throttled),
    (Http404, _fixed(404, "not-found", saying.NOT_FOUND)),
    (PermissionDenied, _fixed(403, "no-power", saying.OUTSIDE)),
    (RequestDataTooBig, _fixed(413, "too-large", saying.TOO_LARGE)),
    ((SuspiciousOperation, MultiPartParserError), _fixed(400, "unreadable", saying.UNREADABLE)),
    (HttpError, _http),
    ((DatabaseError, InterfaceError), _database),
    (OSError, _machine),
)

__all__ = ["NO", "TYPE", "Problem", "answer", "told"]
