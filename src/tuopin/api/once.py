"""A write that carries `Idempotency-Key` is done once: sent again, it is answered again; another body under the same key is refused."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone

from tuopin.api.models import Answered
from tuopin.api.problem import TYPE, answer, told
from tuopin.common.keys import keys
from tuopin.common.sealed import Unopened, opened, seal
from tuopin.common.words import Words

HEADER = "Idempotency-Key"
LONGEST = 200
FIELD = "api.answered"
API, WRITES = "/api/", frozenset(("POST", "PUT", "PATCH", "DELETE"))
OTHER = Words("这个键已用于另一请求", "this key was used for another request")
TWICE = Words("同一键的请求正在办理", "a request with this key is being done")
LONG = Words("键应为 1 至 200 个可见 ASCII 字符", "a key is 1 to 200 visible ASCII characters")
Answer = Callable[[Any], Any]


def done_once(get_response: Answer) -> Answer:
    """Middleware, inside the post's transaction: the answer is kept where the write is, or neither is."""

    def answered(request: Any) -> Any:
        key = request.headers.get(HEADER)
        if key is None or request.method not in WRITES or not request.path_info.startswith(API) or request.by is None:
            return get_response(request)
        if not (0 < len(key) <= LONGEST and key.isascii() and key.isprintable()):
            return told(422, "bad-key", LONG, where=HEADER)
        try:
            asked = _asked(request)
        except (SuspiciousOperation, MultiPartParserError, OSError) as error:  # too large, not readable, cut off
            return answer(request, error)
        _alone(request.by.officer, key)
        before = Answered.objects.filter(officer=request.by.officer, key=key).first()
        if before:
            return _again(before, asked)
        response = get_response(request)
        return _kept(request, response, key=key, asked=asked) if response.status_code < 400 else response

    return answered


def _alone(officer: str, key: str) -> None:
    """The same key at the same time waits for the first to end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"answered {officer} {key}"])


def _asked(request: Any) -> str:
    """What is asked: method, address and body; an upload by its fields and the digests of its files, as it may be too large to hold."""
    told = hashlib.sha256(b"\n".join((request.method.encode(), request.get_full_path().encode())))
    if (request.content_type or "").startswith("multipart/"):
        for name, values in sorted(request.POST.lists()):
            told.update(json.dumps([name, values]).encode())
        for name, files in sorted(request.FILES.lists()):
            for file in files:
                told.update(json.dumps([name, file.name, file.size]).encode())
                _over(file, told)
    else:
        told.update(b"\n" + request.body)
    return told.hexdigest()


def _over(file: Any, told: Any) -> None:
    for chunk in file.chunks():
        told.update(chunk)
    file.seek(0)


def _again(before: Answered, asked: str) -> HttpResponse:
    if before.asked != asked:
        return told(409, "key-used", OTHER, where=HEADER)
    try:
        body = opened(bytes(before.sealed), field=FIELD, row=before.asked, keys=keys())
    except Unopened:  # sealed under a key that is gone by now
        return told(409, "key-used", OTHER, where=HEADER)
    response = HttpResponse(body, status=before.status, content_type="application/json" if before.status < 400 else TYPE)
    response["Idempotency-Replayed"] = "true"
    return response


def _kept(request: Any, response: Any, *, key: str, asked: str) -> Any:
    if response.streaming:
        return response
    try:
        sealed = seal(response.content.decode(settings.DEFAULT_CHARSET), field=FIELD, row=asked, keys=keys())
        with transaction.atomic():
            Answered.objects.create(
                officer=request.by.officer, key=key, asked=asked, status=response.status_code, sealed=sealed, at=timezone.now()
            )
    except IntegrityError:
        return told(409, "key-in-use", TWICE, where=HEADER)
    return response
