"""The house, water, power, roads and land of a household in a year. Clause H1."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl

from tuopin.synthetic.dice import Bools, Dice, Floats, Ints, flags, tokens
from tuopin.synthetic.villages import Villages

GRADES: Final = ("A", "B", "C", "D")
STRUCTURES: Final = ("reinforced_concrete", "brick_concrete", "brick_timber", "earth_timber", "timber")
SOUND: Final = (0.08, 0.5, 0.3, 0.06, 0.06)
SHAKY: Final = (0, 0.03, 0.2, 0.55, 0.22)
ROADS: Final = ("cement", "asphalt", "gravel", "earth")
FUELS: Final = ("firewood", "coal", "gas", "electricity")


@dataclass(frozen=True)
class Homes:
    """What stays with a household's home over the years, by household."""

    village: Ints
    luck: Floats  # six draws each: house, water, road, toilet, power, television
    area: Ints  # square metres × 100
    arable: Ints  # mu × 100
    paddy: Ints
    forest: Ints
    returned: Ints
    orchard: Ints
    structure: Floats
    served: Bools  # the village has exited: water and power reach everybody
    relocated: Bools
    far: Floats  # from 0 to 1: the village's isolation and one's own place in it


def homes(dice: Dice, known: Villages, *, village: Ints, size: Ints, wet: float) -> Homes:
    """Draw the homes; `wet` is the county's share of paddy."""
    n = len(size)
    returned = np.where(dice.chance(0.2, n), dice.between(50, 400, n), 0) // 10 * 10
    arable = (size * dice.between(40, 190, n) * dice.chance(0.93, n)) // 10 * 10
    return Homes(
        village=village,
        luck=dice.stream.random((6, n)),
        area=(size * dice.between(1500, 3000, n) + 2000) // 100 * 100,
        arable=arable,
        paddy=(arable * wet * dice.share(n)).astype(np.int64) // 10 * 10,
        forest=returned + np.where(dice.chance(0.4, n), size * dice.between(50, 300, n), 0) // 10 * 10,
        returned=returned,
        orchard=np.where(dice.chance(0.15, n), dice.between(30, 300, n), 0) // 10 * 10,
        structure=dice.stream.random(n),
        served=known.gone[village],
        relocated=dice.chance(0.08, n),
        far=np.clip(known.isolation[village] * 0.7 + 0.3 * dice.share(n), 0, 1),
    )


@dataclass(frozen=True)
class Guarantees:
    """A year's facts that other columns lean on."""

    dangerous: Bools
    unsafe_water: Bools
    columns: dict[str, Any]


def guarantees(dice: Dice, home: Homes, *, secure: Bools, back: int) -> Guarantees:
    """Facts of the year `back` years before the last; earlier years are worse; `secure` households have them all."""
    n, worse = len(secure), 1 + 0.35 * back
    house, water, _, _, power, television = home.luck
    dangerous = ~secure & ~home.relocated & (house < 0.13 * worse)
    dry = ~secure & ~home.served & (water < (0.03 + 0.08 * home.far) * worse)
    blank = ~secure & dice.chance(0.02, n)
    powered = secure | home.served | (power > 0.006 * worse)
    basics = {
        "food_secure": flags(secure | dice.chance(0.985, n), missing=~secure & dice.chance(0.015, n)),
        "clothing_secure": flags(secure | dice.chance(0.988, n), missing=~secure & dice.chance(0.012, n)),
        "electricity": flags(powered),
        "production_power": flags(powered & (secure | dice.chance(0.93, n))),
        "television": flags(powered & (secure | (television > 0.02 * worse))),
        "fuel": tokens(FUELS, np.where(powered, dice.pick((0.5, 0.2, 0.1, 0.2), n), 0)),
    }
    return Guarantees(dangerous, dry, basics | _house(dice, home, dangerous, blank=blank) | _water(dice, dry) | _ways(dice, home, secure))


def land(home: Homes) -> dict[str, Ints]:
    """The land, the same in every year."""
    zero = np.zeros(len(home.arable), dtype=np.int64)
    return {
        "arable_land": home.arable,
        "paddy_land": home.paddy,
        "forest_land": home.forest,
        "returned_forest": home.returned,
        "orchard_land": home.orchard,
        "pasture_land": zero,
        "water_area": zero,
    }


def _house(dice: Dice, home: Homes, dangerous: Bools, *, blank: Bools) -> dict[str, pl.Series]:
    n = len(dangerous)
    grade = np.where(dangerous, 2 + dice.chance(0.45, n), dice.chance(0.55, n).astype(np.int64))
    sound = np.searchsorted(np.cumsum(SOUND), home.structure * 0.999)
    shaky = np.searchsorted(np.cumsum(SHAKY), home.structure * 0.999)
    return {
        "dangerous_house": flags(dangerous, missing=blank & dice.chance(0.5, n)),
        "house_grade": tokens(GRADES, grade, missing=blank),
        "house_area": pl.Series(home.area),
        "structure": tokens(STRUCTURES, np.where(dangerous, shaky, sound)),
    }


def _water(dice: Dice, dry: Bools) -> dict[str, Any]:
    n = len(dry)
    return {
        "safe_water": flags(~dry),
        "water_difficult": flags(dry & dice.chance(0.7, n)),
        "water_litres": np.where(dry, dice.between(12, 34, n), dice.between(36, 80, n)),
        "water_minutes": np.where(dry, dice.between(22, 60, n), dice.between(0, 15, n)),
        "water_reliability": np.where(dry, dice.between(60, 89, n), dice.between(91, 100, n)),
    }


def _ways(dice: Dice, home: Homes, secure: Bools) -> dict[str, Any]:
    n = len(secure)
    road = np.where(home.luck[2] < 0.75 - 0.35 * home.far, dice.chance(0.06, n), 2 + dice.chance(0.4, n))
    toilet = home.luck[3] < 0.62 - 0.3 * home.far
    return {
        "road": tokens(ROADS, road),
        "hard_road": flags(road < 2),
        "village_road": flags(secure | (home.far < 0.93)),
        "road_distance": (home.far**2 * 460).astype(np.int64) + dice.between(0, 20, n),
        "toilet": flags(toilet),
        "toilet_works": flags(toilet & dice.chance(0.97, n), missing=~toilet),
    }
