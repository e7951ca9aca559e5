"""The language of a request: the officer's own, else what a cookie holds, else what the browser asks for. zh-Hans and en."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import translation

from tuopin.common.words import Language, choose

COOKIE = "language"
Answer = Callable[[Any], Any]


def chosen(get_response: Answer) -> Answer:
    """Middleware: everything said while the request is answered is in its language."""

    def answered(request: Any) -> Any:
        language = _asked(request)
        choose(language)
        translation.activate("zh-hans" if language == "zh" else "en")
        try:
            response = get_response(request)
        finally:
            choose(None)
            translation.deactivate()
        response.setdefault("Content-Language", "zh-Hans" if language == "zh" else "en")
        return response

    return answered


def _asked(request: Any) -> Language:
    told = request.COOKIES.get(COOKIE) or request.headers.get("Accept-Language", "") or settings.LANGUAGE_CODE
    first = told.split(",")[0].strip().lower()
    if first.startswith(("zh", "en")):
        return "zh" if first.startswith("zh") else "en"
    return "zh" if settings.LANGUAGE_CODE.startswith("zh") else "en"
