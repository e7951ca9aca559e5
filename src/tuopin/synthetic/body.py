"""What stays with a person over the years: health, disability, and how they do at school and at work."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from tuopin.synthetic.dice import Bools, Dice, Ints, tokens
from tuopin.synthetic.families import Families

AGES: Final = (6, 16, 45, 60, 75)  # bounds of the age groups below
CHRONIC: Final = (0.005, 0.01, 0.05, 0.16, 0.3, 0.36)
SERIOUS: Final = (0.004, 0.004, 0.015, 0.04, 0.06, 0.06)
DISABLED: Final = (0.006, 0.012, 0.035, 0.07, 0.1, 0.12)
SEVERE: Final = 2  # grades 1 and 2
HEALTH: Final = (
    "healthy", "chronic", "serious", "chronic|serious", "disabled", "chronic|disabled", "serious|disabled", "chronic|serious|disabled",
)  # fmt: skip


@dataclass(frozen=True)
class Bodies:
    """Columns by person."""

    chronic: Bools
    serious: Bools
    disabled: Bools
    category: Ints  # kind of disability, 1-7
    grade: Ints  # 1-4, 1 the gravest
    learning: npt.NDArray[np.float32]  # 0 the keenest
    diligence: npt.NDArray[np.float32]  # 0 the first to find work
    luck: npt.NDArray[np.float32]  # which of several like answers is theirs
    serving: Bools  # on military service

    @property
    def severe(self) -> Bools:
        """Disabled in grade 1 or 2."""
        return self.disabled & (self.grade <= SEVERE)

    @property
    def ill(self) -> Bools:
        """Chronically or seriously ill."""
        return self.chronic | self.serious

    def health(self) -> pl.Series:
        """The states of health, joined by "|" in the order of the list."""
        return tokens(HEALTH, self.chronic + 2 * self.serious + 4 * self.disabled)

    def cards(self) -> pl.Series:
        """Kind and grade as they stand at the end of a disability card's number; empty without a card."""
        numbers = [""] + [f"{kind}{grade}" for kind in range(1, 8) for grade in range(1, 5)]
        return tokens(numbers, np.where(self.disabled, (self.category - 1) * 4 + self.grade, 0))


def bodies(dice: Dice, people: Families, ages: Ints) -> Bodies:
    """Draw them by age; a child below one year has no disability card yet."""
    n, group = people.persons, np.searchsorted(AGES, ages, side="right")
    at = _odds(group)
    soldier = people.male & (people.slot > 0) & (ages >= 20) & (ages < 24) & dice.chance(0.03, n)
    return Bodies(
        chronic=dice.chance(at(CHRONIC), n) & ~soldier,
        serious=dice.chance(at(SERIOUS), n) & ~soldier,
        disabled=dice.chance(at(DISABLED), n) & (ages >= 3) & ~soldier,
        category=dice.pick((0.12, 0.1, 0.04, 0.48, 0.12, 0.1, 0.04), n) + 1,
        grade=dice.pick((0.16, 0.28, 0.3, 0.26), n) + 1,
        learning=np.where(soldier, np.float32(0.5), dice.share(n)),  # a soldier has left school
        diligence=dice.share(n),
        luck=dice.share(n),
        serving=soldier,
    )


def _odds(group: npt.NDArray[Any]) -> Any:
    return lambda table: np.array(table)[group]
