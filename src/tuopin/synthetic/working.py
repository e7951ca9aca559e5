"""Work: capacity by age and health, who works away and where, posts, insurance. Clause H1."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from tuopin.synthetic.body import Bodies
from tuopin.synthetic.dice import Bools, Dice, Ints, flags, tokens
from tuopin.synthetic.families import Families

LABOUR: Final = ("ordinary", "skilled", "weak", "lost", "none")
ORDINARY, SKILLED, WEAK, LOST, NONE = range(5)
PLACE: Final = ("township", "county", "province", "elsewhere", "none")
AT_HOME: Final = 4
CHANNEL: Final = ("own", "government", "workshop", "public_post", "company")
WORKING_AGE: Final = (16, 60)
OLDEST_AT_WORK: Final = 71


@dataclass(frozen=True)
class Work:
    """Columns by person; -1 is blank."""

    labour: Ints
    place: Ints
    months: Ints
    post: Bools
    channel: Ints

    @property
    def able(self) -> Bools:
        """Has capacity for work, a weak one included."""
        return self.labour <= WEAK

    @property
    def earns(self) -> Bools:
        """Works away or holds a post."""
        return (self.place >= 0) & (self.place != AT_HOME)

    def columns(self) -> dict[str, pl.Series]:
        """The register's columns (the wage comes with the household's income)."""
        return {
            "labour": tokens(LABOUR, self.labour),
            "work_place": tokens(PLACE, self.place),
            "work_months": tokens([str(month) for month in range(13)], np.where(self.place < 0, -1, self.months)).cast(pl.Int32),
            "job_channel": tokens(CHANNEL, self.channel),
            "public_post": flags(self.post),
            "public_post_months": tokens([str(month) for month in range(13)], np.where(self.post, self.months, 0)).cast(pl.Int32),
        }


def work(dice: Dice, body: Bodies, *, ages: Ints, learns: Bools) -> Work:
    """Draw a year's work; who worked last year likely works this year, since `diligence` stays."""
    n = len(ages)
    labour = capacity(body, ages, learns)
    strong = (labour == ORDINARY) | (labour == SKILLED)
    away = strong & ~body.serving & (ages < 66) & (body.diligence + dice.bell(n, 0.08) < 0.5)
    post = ~away & ~body.serving & (strong | (labour == WEAK)) & (ages >= 18) & (ages < 66) & (body.diligence > 0.93)
    place = np.where(away, dice.pick((0.2, 0.25, 0.2, 0.35), n), np.where(post, 0, np.where(labour <= WEAK, AT_HOME, -1)))
    months = np.where(away, np.minimum(dice.between(3, 14, n), 11), np.where(post, dice.between(6, 12, n), 0))
    channel = np.where(post, 3, np.where(away, np.array([0, 0, 0, 1, 2, 4])[dice.between(0, 5, n)], -1))
    return Work(labour, place, months, post, channel)


def capacity(body: Bodies, ages: Ints, learns: Bools) -> Ints:
    """Capacity for work, the first line that fits; healthy adults of working age are always able."""
    luck, prime = body.luck, ages < WORKING_AGE[1]
    steps = (
        ((ages < WORKING_AGE[0]) | learns, NONE),
        (body.severe, np.where(luck < 0.6, LOST, NONE)),
        (ages > OLDEST_AT_WORK, NONE),
        (body.serious, np.where(luck < 0.4, LOST, WEAK)),
        (body.disabled, WEAK),
        (body.chronic & prime, np.where(luck < 0.55, WEAK, ORDINARY)),
        (prime, np.where(luck < 0.1, SKILLED, ORDINARY)),
        (body.chronic, WEAK),
    )
    rest = np.where(luck < 0.45, ORDINARY, WEAK)
    return np.select([where for where, _ in steps], [np.broadcast_to(value, ages.shape) for _, value in steps], rest)


@dataclass(frozen=True)
class Cover:
    """Insurance by person: 0 resident, 1 employee, 2 none, 3 not recorded."""

    kind: Ints

    @property
    def none(self) -> Bools:
        """Known to be in no basic medical insurance."""
        return self.kind == 2

    def columns(self, dice: Dice, *, ages: Ints, learns: Bools, serious: Bools) -> dict[str, pl.Series]:
        """The register's columns, pensions included."""
        n, unknown, employee = len(ages), self.kind == 3, self.kind == 1
        pension = (ages >= 16) & ~learns & ~employee & (dice.chance(0.9, n) | (ages >= 60))
        return {
            "resident_insurance": flags(self.kind == 0, missing=unknown),
            "employee_insurance": flags(employee, missing=unknown),
            "commercial_insurance": flags(dice.chance(0.01, n) | self.none),  # who is in no basic insurance has bought some
            "serious_illness_insurance": flags(self.kind < 2, missing=unknown),
            "medical_aid": flags(serious & dice.chance(0.5, n)),
            "resident_pension": flags(pension),
            "employee_pension": flags(employee),
        }


def cover(dice: Dice, people: Families, working: Work, *, secure: Bools, supported: Bools) -> Cover:
    """99 % and more are insured; `secure` persons all are; `supported` ones (allowances) hold no job that insures."""
    drawn = dice.share(people.persons)
    employee = working.earns & ~supported & (drawn > 0.985)
    return Cover(np.where(employee, 1, np.where(secure, 0, np.where(drawn < 0.006, 2, np.where(drawn < 0.011, 3, 0)))))
