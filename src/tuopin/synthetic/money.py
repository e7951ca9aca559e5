"""Business income and its cost in whole yuan, and the crops and trades it comes from, adding up to the fen."""

from typing import Final

import numpy as np

from tuopin.synthetic.dice import Bools, Dice, Floats, Ints

YUAN: Final = 100
SMALLEST: Final = 100 * YUAN  # less than this is not farmed for
PARTS: Final = ("grain_income", "livestock_income", "fruit_income", "tobacco_income", "other_crop_income")
SHARE: Final = (0.45, 0.3, 0.08, 0.05, 0.07)
GROWN: Final = (0.85, 0.6, 0.15, 0.06, 0.3)  # households that have it at all


def split_business(net: Ints, cost_share: Floats) -> tuple[Ints, Ints]:
    """Income and cost in whole yuan whose difference is about `net`."""
    share = np.clip(cost_share, 0.12, 0.6)
    gross = np.where(net >= SMALLEST, (net / (1 - share)).astype(np.int64) // YUAN * YUAN, 0)
    return gross, (gross * share).astype(np.int64) // YUAN * YUAN


def business_lines(dice: Dice, business: Ints, *, ground: dict[str, Bools]) -> dict[str, Ints]:
    """The parts of business income, crops only where there is `ground` for them; what is left over is other business."""
    n, left, parts = len(business), business.copy(), {}
    for name, share, grown in zip(PARTS, SHARE, GROWN, strict=True):
        amount = (business * share * (0.4 + 1.2 * dice.share(n))).astype(np.int64) // YUAN * YUAN
        parts[name] = np.minimum(np.where(dice.chance(grown, n) & ground.get(name, True), amount, 0), left)
        left = left - parts[name]
    return parts | {"other_business_income": left}
