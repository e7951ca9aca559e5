"""An explanation as plain values: what a unit was asked, what was read, what was found, what would change it. Clauses R3c, H1."""

from dataclasses import dataclass, field

from tuopin.assessment.facts_read import Fact
from tuopin.assessment.wording import Verdict
from tuopin.common.words import Words


@dataclass(frozen=True, slots=True)
class Member:
    """One person a criterion is about: by relation and age (a name only if asked for), the finding, the facts read."""

    who: Words
    verdict: Verdict
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Value, threshold and margin as whole numbers in the criterion's measure; a positive margin is room."""

    measure: str
    value: int | None
    threshold: int | None
    margin: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """One criterion explained. `remedy`: what would meet it, where it fails; `find_out`: what to find out, where it is unknown."""

    criterion: str
    title: Words
    clause: str
    binding: bool
    verdict: Verdict
    asked: Words
    numbers: Numbers
    facts: tuple[Fact, ...]
    members: tuple[Member, ...] = ()
    remedy: tuple[Words, ...] = ()
    find_out: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """Who is explained, where, by which edition, for which year, and the verdict in one sentence."""

    unit: str
    code: str
    place: str
    year: int
    edition: str
    synthetic: bool
    verdict: Verdict
    may_leave: bool
    sentence: Words


@dataclass(frozen=True, slots=True)
class HouseholdTold:
    """A household explained: head, status, and every criterion in the edition's order."""

    head: Head
    status: Words
    findings: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A place explained: its counts, every criterion, and which criteria hold how many of its households back."""

    head: Head
    counts: tuple[tuple[str, Words, int | None], ...]
    rate: str
    room: Words
    findings: tuple[Found, ...]
    holding: tuple[tuple[str, Words, int, int], ...] = field(default=())  # criterion, title, households not met, unknown
