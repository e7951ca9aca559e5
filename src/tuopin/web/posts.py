"""Every request acts as one post: its place bounds what the database shows, for the whole of the request. Clauses R2a, R2d.

A session acts as exactly one post; changing it is a POST. Without a post nothing that belongs to a place is seen. A request that
fails (status 400 and above) leaves nothing behind. Behind broken glass the transaction can only read. What is streamed after the
response has begun lies outside the transaction and sees nothing: large files are artefacts of jobs.

For views: `request.by` (who acts, or None), `request.post`, `request.held` (the session's row), `request.glass`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import logout
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tuopin.api.saying import told as problem
from tuopin.common.acting import By
from tuopin.common.words import Words
from tuopin.officers import actions, queries
from tuopin.officers.rules.days import day
from tuopin.officers.rules.powers import LOOKS, Limited, needs_second_factor, powers
from tuopin.settings.scope import acting
from tuopin.web.signing_in import address

HELD = "held"  # the session's row, kept in the session
API = "/api/"
BEARER = "bearer "
FACTOR = Words("此岗位须先设置第二重验证（动态口令或通行密钥）", "this post needs a second factor first: an authenticator's code or a passkey")
OVER = Words("登录已失效，请重新登录", "the session has ended: sign in again")

Answer = Callable[[HttpRequest], Any]


class _UndoneError(Exception):
    """The request failed: what it wrote is taken back, its answer is given."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.answer = answer


class _ActingPost:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        request.by = request.post = request.held = request.glass = None
        bearer = request.headers.get("Authorization", "")
        if request.path_info.startswith(API) and bearer.lower().startswith(BEARER):
            request.by = actions.show_token(bearer[len(BEARER) :].strip(), at=timezone.now())
            return self._within(request, request.by) if request.by else self.get_response(request)
        return self._signed_in(request) if request.user.is_authenticated else self.get_response(request)

    def _signed_in(self, request: Any) -> Any:
        at, officer = timezone.now(), request.user
        request.held = _held(request, at)
        if request.held is None:
            logout(request)
            return _told(request, OVER, status=401, page="account_login")
        if request.path_info.startswith(_accounts()) or _of_the_session(request.path_info):
            answer = self.get_response(request)
            if not request.user.is_authenticated:
                actions.end_session(request.held.pk, officer=officer, at=at)
            return answer
        request.post = _post(request.held, at)
        request.by = _actor(request, at)
        if request.by is None:
            return self.get_response(request)
        if settings.SECOND_FACTOR_NEEDED and needs_second_factor(powers(request.by)) and not get_adapter().is_mfa_enabled(officer):
            return _told(request, FACTOR, status=403, page="mfa_index")
        return self._within(request, request.by)

    def _within(self, request: Any, by: By) -> Any:
        try:
            with acting(by):
                if request.glass:
                    actions.count_look(request.glass)
                    _only_read()
                return _kept(self.get_response(request))
        except _UndoneError as undone:
            return undone.answer


def acting_post(get_response: Answer) -> Answer:
    """The middleware."""
    return _ActingPost(get_response)


def _kept(answer: Any) -> Any:
    if answer.status_code >= 400:
        raise _UndoneError(answer)
    return answer


@require_POST
def switch(request: Any) -> HttpResponseRedirect:
    """Act as another of one's own posts (`post`) from the next request on."""
    if request.held:
        actions.switch_post(request.held, _number(request, "post"), at=timezone.now())
    return _back(request)


@require_POST
def look(request: Any) -> HttpResponseRedirect:
    """Look through one's own broken glass (`glass`), or without it go back to one's own place."""
    if request.held:
        actions.look_through(request.held, _number(request, "glass") or None, at=timezone.now())
    return _back(request)


switch.of_the_session = look.of_the_session = True


def _of_the_session(path: str) -> bool:
    """Pages about the session itself act as no post."""
    try:
        return bool(getattr(resolve(path).func, "of_the_session", False))
    except Resolver404:
        return False


def _held(request: Any, at: datetime) -> Any:
    """The session's row: made at the first request after sign-in, None once it no longer holds."""
    number = request.session.get(HELD)
    if number is not None:
        return actions.resume_session(request.user, number, at=at, idle=settings.SESSION_IDLE, longest=settings.SESSION_LONGEST)
    agent = request.headers.get("User-Agent", "")
    held = actions.begin_session(request.user, address=address(request) or "", agent=agent, at=at)
    request.session[HELD] = held.pk
    return held


def _post(held: Any, at: datetime) -> Any:
    """The post acted as, while it is held; the only one, where none is chosen."""
    if held.post and _holds(held.post, at):
        return held.post
    with queries.own(held.officer_id):
        posts = queries.posts_of(held.officer_id, on=day(at))
    return actions.switch_post(held, posts[0].pk, at=at) if len(posts) == 1 else None


def _holds(post: Any, at: datetime) -> bool:
    return bool(post.from_on <= day(at) and (post.until_on is None or post.until_on > day(at)))


def _actor(request: Any, at: datetime) -> By | None:
    """By the post; or, with fewer powers and elsewhere, by the glass broken for it."""
    if request.post is None:
        return None
    glass = request.held.glass
    if glass and glass.post_id == request.post.pk and glass.closed_at is None and glass.ends_at > at:
        request.glass = glass
        return Limited(request.post.officer_id, request.post.body, glass.place, powers=LOOKS)
    return queries.actor(request.post)


def _only_read() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")


def _accounts() -> str:
    return reverse("account_login").removesuffix("login/")


def _told(request: HttpRequest, words: Words, *, status: int, page: str) -> HttpResponse:
    """The API is told in the words of a problem; a person is taken to the page that mends it."""
    if request.path_info.startswith(API):
        return problem(status, page, words)
    return redirect(page)


def _number(request: HttpRequest, name: str) -> int:
    told = request.POST.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 19 else 0


def _back(request: HttpRequest) -> HttpResponseRedirect:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(wanted if safe else "/")
