"""How much omission a county can still afford: the comprehensive incidence as whole counts of persons. Clauses C2, C5.

(poor who remain + wrong-exit rate × exited + omission rate × unregistered) / rural population must not be above the limit
(2 %, west 3 %). Rates are exact fractions; a person is never split: wrong exits and omissions are rounded up.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from tuopin.common.refused import BadInput
from tuopin.common.words import Words

RATE_LIMIT = Fraction(2, 100)  # wrong exit and omission, each
APPROVAL_LIMIT = Fraction(90, 100)


@dataclass(frozen=True, slots=True)
class Counts:
    """A county's persons: all rural, still poor, exited, never registered; and of the exited those known to be wrongly so."""

    rural: int
    left: int
    exited: int
    unregistered: int
    wrong: int = 0

    @classmethod
    def of(cls, *, rural: int, left: int, exited: int, wrong: int = 0) -> "Counts":
        """Counts whose unregistered are the rest of the rural population. BadInput where the parts exceed the whole."""
        if min(rural, left, exited) < 0 or left + exited > rural or rural == 0:
            raise BadInput(
                "--rural",
                Words(
                    f"建档立卡人口（剩余 {left:,} + 脱贫 {exited:,}）应不多于农村人口 {rural:,}",
                    f"the registered (left {left:,} + exited {exited:,}) cannot exceed the rural population {rural:,}",
                ),
            )
        return cls(rural, left, exited, rural - left - exited, wrong)


@dataclass(frozen=True, slots=True)
class Room:
    """What is left: `allowed` poor persons by the limit, `wrong` wrongly exited persons assumed, `omitted` the most that may be omitted.

    `omitted` is below zero where the limit is passed without any omission.
    """

    counts: Counts
    limit: Fraction
    wrong: int
    allowed: int
    omitted: int

    @property
    def rate(self) -> Fraction | None:
        """The omission rate that `omitted` comes to; None where everybody is registered."""
        return Fraction(self.omitted, self.counts.unregistered) if self.counts.unregistered else None

    @property
    def binding(self) -> Fraction | None:
        """The highest omission rate that passes both: the comprehensive incidence and the omission rate's own limit."""
        return None if self.rate is None else min(self.rate, RATE_LIMIT)


@dataclass(frozen=True, slots=True)
class Comprehensive:
    """The comprehensive incidence at an assumed omission rate: its three parts, their sum, whether it passes."""

    left: int
    wrong: int
    omitted: int
    rural: int
    limit: Fraction

    @property
    def poor(self) -> int:
        """All who count as poor."""
        return self.left + self.wrong + self.omitted

    @property
    def met(self) -> bool:
        """Not above the limit; the limit itself passes."""
        return self.poor * self.limit.denominator <= self.rural * self.limit.numerator


def room(counts: Counts, *, limit: Fraction, wrong_exit: Fraction) -> Room:
    """How many persons may be omitted before the comprehensive incidence is above `limit`."""
    wrong, allowed = wrongly_exited(counts, wrong_exit), int(limit * counts.rural)
    return Room(counts, limit, wrong, allowed, allowed - counts.left - wrong)


def comprehensive(counts: Counts, *, limit: Fraction, wrong_exit: Fraction, omission: Fraction) -> Comprehensive:
    """The comprehensive incidence when both rates are what they are assumed to be."""
    wrong, omitted = wrongly_exited(counts, wrong_exit), ceil(omission * counts.unregistered)
    return Comprehensive(counts.left, wrong, omitted, counts.rural, limit)


def wrongly_exited(counts: Counts, wrong_exit: Fraction) -> int:
    """Persons wrongly exited at that rate, but never fewer than are known."""
    return max(counts.wrong, ceil(wrong_exit * counts.exited))


def rate(text: str) -> Fraction:
    """A rate as people write it: "1.0%", "1％", "0.01" or "1/100". BadInput if it is none between 0 and 1."""
    cleaned = text.strip().replace("％", "%")
    try:
        value = Fraction(cleaned.removesuffix("%").strip()) / (100 if cleaned.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        value = Fraction(-1)
    if not 0 <= value <= 1:
        raise BadInput(text, Words("应为 0 到 100% 之间的比率，如 1.0%", "expected a rate between 0 and 100%, such as 1.0%"))
    return value


def percent(value: Fraction | None, digits: int = 2) -> str:
    """A fraction as people read it, cut off (never rounded up): "1.99%"."""
    if value is None:
        return "—"
    scaled = int(abs(value) * 100 * 10**digits)
    whole, rest = divmod(scaled, 10**digits)
    decimals = f".{rest:0{digits}d}" if digits else ""
    return f"{'-' if value < 0 else ''}{whole}{decimals}%"
