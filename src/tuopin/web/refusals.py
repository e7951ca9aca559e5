"""A refusal or unusable input as a page: why, by which clause, what would change it, in the reader's language. Clause R3a.

A view is wrapped once in `page`: it asks for a sign-in, a post and (where named) a power, and nothing it raises is left untold.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tuopin.common.clauses import clause
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words
from tuopin.ledger.log.broken import Broken
from tuopin.officers.rules.powers import may
from tuopin.officers.rules.refusals import refused

Result = TypeVar("Result")
NOT_ALLOWED = frozenset(("no-power", "outside-place", "read-only", "in-person"))
OUTSIDE = Words("不在本岗位的区划之内", "not within the place of this post")
PAST_THE_DOOR = Words("登记只能经由行为改动", "the register changes by acts only")
NONE = Words("没有这一项，或不在本岗位的区划之内", "there is none, or it is not within the place of this post")
READING, WRITING = ("GET", "HEAD"), ("GET", "HEAD", "POST")


@dataclass(frozen=True, slots=True)
class No:
    """What a page tells of a refusal."""

    status: int
    because: Words
    remedy: Words | None = None
    clause: str | None = None
    where: str | None = None

    @property
    def clause_words(self) -> Words | None:
        """What the clause says."""
        return clause(self.clause) if self.clause else None


def no(error: BaseException) -> No | None:
    """The refusal an error stands for; None for a bug, which stays one."""
    if isinstance(error, Refused):
        status = 403 if error.code in NOT_ALLOWED else 404 if error.code.startswith("no-") and error.clause is None else 409
        return No(status, error.because, error.remedy, error.clause)
    if isinstance(error, BadInput):
        return No(422, error.because, error.remedy, where=error.where)
    if isinstance(error, Broken):
        return No(409, error.what, where=error.where)
    return _of_database(error) if isinstance(error, DatabaseError) else None


def _of_database(error: DatabaseError) -> No | None:
    known = refused(error)
    if known:
        return no(known)
    state = getattr(error.__cause__, "sqlstate", "") or ""
    if state == "42501":
        return No(403, OUTSIDE, clause="R2a")
    return No(409, PAST_THE_DOOR, clause="W4b") if state.startswith("TU") else None


def attempt(do: Callable[[], Result]) -> tuple[Result | None, No | None]:
    """What was done, or why not; what was begun is taken back."""
    try:
        with transaction.atomic():
            return do(), None
    except Exception as error:
        told = no(error)
        if told is None:
            raise
        return None, told


def page(power: str | None = None, *, methods: tuple[str, ...] = READING) -> Callable[[Any], Any]:
    """A page of somebody who has signed in and acts by a post, with this power where one is named."""

    def wrapped(view: Any) -> Any:
        @wraps(view)
        def answered(request: Any, *args: Any, **named: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.by is None:
                return redirect("posts")
            done, told = attempt(lambda: _allowed(view, power, request)(request, *args, **named))
            return shown(request, _of_the_address(told, named)) if told else done

        answered.power = power  # type: ignore[attr-defined]
        return require_http_methods(methods)(answered)

    return wrapped


def _of_the_address(told: No, named: dict[str, Any]) -> No:
    """What the address itself names is not there, where it cannot be used."""
    return replace(told, status=404, where=None) if told.where in {str(value) for value in named.values()} else told


def _allowed(view: Any, power: str | None, request: Any) -> Any:
    if power:
        may(request.by, power)
    return view


def shown(request: HttpRequest, told: No) -> HttpResponse:
    """The page of a refusal."""
    return render(request, "pages/refused.html", {"no": told}, status=told.status)
