"""Who asks: a signed-in session acting as one post, or a token; which power a route needs; how often one may ask. Clause R2a."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.throttling import SimpleRateThrottle
from ninja.utils import check_csrf

from tuopin.api import saying
from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.officers.rules.powers import Limited, may
from tuopin.settings.environment import text

NO_POST = Words("登录后尚未选择岗位", "no post is chosen yet")
IN_PERSON = Words("须由登录的本人办理，令牌不能代办", "a person who has signed in does this, no token")
RATE = text("TUOPIN_API_RATE", "1200/m")


class Token(HttpBearer):
    """A token of an officer, with some of its post's powers, until a day."""

    openapi_name = "token"

    def authenticate(self, request: HttpRequest, token: str) -> By | None:
        """The middleware has looked the token up; a session never passes here, whatever the header says."""
        del token
        return None if getattr(request, "held", None) else getattr(request, "by", None)


class Session(APIKeyCookie):
    """A session that signed in at the web door; writes need its CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME
    openapi_name = "session"

    def _get_key(self, request: HttpRequest) -> str | None:
        """Only a request that acts by a session is asked for its CSRF token."""
        if getattr(request, "held", None) is None:
            return None
        if check_csrf(request):
            raise Refused("csrf", because=saying.FORGED)
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The middleware has resumed the session and found the post; without a post one is signed in and acts as nobody."""
        return (getattr(request, "by", None) or NO_POST) if key else None


class Often(SimpleRateThrottle):
    """Requests of one officer, or of one address."""

    scope = "api"
    THROTTLE_RATES: ClassVar = {"api": RATE}

    def get_cache_key(self, request: HttpRequest) -> str | None:
        """One count for each who asks."""
        by = getattr(request, "by", None)
        return f"often/{by.officer if by else self.get_ident(request)}"


def needs(power: str, *, in_person: bool = False) -> Callable[[Any], Any]:
    """The route may be asked by who holds this power; it is told in the API's document, and the drill of scopes reads it there.

    `in_person`: not by a token, whatever it holds.
    """

    def wrapped(view: Any) -> Any:
        @wraps(view)
        def allowed(request: Any, *args: Any, **kwargs: Any) -> Any:
            if request.by is None:
                raise Refused("choose-post", because=NO_POST, remedy=Words("先选择岗位", "choose a post first"))
            may(request.by, power)
            if in_person and isinstance(request.by, Limited):
                raise Refused("in-person", because=IN_PERSON, clause="R2a")
            return view(request, *args, **kwargs)

        allowed.power, allowed.in_person = power, in_person  # type: ignore[attr-defined]
        return allowed

    return wrapped
