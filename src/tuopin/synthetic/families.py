"""Families: how many members, who they are to the householder, their sexes and birthdays, all fitting together."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tuopin.synthetic.dice import Bools, Dice, Floats, Ints

# size: share of households of that size (mean 3.03, the register's 2014: 3.04)
SIZES: Final = {1: 0.155, 2: 0.23, 3: 0.26, 4: 0.21, 5: 0.095, 6: 0.038, 7: 0.008, 8: 0.004}
# members (H head, S spouse, c child, s/l married son and his wife, d grown daughter, g grandchild, F/M parents),
# share among households of that size, the head's age from, to, share of male heads
SHAPES: Final = (
    ("H", 0.75, 52, 88, 0.62), ("H", 0.25, 30, 52, 0.9),
    ("HS", 0.55, 55, 82, 0.93), ("HM", 0.15, 36, 60, 0.93), ("Hc", 0.3, 34, 60, 0.6),
    ("HSc", 0.66, 30, 60, 0.93), ("HSM", 0.1, 42, 60, 0.95), ("Hcc", 0.12, 34, 56, 0.6), ("HcM", 0.12, 32, 54, 0.9),
    ("HScc", 0.68, 32, 56, 0.93), ("HScM", 0.2, 32, 56, 0.93), ("HSsl", 0.06, 50, 66, 0.95), ("HSFM", 0.06, 36, 56, 1.0),
    ("HSccM", 0.45, 33, 54, 0.94), ("HSccc", 0.27, 36, 54, 0.93), ("HSslg", 0.18, 51, 68, 0.95), ("HScFM", 0.1, 32, 54, 0.95),
    ("HSccFM", 0.45, 34, 54, 0.95), ("HSslgg", 0.3, 53, 70, 0.95), ("HScccM", 0.25, 36, 54, 0.95),
    ("HScccFM", 0.5, 38, 54, 0.95), ("HSslggM", 0.3, 54, 66, 0.95), ("HSslggd", 0.2, 54, 66, 0.95),
    ("HSccccFM", 0.5, 41, 54, 0.95), ("HSslggdM", 0.5, 54, 66, 0.95),
)  # fmt: skip
ROLES: Final = (
    "head", "spouse", "son", "daughter", "daughter_in_law", "grandson", "granddaughter", "father", "mother",
)  # fmt: skip
ROLE: Final = {name: code for code, name in enumerate(ROLES)}
MOST: Final = 8
YEAR: Final = 365.25
SCHOOL_BEGINS: Final = 901  # 1 September


@dataclass(frozen=True)
class Families:
    """Households by index, persons as columns in the order of their households."""

    size: Ints
    household: Ints  # index of each person's household
    slot: Ints  # 0 the head, 1, 2 … in the household
    role: Ints  # index into ROLES
    male: Bools
    birth: Ints  # days since 1970-01-01

    @property
    def households(self) -> int:
        """How many households."""
        return len(self.size)

    @property
    def persons(self) -> int:
        """How many persons."""
        return len(self.role)

    def age(self, day: int) -> Ints:
        """Whole years on a day (days since 1970-01-01); negative for those born later."""
        (year, day_of_year), (at_year, at_day) = _parts(self.birth), _parts(np.array([day]))
        return np.asarray(at_year - year - (day_of_year > at_day), dtype=np.int64)

    def any(self, persons: npt.NDArray[Any]) -> Bools:
        """For each household, whether it is true of any member."""
        return np.bincount(self.household, weights=persons, minlength=self.households) > 0

    def count(self, persons: npt.NDArray[Any]) -> Ints:
        """For each household, how many members it is true of (or the sum)."""
        return np.bincount(self.household, weights=persons, minlength=self.households).astype(np.int64)


def families(dice: Dice, n: int, *, until: date) -> Families:
    """`n` households as they are on the day `until`."""
    shape = dice.pick([SIZES[len(members)] * weight for members, weight, *_ in SHAPES], n)
    role = np.full((n, MOST), -1, dtype=np.int64)
    male = np.zeros((n, MOST), dtype=bool)
    age = np.zeros((n, MOST))
    for code in range(len(SHAPES)):
        which = np.flatnonzero(shape == code)
        role[which], male[which], age[which] = _alike(dice, SHAPES[code], len(which))
    household, slot = np.nonzero(role >= 0)
    born = date_number(until) - np.floor(age[household, slot] * YEAR).astype(np.int64)
    born = born - (_parts(born)[1] == SCHOOL_BEGINS)  # nobody is born on the day whose reading differs between rules
    size = np.array([len(members) for members, *_ in SHAPES])[shape]
    return Families(size, household, slot, role[household, slot], male[household, slot], born)


def date_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def _alike(dice: Dice, shape: tuple[str, float, int, int, float], n: int) -> tuple[Ints, Bools, Floats]:
    members, _, youngest, oldest, men = shape
    role = np.full((n, MOST), -1, dtype=np.int64)
    male = np.zeros((n, MOST), dtype=bool)
    age = np.zeros((n, MOST))
    head = youngest + (oldest - youngest) * dice.share(n).astype(np.float64)
    head_male = dice.chance(men, n)
    parent = head.copy()  # the younger parent of the next generation
    for slot, letter in enumerate(members):
        nth = members[:slot].count(letter)
        sex = dice.chance(0.53, n)
        age[:, slot] = _age(dice, letter, nth, head=head, parent=parent)
        male[:, slot] = {"H": head_male, "S": ~head_male, "F": True, "s": True, "M": False, "l": False, "d": False}.get(letter, sex)
        role[:, slot] = _role(letter, male[:, slot])
        if letter == "s":
            parent = age[:, slot]
        elif letter in "Sl":
            parent = np.minimum(parent, age[:, slot])
    return role, male, age


def _age(dice: Dice, letter: str, nth: int, *, head: Floats, parent: Floats) -> Floats:
    """The age of the `nth` member of that kind, given the head's and the younger parent's."""
    n, some = len(head), dice.share(len(head)).astype(np.float64)
    match letter:
        case "H":
            age = head
        case "S":
            age = np.clip(head - 1.5 + dice.bell(n, 2.2), np.maximum(head - 6, 21), head + 5)
        case "F" | "M":
            age = np.minimum(head + 20.5 + 9 * some, 97)
        case "s":
            age = np.maximum(parent - 20.6 - 2 * some, 22.2)
        case "l":
            age = np.clip(parent - 1 + 3 * some, 20.6, None)
        case "d":
            age = np.maximum(head - 27 - 4 * some, 17)
        case _:
            age = np.maximum(parent - 20.6 - 4.5 * some - 3 * nth, 0.11 + 0.9 * some)
    return np.asarray(age)


def _role(letter: str, male: Bools) -> Ints:
    fixed = {"H": "head", "S": "spouse", "F": "father", "M": "mother", "s": "son", "l": "daughter_in_law", "d": "daughter"}
    if letter in fixed:
        return np.full(len(male), ROLE[fixed[letter]])
    sons, daughters = ("grandson", "granddaughter") if letter == "g" else ("son", "daughter")
    return np.where(male, ROLE[sons], ROLE[daughters])


def _parts(days: Ints) -> tuple[Ints, Ints]:
    """Year, and the day of the year as month × 100 + day."""
    stamps = days.astype("datetime64[D]")
    years, months = stamps.astype("datetime64[Y]"), stamps.astype("datetime64[M]")
    day = (stamps - months.astype("datetime64[D]")).astype(np.int64) + 1
    return years.astype(np.int64) + 1970, (months.astype(np.int64) % 12 + 1) * 100 + day
