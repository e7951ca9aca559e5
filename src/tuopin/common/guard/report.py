"""What the guard has found so far in one file; the first few places are enough to refuse it. Clause R3c."""

from collections.abc import Callable

from tuopin.common.guard.kinds import Finding, Kind, masked
from tuopin.common.words import Words

ENOUGH = 5  # places told; nothing is read beyond them

Where = Callable[[], Words]


class Enough(Exception):
    """So many places are found that the file need not be read further."""


class Report:
    """Findings of the kinds that may not leave."""

    def __init__(self, kinds: frozenset[Kind]) -> None:
        """`kinds` are those looked for."""
        self.kinds = kinds
        self.findings: list[Finding] = []
        self.spared: set[str] = set()  # codes and quantities of this book's cells: its shared strings hold them once more
        self.members: tuple[str, ...] = ()  # the archive's member that is being read, outermost first

    def number(self, kind: Kind, digits: str, where: Where) -> None:
        """A number was found. Enough when the file need not be read further."""
        if kind in self.kinds:
            self._add(Finding(kind, self._inside(where()), masked(kind, digits)))

    def unreadable(self, where: Words) -> None:
        """Something cannot be looked into."""
        if Kind.UNREADABLE in self.kinds:
            self._add(Finding(Kind.UNREADABLE, self._inside(where), ""))

    def _inside(self, where: Words) -> Words:
        members = " › ".join(self.members)
        return Words(f"{members}，{where.zh}", f"{members}, {where.en}") if members else where

    def _add(self, finding: Finding) -> None:
        if finding not in self.findings:
            self.findings.append(finding)
        if len(self.findings) >= ENOUGH:
            raise Enough
