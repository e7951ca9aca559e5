"""The language switch."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tuopin.web.language import COOKIE

KEPT = timedelta(days=365)


@require_POST
def switch(request: Any) -> HttpResponseRedirect:
    """From now on in Chinese or in English, on this machine."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(wanted if safe else "/")
    chosen = "en" if request.POST.get("language") == "en" else "zh"
    answer.set_cookie(COOKIE, chosen, max_age=KEPT, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return answer


switch.of_the_session = True
