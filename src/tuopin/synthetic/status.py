"""What the register says of each household: when it was identified, whether it has exited, what kind it is."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from tuopin.synthetic.dice import Bools, Dice, Ints
from tuopin.synthetic.families import Families, date_number
from tuopin.synthetic.villages import Villages

STATUSES: Final = ("registered", "exiting", "exited", "returned")
REGISTERED, EXITING, EXITED, RETURNED = range(4)
KINDS: Final = ("general", "low_allowance", "special_support")
GENERAL, LOW_ALLOWANCE, SPECIAL = range(3)
ALONE_AT: Final = 64  # from here special support is for who has nobody
FIRST: Final = 2013  # the register was first made at the end of 2013
MONTHS: Final = ((2013, 12), (2014, 3), (2014, 6), (2014, 12), (2015, 12))


@dataclass(frozen=True)
class Status:
    """Columns by household."""

    status: Ints
    kind: Ints
    exited_year: Ints  # 0: has not exited
    planned_year: Ints  # 0: none
    identified: Ints  # day number of the first of the month

    @property
    def secure(self) -> Bools:
        """Households that have everything the standard asks for, in the register's own word."""
        return (self.status == EXITED) | (self.status == EXITING)


def statuses(dice: Dice, people: Families, *, village: Ints, known: Villages, year: int, ages: Ints, strong: Bools) -> Status:
    """Draw them (`strong` persons have full capacity for work).

    Nobody exits before or in the year of identification, and a share of each village's has exited.
    """
    n = people.households
    identified, identified_year = _identified(dice, n, year)
    may = identified_year < year
    out = may & dice.chance(known.exited_share[village], n)
    status = np.where(out, EXITED, REGISTERED)
    status[~out & may & dice.chance(0.2, n)] = EXITING
    status[~out & may & dice.chance(0.012, n)] = RETURNED
    exited_year = np.where(out, _years_of_exit(dice, identified_year, year), 0)
    planned = np.where(status == EXITING, year, np.where(status == EXITED, 0, dice.between(year, max(year, 2020), n)))
    return Status(status, _kinds(dice, people, ages, strong=strong), exited_year, planned, identified)


def _identified(dice: Dice, n: int, year: int) -> tuple[Ints, Ints]:
    months = [date(*month, 1) for month in MONTHS if month[0] < year] or [date(FIRST, 12, 1)]
    weights = (0.72, 0.1, 0.04, 0.06, 0.08)[: len(months)]
    drawn = dice.pick(weights, n)
    days, years = np.array([date_number(day) for day in months])[drawn], np.array([day.year for day in months])[drawn]
    new = dice.chance(0.03 if year > FIRST else 0.0, n)
    return np.where(new, date_number(date(year, 6, 1)), days), np.where(new, year, years)


def _years_of_exit(dice: Dice, identified: Ints, year: int) -> Ints:
    """After the year of identification, at the latest `year`, later ones more often."""
    span = np.maximum(year - identified, 1)
    return year - np.minimum((dice.share(len(identified)).astype(np.float64) ** 1.4 * span).astype(np.int64), span - 1)


def _kinds(dice: Dice, people: Families, ages: Ints, *, strong: Bools) -> Ints:
    able = people.count((ages >= 16) & (ages < 60))
    alone = (people.count((ages >= ALONE_AT) & ~strong) == 1) & (people.size == 1)
    low = dice.chance(np.where(able == 0, 0.6, np.where(able * 2 <= people.size, 0.34, 0.16)), people.households)
    return np.where(alone & dice.chance(0.45, people.households), SPECIAL, np.where(low, LOW_ALLOWANCE, GENERAL))
