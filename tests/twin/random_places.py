"""Villages and counties round the random households: populations that put the incidence just within, on and beyond its limit."""

import random as chance

import polars as pl

from tuopin.register.schema import TABLES
from tuopin.register.schema.parquet import types
from twin import pools
from twin.place import count, region
from twin.register import grouped

PERCENTS = (60, 90, 93, 95, 97, 98, 100)
OF_HOUSEHOLDS = ("unsafe_water_households", "dangerous_house_households")
MOST_HOUSEHOLDS = ("powered_households", "television_households")
VILLAGE_FLAGS = ("paved_road", "broadband", "industry", "committee_sound", "cooperative", "income_share_rising", "bus")
COUNTY_FLAGS = (
    *("income_growth_above_province", "income_growth_above_nation", "services_near_province", "hospital_ready", "allowance_at_line"),
    *("balanced_education", "measures_cover_all"),
)
COUNTY_SHARES = (
    *("road_villages_share", "tap_water_share", "electricity_share", "safe_house_share", "insured_share", "schooling_share"),
    *("safe_water_share", "rebuilt_house_share", "industry_coverage_share", "pension_share"),
)
COLLECTIVE = (None, -1, 0, 1, 1_999_999, 2_000_000, 2_000_001, 4_999_999, 5_000_000)


def places(verdicts, year, seed):
    """village_year and county_year for the assessed year; some places have no facts, some villages no households."""
    draw = chance.Random(seed)
    living = grouped(verdicts, lambda row: row.village_code)
    codes = [*living, *(f"{county}00{township}299" for county in pools.COUNTIES for township in (0, 1, 2))]
    villages = [village(draw, code, living.get(code, []), year) for code in codes if draw.random() > 0.03]
    within = grouped(verdicts, lambda row: row.village_code[:6])
    counties = [county(draw, code, within.get(code, []), year) for code in pools.COUNTIES if draw.random() > 0.1]
    other_year = [row | {"year": year - 1} for row in (*villages[:20], *counties[:2])]
    return {
        "village_year": frame("village_year", [row for row in (*villages, *other_year) if "village_code" in row]),
        "county_year": frame("county_year", [row for row in (*counties, *other_year) if "county_code" in row]),
    }


def frame(table, rows):
    """Rows as the table is declared."""
    return pl.DataFrame([{name: row.get(name) for name in TABLES[table].names} for row in rows], schema=types(TABLES[table]))


def village(draw, code, verdicts, year):
    """One village."""
    total = draw.choice((50, 100, 101, 199, 333))
    people = population(draw, code, verdicts)
    row = {"village_code": code, "year": year, "households": total, "population": people, "poor_village": draw.random() < 0.8}
    row |= {"exited": draw.random() < 0.1, "collective_income": draw.choice(COLLECTIVE), "insured_persons": beside(draw, people)}
    row |= {fact: draw.random() < 0.85 for fact in VILLAGE_FLAGS} | {fact: draw.choice((1, 1, 1, 2, 0)) for fact in ("clinics", "culture_rooms")}
    row |= {fact: draw.choice((0, 0, 1, total // 50, total // 50 + 1)) for fact in OF_HOUSEHOLDS} | {fact: beside(draw, total) for fact in MOST_HOUSEHOLDS}
    base = draw.choice((0, 1, 10, 25))
    row |= {"industry_base_households": base, "industry_households": beside(draw, base)}
    return forget(draw, row, {"village_code", "year"})


def county(draw, code, verdicts, year):
    """One county."""
    townships = draw.choice((0, 3, 20))
    row = {"county_code": code, "year": year, "rural_population": population(draw, code, verdicts), "townships": townships}
    row |= {fact: draw.random() < 0.9 for fact in COUNTY_FLAGS}
    row |= {share: draw.choice(PERCENTS) * 100 + draw.choice((-1, 0, 0, 0)) for share in COUNTY_SHARES}
    row |= {f"townships_with_{what}": beside(draw, townships) for what in ("school", "hospital", "service_centre")}
    row |= {"industries": draw.choice((1, 2, 3)), "income_share_of_province": draw.choice((69, 70, 71))}
    return forget(draw, row, {"county_code", "year"})


def population(draw, code, verdicts):
    """People enough that the poor are just within the limit, on it, or one too many; nobody; or plenty."""
    counts = count(verdicts)
    poor = draw.choice((counts["poor_low"], counts["poor_high"] or counts["poor_low"]))
    limit = 3 if region(code) == "west" else 2
    exactly = -(-poor * 100 // limit)
    return draw.choice((exactly, exactly + 1, max(exactly - 1, 0), exactly, 0, 10_000_000, max(poor, 1)))


def beside(draw, whole):
    """A part of a whole: a round percent of it, or one more or less."""
    return max(0, (whole or 0) * draw.choice(PERCENTS) // 100 + draw.choice((-1, 0, 0, 1)))


def forget(draw, row, keep):
    """Leave some facts unrecorded: in most places few, in some many."""
    share = draw.choice((0, 0, 0, 0.05, 0.3))
    return {name: value if name in keep or draw.random() >= share else None for name, value in row.items()}
