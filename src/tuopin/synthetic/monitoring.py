"""Households at risk of falling back, as the register has them from 2020 on; earlier registers leave the columns empty."""

from datetime import date
from typing import Any, Final

import numpy as np

from tuopin.synthetic.causes import CAUSES, DISABILITY, ILLNESS, LABOUR, SCHOOLING
from tuopin.synthetic.dice import Dice, days, flags, tokens
from tuopin.synthetic.families import date_number
from tuopin.synthetic.settled import WATCHED_SINCE, County

KINDS: Final = ("unstable_exit", "sudden_hardship", "none")
SHARES: Final = (0.75, 0.25)
NONE: Final = 2
SHORTEST: Final = 7  # months from identification to clearing
RISKS: Final = (ILLNESS, DISABILITY, SCHOOLING, LABOUR)
ELSE: Final = "accident"


def monitoring(dice: Dice, of: County) -> dict[str, Any]:
    """The household's monitoring columns."""
    last, n, watched = of.years[-1], of.people.households, of.watched
    if last < WATCHED_SINCE:
        return {}
    kind = np.where(watched, dice.pick(SHARES, n), NONE)
    began = dice.between(0, 11, n)
    cleared = watched & dice.chance(0.45, n)
    main = np.where(np.isin(of.cause.main, RISKS), of.cause.main, len(CAUSES))
    return {
        "monitored_kind": tokens(KINDS, kind),
        "monitored_on": days(_month(last - 1, began), missing=~watched),
        "risk_cleared": flags(cleared, missing=~watched),
        "risk_cleared_on": days(_month(last - 1, np.minimum(began + dice.between(SHORTEST, 12, n), 23)), missing=~cleared),
        "cleared_way": tokens(("helped", "natural"), dice.chance(0.1, n), missing=~cleared),
        "risks": tokens((*CAUSES, ELSE), main, missing=~watched),
    }


def _month(year: int, months: Any) -> Any:
    """The first day of a month, counted from the January of a year."""
    january = np.array([date_number(date(year, 1, 1))]).astype("datetime64[D]").astype("datetime64[M]")
    return (january + months).astype("datetime64[D]").astype(np.int64)


