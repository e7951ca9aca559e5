"""How an action opens its transactions and tells how far it is: by itself, or as a job does."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tuopin.common.acting import By
from tuopin.common.words import Words
from tuopin.settings.scope import acting

Told = Callable[[int, int, Words], None]


def _silent(_done: int, _of: int, _what: Words) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Opening:
    """Who acts, the transactions that write, and who hears of progress; what `told` raises ends the work with nothing half-done."""

    by: By
    told: Told = _silent
    within: Callable[[], AbstractContextManager[By]] | None = None

    def acting(self) -> AbstractContextManager[By]:
        """A transaction within the actor's place."""
        return self.within() if self.within else acting(self.by)
