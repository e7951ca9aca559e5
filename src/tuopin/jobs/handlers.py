"""Who does which kind of job, and which short duties the system has.

A chapter's `tasks.py` registers its functions here and is found by itself. A handler is given its Work, opens its transactions
through `work.acting()`, tells its progress, and says at the end what went in, what came out and what was refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tuopin.common.acting import By
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.jobs.rules import Counts
from tuopin.jobs.work import Work

Run = Callable[[Work], Counts]
Turn = Callable[[By, datetime], None]


@dataclass(frozen=True, slots=True)
class Handler:
    """One kind of job: the power an officer must hold to ask for it, and the function that does it."""

    kind: str
    power: str
    run: Run


@dataclass(frozen=True, slots=True)
class Duty:
    """A short duty of the system, done every so many seconds by one worker."""

    name: str
    seconds: float
    run: Turn


_handlers: dict[str, Handler] = {}
_duties: dict[str, Duty] = {}


def handler(kind: str, *, power: str) -> Callable[[Run], Run]:
    """Register the function that does a kind of job."""

    def registered(run: Run) -> Run:
        if kind in _handlers and _handlers[kind].run.__qualname__ != run.__qualname__:
            raise ValueError(f"two handlers for jobs of kind {kind}")
        _handlers[kind] = Handler(kind, power, run)
        return run

    return registered


def periodic(seconds: float) -> Callable[[Turn], Turn]:
    """Register a short duty `(by, at) -> None`, done as the system; it must bear being done twice."""

    def registered(run: Turn) -> Turn:
        name = f"{run.__module__}.{run.__qualname__}"
        _duties[name] = Duty(name, seconds, run)
        return run

    return registered


def known(kind: str) -> Handler:
    """The handler of a kind of job. BadInput when there is none."""
    if kind not in _handlers:
        raise BadInput("kind", Words(f"没有“{kind}”这种任务", f"there is no job of kind {kind!r}"))
    return _handlers[kind]


def duties() -> list[Duty]:
    """Every duty, by name."""
    return [_duties[name] for name in sorted(_duties)]
