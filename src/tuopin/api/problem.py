"""How the door says no: problem documents (RFC 9457) in both languages, one place for every kind of error."""

import json
import re
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words, say
from tuopin.ledger.log.broken import Broken
from tuopin.officers.rules.refusals import refused

log = structlog.get_logger("tuopin.api")
TYPE = "application/problem+json"
NOT_ALLOWED = frozenset(("no-power", "outside-place"))
NOT_FOUND = re.compile(r"no-|unknown-")
SIGN_IN = Words("请先登录，或出示接口令牌", "sign in first, or show a token")
OUTSIDE = Words("不在本岗位的区划之内", "not within the place of this post")
PAST_THE_DOOR = Words("登记只能经由行为改动", "the register changes by acts only")
OURS = Words("程序出错，已记录；请把编号告诉维护人员", "an error of ours, logged: tell the operator its number")


class Problem(Schema):
    """A refusal or an error; `title` is in the language asked for, the pairs in both."""

    status: int
    code: str
    title: str
    title_zh: str
    title_en: str
    clause: str | None = None
    where: str | None = None
    remedy_zh: str | None = None
    remedy_en: str | None = None
    errors: list[dict[str, Any]] | None = None


NO = dict.fromkeys((401, 403, 404, 409, 422, 429), Problem)


def told(status: int, code: str, words: Words, **more: Any) -> HttpResponse:
    """The response."""
    remedy: Words | None = more.pop("remedy", None)
    body = {"status": status, "code": code, "title": say(words), "title_zh": words.zh, "title_en": words.en}
    body |= {name: value for name, value in more.items() if value is not None}
    body |= {"remedy_zh": remedy.zh, "remedy_en": remedy.en} if remedy else {}
    return HttpResponse(json.dumps(body, ensure_ascii=False, default=str), status=status, content_type=TYPE)


def answer(request: HttpRequest, error: BaseException) -> HttpResponse:  # noqa: ARG001
    """Any error as a response; what is none of these is a bug, logged and told without its details."""
    for kinds, teller in TELLERS:
        if isinstance(error, kinds):
            return teller(error)
    log.error("api error", error=type(error).__name__, exc_info=error)
    return told(500, "error", OURS)


def _refused(error: Any) -> HttpResponse:
    status = 403 if error.code in NOT_ALLOWED else 404 if NOT_FOUND.match(error.code) else 409
    return told(status, error.code, error.because, remedy=error.remedy, clause=error.clause)


def _bad(error: Any) -> HttpResponse:
    return told(422, "bad-input", error.because, remedy=error.remedy, where=error.where)


def _broken(error: Any) -> HttpResponse:
    return told(409, "broken", error.what, where=error.where)


def _invalid(error: Any) -> HttpResponse:
    errors = [{"where": "/".join(map(str, each["loc"])), "expected": each["msg"], "type": each["type"]} for each in error.errors]
    return told(422, "invalid", Words("请求的内容不对", "the request's content is not right"), errors=errors)


def _database(error: Any) -> HttpResponse:
    known = refused(error)
    if known:
        return _refused(known)
    state = getattr(error.__cause__, "sqlstate", "") or ""
    if state == "42501":
        return told(403, "outside-place", OUTSIDE, clause="R2a")
    if state.startswith("TU"):
        return told(409, state.lower(), PAST_THE_DOOR, clause="W4b")
    log.error("api error", error=type(error).__name__, state=state)
    return told(500, "error", OURS)


def _http(error: Any) -> HttpResponse:
    return told(error.status_code, "http", Words(str(error), str(error)))


def _throttled(error: Any) -> HttpResponse:
    response = told(429, "too-many", Words("请求过于频繁，请稍候", "too many requests; wait a little"))
    response["Retry-After"] = str(int(error.wait or 60))
    return response


TELLERS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Any], ...] = (
    (Refused, _refused),
    (BadInput, _bad),
    (Broken, _broken),
    (AuthenticationError, lambda _: told(401, "sign-in", SIGN_IN)),
    (ValidationError, _invalid),
    (Throttled, _throttled),
    (Http404, lambda _: told(404, "not-found", Words("没有这一项，或不在本岗位的区划之内", "there is none, or it is not within this post's place"))),
    (PermissionDenied, lambda _: told(403, "no-power", OUTSIDE)),
    (HttpError, _http),
    (DatabaseError, _database),
)
