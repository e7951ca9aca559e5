"""A fault that the check found: which entry, which row, what is wrong; and the checks that chapters add for what they keep."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tuopin.common.words import Words


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` names the place a person looks: entry 812, register_household row 5, tile/0/001."""

    where: str
    what: Words


Check = Callable[[Any], Iterator[Finding]]
_ADDED: dict[str, tuple[Words, Check]] = {}


def bound(name: str, words: Words, check: Check) -> None:
    """Add a chapter's check (called with a cursor that sees the nation): what it keeps against the acts that speak of it."""
    _ADDED[name] = (words, check)


def checks() -> dict[str, tuple[Words, Check]]:
    """The chapters' checks by name."""
    return dict(sorted(_ADDED.items()))
