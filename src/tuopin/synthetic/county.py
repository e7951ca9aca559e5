"""A county of made-up households: all seven tables of the register, the same from the same seed. Clause P0."""

from datetime import date

import polars as pl

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.schema import TABLES
from tuopin.register.schema.parquet import conform
from tuopin.synthetic import numbers, registered
from tuopin.synthetic.dice import Dice, Floats
from tuopin.synthetic.earning import fortunes
from tuopin.synthetic.families import ROLE, date_number
from tuopin.synthetic.places_year import county_year, village_year
from tuopin.synthetic.settled import County, settle
from tuopin.synthetic.year import household_year, lived, person_year, sums

Tables = dict[str, pl.DataFrame]
FIRST_YEAR = 2013


def tables(county: str, *, households: int, seed: int, years: tuple[int, ...] = (2015, 2016), wrong_exits: float = 0.0) -> Tables:
    """All tables of one county in the declared columns; the person table and statuses are as of the end of the last year.

    `wrong_exits` is the share of exited households whose income is below the line all the same (Mashan).
    BadInput if the county is none of 2016, a year lies before the register's first, or there are too many households.
    """
    _possible(households, years)
    numbers.ordinal(county)
    dice = Dice(seed, int(county))
    of = settle(dice, county, households, years=tuple(sorted(set(years))), wrong_exits=wrong_exits)
    made = _made(dice, of)
    return {name: conform(frame, TABLES[name]) for name, frame in made.items()}


def _made(dice: Dice, of: County) -> Tables:
    keys = registered.household_keys(of)
    person_keys = registered.person_keys(of, keys)
    ages = of.people.age(date_number(date(of.years[-1], 12, 31)))
    persons = registered.person(dice, of, keys=person_keys, ages=ages)
    heads = persons["name"].filter(pl.Series(of.people.role == ROLE["head"]))
    made = {"household": registered.household(dice, of, keys=keys, heads=heads), "person": persons, "place": registered.place(of)}
    parts: dict[str, list[pl.DataFrame]] = {"household_year": [], "person_year": [], "village_year": []}
    fortune: Floats | None = None
    for year in of.years:
        at = lived(dice, of, year)
        fortune = fortunes(dice, fortune, village=of.known.wealth[of.village], own=of.own)
        frame, facts = household_year(dice, of, at, keys=keys, fortune=fortune)
        parts["household_year"].append(frame)
        parts["person_year"].append(person_year(dice, of, at, keys=person_keys, wages=facts["wage_income"]))
        village = village_year(dice, of.known, year=year, back=of.years[-1] - year, sums=sums(of, at, facts))
        parts["village_year"].append(village)
    made |= {name: pl.concat(frames) for name, frames in parts.items()}
    population = int(parts["village_year"][-1]["population"].sum())
    return made | {"county_year": county_year(dice, of.code, years=of.years, population=population)}


def _possible(households: int, years: tuple[int, ...]) -> None:
    most = numbers.MOST_HOUSEHOLDS
    if not 0 < households <= most:
        raise BadInput(str(households), Words(f"每县 1 至 {most:,} 户", f"a county holds 1 to {most:,} households"))
    if not years or min(years) < FIRST_YEAR:
        raise BadInput(str(years), Words("建档立卡始于 2013 年底", "the register began at the end of 2013"), Words("例如 2015-2016", "such as 2015-2016"))
