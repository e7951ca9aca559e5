"""The shape of a problem document and the door's own words."""

import json
from typing import Any

from django.http import HttpResponse
from ninja import Schema

from tuopin.common.words import Words, say

TYPE = "application/problem+json"
SIGN_IN = Words("请先登录，或出示接口令牌", "sign in first, or show a token")
OUTSIDE = Words("不在本岗位的区划之内", "not within the place of this post")
PAST_THE_DOOR = Words("登记只能经由行为改动", "the register changes by acts only")
OURS = Words("程序出错，已记录；请把编号告诉维护人员", "an error of ours, logged: tell the operator its number")
INVALID = Words("请求的内容不对", "the request's content is not right")
NOT_FOUND = Words("没有这一项，或不在本岗位的区划之内", "there is none, or it is not within this post's place")
MEANWHILE = Words("同时有人改动同一内容", "somebody else changed the same thing at the same time")
REPEAT = Words("请重做", "do it again")
DISK_FULL = Words("磁盘已满，没有写入任何内容", "the disk is full; nothing was written")
DATABASE_AWAY = Words("数据库暂时不可用，请稍候", "the database is away for the moment; wait a little")
TOO_MANY = Words("请求过于频繁，请稍候", "too many requests; wait a little")
TOO_LARGE = Words("请求的内容过大", "the request's content is too large")
UNREADABLE = Words("请求无法读取", "the request cannot be read")
FORGED = Words("缺少或不符的 CSRF 令牌；用会话写入须带上", "a CSRF token is missing or not right; a session needs one to write")
METHOD = Words("此地址没有这种操作", "this address knows no such method")
BY_STATUS = {400: UNREADABLE, 401: SIGN_IN, 403: OUTSIDE, 404: NOT_FOUND, 405: METHOD, 413: TOO_LARGE, 429: TOO_MANY, 503: DATABASE_AWAY}
CODES = {
    400: "unreadable", 401: "sign-in", 403: "not-allowed", 404: "not-found", 405: "no-method", 413: "too-large", 429: "too-many", 503: "away",
}  # fmt: skip


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


def by_status(status: int) -> Words:
    """What is said where nothing but the status is known."""
    return BY_STATUS.get(status, OURS if status >= 500 else UNREADABLE)


def told(status: int, code: str, words: Words, **more: Any) -> HttpResponse:
    """The response."""
    remedy: Words | None = more.pop("remedy", None)
    body = {"status": status, "code": code, "title": say(words), "title_zh": words.zh, "title_en": words.en}
    body |= {name: value for name, value in more.items() if value is not None}
    body |= {"remedy_zh": remedy.zh, "remedy_en": remedy.en} if remedy else {}
    return HttpResponse(json.dumps(body, ensure_ascii=False, default=str), status=status, content_type=TYPE)
