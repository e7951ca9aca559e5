"""Facts of villages and of the county in a year, never below what the registered households there add up to. Clauses V2, C2."""

from typing import Any, Final

import numpy as np
import polars as pl

from tuopin.common.places import places
from tuopin.synthetic.dice import Dice, Ints, flags
from tuopin.synthetic.villages import Villages

LIMIT: Final = 2  # percent: an exited village's incidence is within it
HOUSEHOLD_SIZE: Final = 3.6
SUMS: Final = {  # village column: the condition on household facts that it counts
    "low_allowance_households": "low_allowance",
    "unsafe_water_households": "unsafe_water",
    "dangerous_house_households": "dangerous",
    "industry_base_households": "able",
    "industry_households": "industry",
}


def village_year(dice: Dice, known: Villages, *, year: int, back: int, sums: dict[str, Ints]) -> pl.DataFrame:
    """One row a village, `back` years before the last. `sums` are the registered households' totals by village.

    Their persons are those of all years, so that a village keeps its size.
    """
    n, worse = len(known.codes), 1 + 0.3 * back
    people = np.maximum((sums["persons"] / known.registered_share).astype(np.int64), sums["persons"] + 60)
    people = np.where(known.gone, np.maximum(people, sums["poor_persons"] * 100 // LIMIT + 1), people)
    houses: Ints = np.maximum((people / HOUSEHOLD_SIZE).astype(np.int64), sums["households"] + 15)
    gone = known.gone & (back == 0)
    ready = gone | dice.chance(np.clip(0.8 - 0.35 * known.isolation * worse, 0.05, 1), n)
    services = _services(dice, ready=ready, gone=gone)
    more: dict[str, Any] = {name: dice.between(0, 4, n) for name in SUMS} | {"industry_households": 0, "unsafe_water_households": ~gone * dice.between(0, 4, n)}
    counts = {name: np.minimum(sums[fact] + more[name], houses) for name, fact in SUMS.items()}
    counts["industry_households"] = counts["industry_households"] * services["industry"].to_numpy()
    persons = {
        "low_allowance_persons": np.maximum(sums["low_allowance_persons"] + dice.between(0, 8, n), counts["low_allowance_households"]),
        "special_support_persons": sums["special_persons"] + dice.between(0, 3, n),
        "disabled_persons": sums["disabled_persons"] + dice.between(0, 12, n),
        "insured_persons": people - dice.between(0, 6, n) - sums["uninsured"],
        "resident_pension_persons": (people * (0.48 + 0.1 * dice.share(n))).astype(np.int64),
    }
    own = {
        "village_code": known.codes,
        "year": np.full(n, year),
        "poor_village": flags(known.poor),
        "exited": flags(gone),
        "households": houses,
        "population": people,
        "collective_income": dice.between(2, 60, n) * 100_000 * (dice.chance(0.93, n) | gone),
        "powered_households": houses,
        "television_households": houses - np.where(gone, 0, dice.between(0, 4, n)),
        "arable_land": sums["arable"] + people * dice.between(60, 200, n),
    }
    return pl.DataFrame(own | counts | persons | services)


def county_year(dice: Dice, county: str, *, years: tuple[int, ...], population: int) -> pl.DataFrame:
    """One row a year; shares in hundredths of a percent, rising over the years."""
    townships = sum(1 for place in places().values() if place.level == "township" and place.parent == county)
    base = {name: int(dice.between(low, 9_990, 1)[0]) for name, low in SHARES.items()}
    rows = [_one_year(dice, base, back=years[-1] - year) | {"townships": townships} for year in years]
    for row, year in zip(rows, years, strict=True):
        row |= {"county_code": county, "year": year, "rural_population": int(population * (1 - 0.004 * (years[-1] - year)))}
        row |= {name: townships - int(dice.chance(0.15, 1)[0]) for name in TOWNSHIPS}
    return pl.DataFrame(rows)


SHARES: Final = {
    "road_villages_share": 9_500, "tap_water_share": 8_800, "electricity_share": 9_950, "safe_house_share": 9_600, "insured_share": 9_850,
    "schooling_share": 9_000, "safe_water_share": 9_500, "rebuilt_house_share": 8_800, "industry_coverage_share": 5_500, "pension_share": 8_900,
}  # fmt: skip
TOWNSHIPS: Final = ("townships_with_school", "townships_with_hospital", "townships_with_service_centre")
YES: Final = {
    "income_growth_above_province": 0.75, "income_growth_above_nation": 0.8, "services_near_province": 0.7, "hospital_ready": 0.85,
    "allowance_at_line": 0.8, "balanced_education": 0.7, "measures_cover_all": 0.9,
}  # fmt: skip


def _one_year(dice: Dice, base: dict[str, int], *, back: int) -> dict[str, Any]:
    shares = {name: max(0, min(10_000, share - back * 120)) for name, share in base.items()}
    yes = {name: bool(dice.chance(odds, 1)[0]) for name, odds in YES.items()}
    return shares | yes | {"industries": int(dice.between(2, 6, 1)[0]), "income_share_of_province": int(dice.between(62, 98, 1)[0])}


def _services(dice: Dice, *, ready: Any, gone: Any) -> dict[str, Any]:
    """Roads, clinics, rooms: a village that has exited has them all."""
    n = len(ready)

    def there(odds: float) -> Any:
        return gone | (ready & dice.chance(odds, n)) | dice.chance(odds * 0.4, n)

    clinic = there(0.97)
    return {
        "primary_schools": dice.chance(0.6, n).astype(np.int64),
        "bus": flags(there(0.85)),
        "paved_road": flags(there(0.97)),
        "clinics": clinic.astype(np.int64),
        "doctors": (clinic & there(0.93)).astype(np.int64) * dice.between(1, 2, n),
        "public_toilets": there(0.9) * dice.between(1, 3, n),
        "refuse_points": there(0.9) * dice.between(1, 6, n),
        "culture_rooms": there(0.95).astype(np.int64),
        "broadband": flags(there(0.94)),
        "industry": flags(there(0.9)),
        "committee_sound": flags(there(0.97)),
        "cooperative": flags(there(0.85)),
        "income_share_rising": flags(there(0.9)),
    }
