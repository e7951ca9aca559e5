"""Two kinds of no: the procedure refuses an act, or the input cannot be read. Everything else is a bug."""

from functools import partial
from typing import Any

from tuopin.common.words import Words, say


class Refused(Exception):
    """The mechanism says no: which rule, by which clause, why, and what would change it."""

    def __init__(self, code: str, *, because: Words, remedy: Words | None = None, clause: str | None = None) -> None:
        """Keep the parts apart; a door turns them into an exit code or a page."""
        super().__init__(because.en)
        self.code, self.clause, self.because, self.remedy = code, clause, because, remedy

    def __reduce__(self) -> tuple[Any, ...]:
        """Carried whole from one process to another."""
        return partial(type(self), because=self.because, remedy=self.remedy, clause=self.clause), (self.code,)

    def __str__(self) -> str:
        """Say it in the reader's language, with the clause and the remedy."""
        clause = f" [{self.clause}]" if self.clause else ""
        remedy = f"\n  → {say(self.remedy)}" if self.remedy else ""
        return f"{say(self.because)}{clause}{remedy}"


class BadInput(Exception):
    """A whole file or setting cannot be used: where (file, sheet, key), what it is, what was expected."""

    def __init__(self, where: str, because: Words, remedy: Words | None = None) -> None:
        """`where` is the place a person looks: a file name, a sheet, a key of a setting."""
        super().__init__(f"{where}: {because.en}")
        self.where, self.because, self.remedy = where, because, remedy

    def __reduce__(self) -> tuple[Any, ...]:
        """Carried whole from one process to another."""
        return type(self), (self.where, self.because, self.remedy)

    def __str__(self) -> str:
        """Say it in the reader's language, the place first."""
        remedy = f"\n  → {say(self.remedy)}" if self.remedy else ""
        return f"{self.where}: {say(self.because)}{remedy}"
