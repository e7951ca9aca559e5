"""What the log says when it does not hold: what is broken, and in which tile, entry or line."""

from typing import Any

from tuopin.common.words import Words, say


class Broken(Exception):
    """The log, a proof or a signature does not hold. Nobody may take it for good."""

    def __init__(self, what: Words, where: str) -> None:
        """`where` names the tile, entry, line or file that a person looks at."""
        super().__init__(f"{where}: {what.en}")
        self.what, self.where = what, where

    def __reduce__(self) -> tuple[Any, ...]:
        """Carried whole from one process to another."""
        return type(self), (self.what, self.where)

    def __str__(self) -> str:
        """Say it in the reader's language, the place first."""
        return f"{self.where}: {say(self.what)}"
