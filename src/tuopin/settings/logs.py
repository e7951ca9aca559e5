"""Logs without personal data: one JSON line an event, of a known set of fields; LOGGING is Django's setting. Clause R3c.

A line says which request or job, which route, which state, how long; never who the people are. Four things see to it: only the
fields of ALLOWED pass; what a library logs is its template, never the values put into it (a path, an SQL parameter, a row); of an
error its kind, its SQL state and the lines of code it went through, never its message; and what is left is searched for numbers.
"""

import re
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any, Final
from uuid import UUID

import structlog

from tuopin.settings.environment import choice
from tuopin.settings.scrub import MASK, scrubbed

OF_LINES: Final = ("event", "level", "logger", "at", "request", "route", "method", "status", "duration", "error", "sqlstate", "code", "where")
OF_JOBS: Final = ("job", "kind", "attempt", "state", "duty", "count", "done", "total", "size")
ALLOWED: Final = frozenset((*OF_LINES, *OF_JOBS))
OURS: Final = frozenset(("at", "level", "where"))  # written by this module or by the code itself
NAMED: Final = frozenset(("request", "job"))  # identifiers of ours: their digits are drawn, not anybody's
QUERY: Final = re.compile(r"\?[^\s'\"]*")
QUOTED: Final = re.compile(r"=\s*\([^)]*\)|'[^']*'|\"[^\"]*\"")
FRAMES: Final = 12
LEVEL: Final = choice("TUOPIN_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
Event = MutableMapping[str, Any]


def told_error(_logger: Any, _method: str, event: Event) -> Event:
    """Of an exception: its kind, the SQL state, the refusal's code, and where in the code. A message may quote a row."""
    error = _error(event.pop("exc_info", None))
    event.pop("stack_info", None)
    if error is None:
        return event
    causes = [error, *_causes(error)]
    event["error"] = " < ".join(type(each).__name__ for each in causes)
    for name, attribute in (("sqlstate", "sqlstate"), ("code", "code")):
        found = next((told for each in causes if isinstance(told := getattr(each, attribute, None), str)), None)
        if found:
            event[name] = found
    event["where"] = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}:{frame.name}" for frame in traceback.extract_tb(error.__traceback__)[-FRAMES:]]
    return event


def allowed(_logger: Any, _method: str, event: Event) -> Event:
    """Nothing but the known fields, and no number of a person in them."""
    return {key: value if key in OURS else _named(value) if key in NAMED else clean(value) for key, value in event.items() if key in ALLOWED}


def clean(value: Any) -> Any:
    """A value that can be logged: texts without query strings, quoted values and long numbers; numbers that are no one's."""
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if scrubbed(str(value)) == str(value) else MASK
    if isinstance(value, str):
        return scrubbed(QUERY.sub("?", value))
    return type(value).__name__


def _named(value: Any) -> Any:
    """An identifier as it is, if that is what it is."""
    try:
        return str(UUID(str(value)))
    except ValueError:
        return clean(str(value))


def _error(told: Any) -> BaseException | None:
    if isinstance(told, tuple):
        told = told[1]
    elif told and not isinstance(told, BaseException):
        told = sys.exc_info()[1]
    return told if isinstance(told, BaseException) else None


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    while (cause := error.__cause__) is not None and cause not in found and len(found) < 4:
        found.append(cause)
        error = cause
    return found


def template(_logger: Any, _method: str, event: Event) -> Event:
    """A library's own line: what it would have put into its text is left out, and what it quotes."""
    event["event"] = QUOTED.sub(MASK, str(event.get("event", "")).partition("\n")[0])[:300]
    return event


BEFORE: Final[tuple[Any, ...]] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
)
LAST: Final[tuple[Any, ...]] = (told_error, allowed, structlog.processors.JSONRenderer(ensure_ascii=False))

structlog.configure(
    processors=[structlog.stdlib.filter_by_level, *BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=False,
)


def _logger(level: str) -> Mapping[str, Any]:
    return {"handlers": [], "level": level, "propagate": True}


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": [*BEFORE, template],
            "processors": [*LAST],
            "use_get_message": False,
        }
    },
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stderr"}},
    "root": {"handlers": ["lines"], "level": LEVEL},
    "loggers": {
        "django": _logger("WARNING"),
        "django.server": _logger("ERROR"),  # every request is told once, by tuopin.web.requests
        "django.request": _logger("ERROR"),
        "django.db.backends": _logger("ERROR"),
        "procrastinate": _logger("ERROR"),
        "psycopg": _logger("ERROR"),
        "axes": _logger("ERROR"),
        "asyncio": _logger("WARNING"),
        "allauth": _logger("WARNING"),
    },
}
