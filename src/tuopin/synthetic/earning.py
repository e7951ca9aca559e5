"""A household's income of a year, line by line; the lines always add up. All amounts integer fen, whole yuan. Clause H1."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

import numpy as np

from tuopin.standard.given import int_of
from tuopin.standard.lines import lines
from tuopin.synthetic.dice import Bools, Dice, Floats, Ints
from tuopin.synthetic.money import business_lines, split_business
from tuopin.synthetic.status import LOW_ALLOWANCE, SPECIAL

YUAN: Final = 100
PERSISTENCE: Final = 0.6  # of a household's good and bad years
GROWTH: Final = 1.06  # of a line we do not know, a year
BARE: Final = 300 * YUAN  # a head and year: who has less is kept by relatives
LEAST_WAGE: Final = 420 * YUAN  # brought home from a month's work


@dataclass(frozen=True)
class Household:
    """What a year's income depends on, by household."""

    members: Ints
    secure: Bools  # has exited, or is to exit this year
    returned: Bools
    kind: Ints
    able: Ints  # members with capacity for work
    months: Ints  # months worked away or in posts by all members
    pensioners: Ints
    honoured: Bools  # family-planning award
    arable: Ints
    returned_forest: Ints
    ground: dict[str, Bools]  # what grows on its land, by line of business income
    fortune: Floats  # village, household and year, on the logarithmic scale
    tight: Bools  # just above the line, if at all


@dataclass(frozen=True)
class Policy:
    """What a county pays, a year or a month, in fen: the same for all its people."""

    pension: int
    allowance: tuple[int, ...]
    support: int
    cost: float  # production cost as a share of business income

    @classmethod
    def draw(cls, dice: Dice) -> "Policy":
        """A county's rates."""
        first, second, third, fourth = (int(each) for each in dice.between(0, 10, 4))
        allowance = 1600 + 40 * first
        return cls(
            pension=(840 + 24 * second) * YUAN,
            allowance=((allowance + 900) * YUAN, allowance * YUAN, (allowance - 500) * YUAN),
            support=(3600 + 240 * third) * YUAN,
            cost=0.25 + fourth / 50,
        )


    def in_year(self, year: int) -> "Policy":
        """The rates of a year: they rise a little every year."""
        rise = year - 2013
        more = tuple(each + 5 * YUAN * rise for each in self.allowance)
        return replace(self, pension=self.pension + 36 * YUAN * rise, allowance=more, support=self.support + 60 * YUAN * rise)


@cache
def line(year: int) -> int:
    """The national line in fen; years we have no line for are carried on by 6 % a year (made-up people only)."""
    known = lines()["national"].given.years
    nearest = min(max(year, min(known)), max(known))
    return int(int_of(known[nearest]) * GROWTH ** (year - nearest))


def income(dice: Dice, of: Household, policy: Policy, *, year: int) -> dict[str, Ints]:
    """Every line by column name, with net income and net income per head (floored to the fen)."""
    transfers, allowance_class = _transfers(dice, of, policy.in_year(year))
    target = (_ratio(dice, of) * line(year) * of.members).astype(np.int64)
    rest = np.maximum(target - sum(transfers.values()), 0)
    rest = np.where(~of.secure & (of.able == 0), rest // 3, rest)
    made = _made(dice, of, rest=rest, policy=policy)
    short = np.where(of.secure, np.maximum(line(year) * of.members * 1011 // 1000 + YUAN - _net(made, transfers), 0), 0)
    _top_up(made, transfers, -(-short // YUAN) * YUAN)
    _top_up(made, transfers, np.where(_net(made, transfers) < BARE * of.members, BARE * of.members, 0))
    net = _net(made, transfers)
    parts = business_lines(dice, made["business_income"], ground=of.ground)
    return made | parts | transfers | {
        "transfer_income": sum(transfers.values(), start=np.zeros_like(net)),
        "net_income": net,
        "net_income_per_head": net // of.members,
        "allowance_class": allowance_class,
    }


def fortunes(dice: Dice, before: Floats | None, *, village: Floats, own: Floats) -> Floats:
    """A year's fortune: the village's, the household's own and a part that lasts from year to year."""
    passing = dice.bell(len(own), 0.16) if before is None else PERSISTENCE * (before - village - own) + dice.bell(len(own), 0.16 * 0.8)
    return np.asarray(village + own + passing)


def _ratio(dice: Dice, of: Household) -> Floats:
    """Income per head over the line."""
    n = len(of.members)
    near = 0.011 + 0.05 * dice.share(n)
    above = 1 + np.where(of.tight, near, near + 0.28 * np.exp(1.6 * of.fortune))
    below = np.where(of.tight, 0.96 + 0.08 * dice.share(n), 0.93 * np.exp(of.fortune))
    return np.where(of.secure, above, np.where(of.returned, np.minimum(below, 0.96), below))


def _transfers(dice: Dice, of: Household, policy: Policy) -> tuple[dict[str, Ints], Ints]:
    n = len(of.members)
    allowance_class = np.where(of.kind == LOW_ALLOWANCE, dice.pick((0.25, 0.45, 0.3), n), 3)
    yearly = np.array([*policy.allowance, 0])[allowance_class]
    amounts = {
        "pension_income": of.pensioners * policy.pension,
        "low_allowance_income": yearly * of.members,
        "special_support_income": np.where(of.kind == SPECIAL, policy.support * of.members, 0),
        "family_planning_income": np.where(of.honoured, 960 * YUAN, 0),
        "farm_subsidy_income": of.arable * 78 // YUAN * YUAN,
        "ecological_income": of.returned_forest * 125 // YUAN * YUAN,
        "relief_income": np.where(dice.chance(0.1, n), dice.between(1, 5, n) * 100 * YUAN, 0),
        "other_transfer_income": np.where(dice.chance(0.3, n), dice.between(5, 60, n) * 10 * YUAN, 0),
    }
    return amounts, allowance_class


def _made(dice: Dice, of: Household, *, rest: Ints, policy: Policy) -> dict[str, Ints]:
    """Wages, business, property and cost that come to about `rest`."""
    n = len(rest)
    step = np.where(dice.chance(0.3, n), 100, 10) * YUAN
    wage = np.where(of.months > 0, np.maximum((rest * (0.45 + 0.45 * dice.share(n))).astype(np.int64), of.months * LEAST_WAGE), 0)
    wage = -(-wage // step) * step
    estate = np.where(dice.chance(0.18, n), (rest * (0.02 + 0.1 * dice.share(n))).astype(np.int64), 0) // (10 * YUAN) * (10 * YUAN)
    farm = np.where((of.able > 0) | dice.chance(0.5, n), np.maximum(rest - wage - estate, 0), 0)
    business, cost = split_business(farm, policy.cost + 0.06 * dice.bell(n))
    return {"wage_income": wage, "business_income": business, "property_income": estate, "business_cost": cost}


def _top_up(made: dict[str, Ints], transfers: dict[str, Ints], short: Ints) -> None:
    """Raise the line a household lives on, so that it stays above the line it has passed."""
    waged, farms = made["wage_income"] > 0, made["business_income"] > 0
    made["wage_income"] = made["wage_income"] + np.where(waged, short, 0)
    made["business_income"] = made["business_income"] + np.where(~waged & farms, short, 0)
    transfers["other_transfer_income"] = transfers["other_transfer_income"] + np.where(~waged & ~farms, short, 0)


def _net(made: dict[str, Ints], transfers: dict[str, Ints]) -> Any:
    return made["wage_income"] + made["business_income"] + made["property_income"] + sum(transfers.values()) - made["business_cost"]
