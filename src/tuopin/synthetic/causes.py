"""Why a household is poor, from what its members and its home are like, and the help that answers it."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from tuopin.synthetic.dice import Bools, Dice, Ints, tokens

CAUSES: Final = (  # in the order of the register's list
    "illness", "disability", "schooling", "disaster", "land", "skill", "funds", "labour", "transport", "motivation",
)  # fmt: skip
WEIGHTS: Final = (14, 4, 1.5, 0.3, 0.8, 2.2, 1.4, 7, 1.2, 0.4)
ILLNESS, DISABILITY, SCHOOLING = range(3)
LABOUR: Final = CAUSES.index("labour")


@dataclass(frozen=True)
class Causes:
    """The main cause and at most two others, by household (indexes; -1: none)."""

    main: Ints
    second: Ints
    third: Ints

    def has(self, cause: int) -> Bools:
        """Households that name the cause."""
        return (self.main == cause) | (self.second == cause) | (self.third == cause)

    def columns(self) -> dict[str, pl.Series]:
        """The register's columns."""
        both_named = self.third >= 0
        first = tokens(CAUSES, np.where(both_named, np.minimum(self.second, self.third), self.second))
        then = tokens(CAUSES, np.where(both_named, np.maximum(self.second, self.third), -1))
        both = pl.select(pl.concat_str(first, then, separator="|", ignore_nulls=True)).to_series()
        return {"main_cause": tokens(CAUSES, self.main), "other_causes": both.replace("", None)}


def causes(dice: Dice, n: int, where: dict[str, Bools]) -> Causes:
    """Draw them among those that fit (`where` by cause; one not named fits anybody): illness needs a sick member, and so on."""
    always = np.ones(n, dtype=bool)
    fits = np.stack([where.get(cause, always) for cause in CAUSES])
    waits = dice.stream.standard_exponential((len(CAUSES), n), dtype=np.float32) / np.where(fits, np.array(WEIGHTS)[:, None], 1e-9)
    order = np.argsort(waits, axis=0)[:3]  # who rings first is drawn by weight
    second, third = dice.chance(0.45, n), dice.chance(0.15, n)
    possible = np.take_along_axis(fits, order, axis=0)
    return Causes(order[0], np.where(second & possible[1], order[1], -1), np.where(second & third & possible[2], order[2], -1))


def helped(dice: Dice, cause: Causes, *, facts: dict[str, Any]) -> dict[str, npt.NDArray[Any]]:
    """Help received, each with what it must leave behind: a wage, a harvest, an allowance. `facts` are by household."""
    n, some, able = len(cause.main), dice.chance, facts["able"] > 0
    farms, waged = facts["business_income"] > 0, facts["wage_income"] > 0
    develops = {
        "industry_help": farms & able & some(0.65, n),
        "employment_help": waged & some(0.5, n),
        "public_post_help": facts["posts"] > 0,
        "finance_help": able & farms & some(0.2, n),
    }
    given = np.any(list(develops.values()), axis=0)
    return develops | {
        "health_help": facts["ill"] | cause.has(ILLNESS),
        "education_help": facts["pupils"] | cause.has(SCHOOLING),
        "social_help": some(0.2, n) | ~given | facts["watched"],
        "safety_net_help": (facts["low_allowance_income"] + facts["special_support_income"] + facts["pension_income"] > 0) | ~able,
        "housing_help": facts["dangerous"] | some(0.1, n),
        "water_help": facts["unsafe_water"] | some(0.1, n),
        "schooling_help": facts["of_school_age"],
        "infrastructure_help": some(0.35, n),
        "living_help": some(0.3, n),
        "development_help": given,
        "no_labour": ~able,
        "cooperative": farms & some(0.25, n),
    }
