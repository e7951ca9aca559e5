"""What an event does to versions: one ends, one turns into another from a day on, one was wrong, one is new. Clause R3a."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Version = Mapping[str, Any]  # the stored columns of a version, and its number as `id`


@dataclass(frozen=True, slots=True)
class Tie:
    """One household came out of another, or went into it."""

    kind: str
    earlier: str
    later: str


@dataclass
class Edits:
    """Versions to bring and numbers of versions to close, by table; no version is closed twice."""

    brought: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    closed: dict[str, list[int]] = field(default_factory=dict)

    def brings(self, table: str, **facts: Any) -> None:
        """A version that is new."""
        self.brought.setdefault(table, []).append(facts)

    def ends(self, table: str, version: Version, on: date) -> None:
        """The version holds until `on`, that day excluded."""
        self._closes(table, version)
        self.brings(table, **{**_facts(version), "valid_to": on})

    def turns(self, table: str, version: Version, on: date, **facts: Any) -> None:
        """From `on` the version's facts are others; before, they stay. One that begins later is replaced whole. Equal facts: nothing."""
        if not _differs(version, facts):
            return
        self._closes(table, version)
        if version["valid_from"] < on:
            self.brings(table, **{**_facts(version), "valid_to": on})
        self.brings(table, **{**_facts(version), **facts, "valid_from": max(on, version["valid_from"])})

    def corrects(self, table: str, version: Version, **facts: Any) -> None:
        """The version was wrong for as long as it holds. Equal facts change nothing."""
        if _differs(version, facts):
            self._closes(table, version)
            self.brings(table, **{**_facts(version), **facts})

    def _closes(self, table: str, version: Version) -> None:
        numbers = self.closed.setdefault(table, [])
        if version["id"] in numbers:
            raise AssertionError(f"version {version['id']} of {table} is closed twice")
        numbers.append(version["id"])

    def __bool__(self) -> bool:
        """Whether anything is done at all."""
        return bool(self.brought or self.closed)


@dataclass(frozen=True)
class Plan:
    """What an event does: its edits, the day it holds from, the households that it ties together."""

    edits: Edits
    on: date | None
    ties: tuple[Tie, ...] = ()


def after(version: Version, on: date) -> bool:
    """Whether a version holds on a day or later."""
    return version["valid_to"] is None or bool(version["valid_to"] > on)


def _facts(version: Version) -> dict[str, Any]:
    return {name: value for name, value in version.items() if name != "id"}


def _differs(version: Version, facts: Mapping[str, Any]) -> bool:
    return any(version.get(name) != value for name, value in facts.items() if not name.endswith("_sealed"))
