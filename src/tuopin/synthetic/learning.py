"""School: by the age on 1 September, as the grades run; who has left has a level, who is there has a grade."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from tuopin.synthetic.body import Bodies
from tuopin.synthetic.dice import Bools, Dice, Ints, flags, tokens
from tuopin.synthetic.families import Families, date_number

STUDENT: Final = (
    "preschool_age", "preschool", "primary", "grade_7", "grade_8", "grade_9", "senior_1", "senior_2", "senior_3",
    "vocational_1", "vocational_2", "vocational_3", "college_1", "college_2", "college_3", "special_school",
)  # fmt: skip
AT: Final = {name: code for code, name in enumerate(STUDENT)}
LEVEL: Final = ("illiterate", "primary", "junior", "senior", "college", "university")
COHORTS: Final = (1950, 1965, 1975)  # born before
LEVELS: Final = ((0.5, 0.43, 0.06, 0.01, 0, 0), (0.22, 0.5, 0.24, 0.04, 0, 0), (0.07, 0.4, 0.46, 0.06, 0.01, 0), (0, 0.2, 0.64, 0.11, 0.04, 0.01))
REASON: Final = ("illness", "tired_of_school", "finished")
ILL, TIRED, FINISHED = range(3)
TO_SENIOR, VOCATIONAL, TO_COLLEGE = 0.74, 0.25, 0.22  # shares of `learning`; vocational schools take the lower part
COMPULSORY: Final = range(6, 15)


@dataclass(frozen=True)
class Schooling:
    """Columns by person; -1 is blank."""

    student: Ints
    level: Ints
    reason: Ints

    @property
    def learns(self) -> Bools:
        """At school beyond preschool."""
        return self.student >= AT["primary"]

    @property
    def out(self) -> Bools:
        """Of school age, out of school, for no reason that excuses."""
        return self.reason == TIRED

    def columns(self, dice: Dice) -> dict[str, pl.Series]:
        """The register's columns; who is out of school has been visited."""
        nobody = ~self.out
        return {
            "schooling_level": tokens(LEVEL, self.level),
            "student": tokens(STUDENT, self.student),
            "out_of_school_reason": tokens(REASON, self.reason),
            "persuasion_visits": tokens(("2", "3", "4"), dice.between(0, 2, len(nobody)), missing=nobody).cast(pl.Int32),
            "persuasion_signed": flags(~nobody, missing=nobody),
        }


def schooling(dice: Dice, people: Families, body: Bodies, *, year: int, secure: Bools) -> Schooling:
    """Who is in which grade in autumn of a year. `secure` persons' children are all at school or excused."""
    age = people.age(date_number(date(year, 9, 1)))
    student = grades(age, body)
    child = (age >= COMPULSORY.start) & (age < COMPULSORY.stop)
    special = child & body.severe
    student[special] = AT["special_school"]
    out = child & ~special & ~secure & dice.chance(0.006, people.persons)
    blank = child & ~special & ~out & ~secure & dice.chance(0.006, people.persons)
    student[out | blank] = -1
    reason = np.where(out, np.where(body.serious, ILL, TIRED), -1)
    reason[(age == COMPULSORY.stop) & (student < 0)] = FINISHED
    level = np.where((student >= 0) | (age <= COMPULSORY.stop - 1), -1, _levels(dice, people, body, age=age))
    return Schooling(student, level, reason)


def grades(age: Ints, body: Bodies) -> Ints:
    """The grade of each age for those who go on as `learning` says, -1 for who is not at school."""
    keen = body.learning
    goes_on = (keen < TO_SENIOR) & ~body.severe
    track = np.where(keen > TO_SENIOR - VOCATIONAL, AT["vocational_1"], AT["senior_1"])
    steps = (
        (age < 3, AT["preschool_age"]),
        (age < 6, np.where(body.luck < 0.8, AT["preschool"], AT["preschool_age"])),
        (age < 12, AT["primary"]),
        (age < 15, AT["grade_7"] + age - 12),
        ((age < 18) & goes_on, track + age - 15),
        ((age >= 18) & (age < 21) & (keen < TO_COLLEGE) & ~body.severe, AT["college_1"] + age - 18),
    )
    return np.select([where for where, _ in steps], [np.broadcast_to(grade, age.shape) for _, grade in steps], -1)


def _levels(dice: Dice, people: Families, body: Bodies, *, age: Ints) -> Ints:
    """The level of who has left school: the young by where they went, the others by their generation."""
    born = people.birth.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    old = dice.pick_by(np.searchsorted(COHORTS, born, side="right"), LEVELS)
    keen = body.learning
    young = np.where((age >= 21) & (keen < TO_COLLEGE), 4, np.where((age >= 18) & (keen < TO_SENIOR), 3, 2))
    return np.where(age <= 24, young, old)
