"""How many registered households each county has: the 832 poverty counties most, districts of cities few."""

from collections import Counter
from typing import Final

import numpy as np

from tuopin.common.places import places, poverty_counties
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.synthetic.numbers import MOST_HOUSEHOLDS, ordinal

POVERTY_COUNTY: Final = 4.0  # times an ordinary county's share
DISTRICT: Final = 0.2
CITY: Final = 0.03  # Beijing, Tianjin, Shanghai
CITIES: Final = ("11", "12", "31")


def nation(households: int) -> dict[str, int]:
    """Households by county for the whole country, about as the rural poor of 2014 were spread; sums to `households`."""
    towns = Counter(code[:6] for code, place in places().items() if place.level == "township")
    weights = {code: many**0.9 * _weight(code) for code, many in towns.items()}
    return divided(households, weights)


def chosen(codes: list[str], households: int) -> dict[str, int]:
    """Households divided among the counties asked for; a province or prefecture stands for all its counties."""
    towns = Counter(code[:6] for code, place in places().items() if place.level == "township")
    wanted = [county for code in codes for county in _counties(code, towns)]
    return divided(households, {county: towns[county] ** 0.5 for county in dict.fromkeys(wanted)})


def divided(households: int, weights: dict[str, float]) -> dict[str, int]:
    """Whole households by weight that sum to `households` (largest remainder); counties that get none are left out."""
    codes, share = sorted(weights), np.array([weights[code] for code in sorted(weights)])
    exact = share / share.sum() * households
    whole = np.floor(exact).astype(np.int64)
    for index in np.argsort(whole - exact, kind="stable")[: households - int(whole.sum())]:
        whole[index] += 1
    if whole.max() > MOST_HOUSEHOLDS:
        most = MOST_HOUSEHOLDS
        raise BadInput(str(households), Words(f"户数太多：每县最多 {most:,} 户", f"too many: a county holds at most {most:,} households"))
    return {code: int(many) for code, many in zip(codes, whole, strict=True) if many}


def _counties(code: str, towns: Counter[str]) -> list[str]:
    if code in towns:
        return [code]
    inside = [county for county in towns if len(code) in {2, 4} and county.startswith(code)]
    if not inside:
        ordinal(code)
    return inside


def _weight(code: str) -> float:
    if code[:2] in CITIES:
        return CITY
    if code in poverty_counties():
        return POVERTY_COUNTY
    return DISTRICT if places()[code].name.endswith("区") else 1.0
