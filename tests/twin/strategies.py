"""Small registers for Hypothesis: a village or two, a few households, every fact free to be anything its pool holds.

Hypothesis shrinks towards the ordinary answer, so what it reports is a household that is ordinary but for what matters.
"""

from itertools import count

import polars as pl
from hypothesis import strategies as st

from tuopin.register.schema import TABLES
from tuopin.register.schema.parquet import types
from twin import pools
from twin.random_places import COLLECTIVE, COUNTY_FLAGS, COUNTY_SHARES, PERCENTS, VILLAGE_FLAGS
from twin.registers import aimed

FLAG = st.sampled_from((True, False, None))
FEN = st.one_of(st.sampled_from((0, 1, -1, 300_000, None)), st.integers(-(10**9), 10**10))
MONEY = {name: st.one_of(st.sampled_from(pool), FEN) for name, pool in pools.MONEY.items()}


def mostly_ordinary(pool):
    """For each fact its pool; ordinary twice as often as it would be."""
    return {name: st.sampled_from((values[0], *values)) for name, values in pool.items()}


def person(year):
    """One person's facts of a year."""
    return st.fixed_dictionaries(mostly_ordinary(pools.PERSON_YEAR | {"birth_on": pools.born(year)}))


@st.composite
def year_facts(draw, paper, year):
    """One household's facts of a year, its income near the line or anywhere; or no facts at all."""
    if draw(st.integers(0, 19)) == 19:
        return None
    facts = draw(st.fixed_dictionaries(mostly_ordinary(pools.HOUSEHOLD_YEAR) | MONEY))
    heads = draw(st.sampled_from((1, 2, 3, 1, 2, 1, 2, 5, None)))
    area = draw(st.sampled_from((*pools.AREAS_PER_HEAD, None)))
    facts |= {"year": year, "members": heads, "house_area": None if area is None or heads is None else area * heads + draw(st.integers(-1, 1))}
    facts[pools.WAGE] = draw(st.one_of(st.sampled_from(pools.WAGES), FEN))
    if draw(st.integers(0, 9)) == 9:
        facts |= dict.fromkeys((pools.WAGE, "business_income", "property_income", "transfer_income"))
    facts[pools.WAGE] = aimed(facts, paper, draw(st.sampled_from((1, 0, -1, 5_000, None))))
    return facts


@st.composite
def household(draw, paper, village):
    """One household: its own row, its years, its people, as many as are registered or not quite."""
    own = draw(st.fixed_dictionaries(mostly_ordinary(pools.HOUSEHOLD))) | {"village_code": village}
    years = [draw(year_facts(paper, paper.year - back)) for back in range(paper.looks_back)]
    heads = (years[0] or {}).get("members") or 2
    listed = max(heads + draw(st.sampled_from((0, 0, 0, -1, 1, -9))), 0)
    people = [draw(person(paper.year)) for _ in range(listed)]
    return own, [year for year in years if year], people


@st.composite
def village(draw, paper, code):
    """A village's facts, its counts small enough to sit on every boundary."""
    counts = st.sampled_from((0, 1, 2, 49, 50, 98, 99, 100, 101, 33, 34, 300, 10**7, None))
    numbers = ("households", "population", "unsafe_water_households", "dangerous_house_households", "powered_households", "television_households")
    facts = {name: draw(counts) for name in (*numbers, "insured_persons", "industry_households", "industry_base_households", "clinics", "culture_rooms")}
    facts |= {name: draw(FLAG) for name in (*VILLAGE_FLAGS, "poor_village", "exited")}
    return facts | {"village_code": code, "year": paper.year, "collective_income": draw(st.sampled_from(COLLECTIVE))}


@st.composite
def county(draw, paper, code):
    """A county's facts."""
    counts = st.sampled_from((0, 1, 2, 3, 50, 100, 10**7, None))
    numbers = ("rural_population", "townships", "townships_with_school", "townships_with_hospital", "townships_with_service_centre", "industries")
    facts = {name: draw(counts) for name in numbers} | {name: draw(FLAG) for name in COUNTY_FLAGS}
    facts |= {name: draw(st.sampled_from((None, *(each * 100 for each in PERCENTS)))) for name in COUNTY_SHARES}
    return facts | {"county_code": code, "year": paper.year, "income_share_of_province": draw(st.sampled_from((70, 69, 71, None)))}


@st.composite
def register(draw, paper):
    """A whole small register in one county, as tables."""
    code = draw(st.sampled_from(pools.COUNTIES))
    villages = [f"{code}001{number}" for number in (201, 202)][: draw(st.integers(1, 2))]
    homes = draw(st.lists(st.sampled_from(villages).flatmap(lambda village: household(paper, village)), min_size=1, max_size=2))
    rows, numbers = {"household": [], "household_year": [], "person_year": []}, count(1)
    for own, years, people in homes:
        keys = {"household_code": f"{next(numbers):010}", "village_code": own["village_code"]}
        rows["household"].append(own | keys)
        rows["household_year"] += [year | keys for year in years]
        rows["person_year"] += [each | keys | {"year": paper.year, "person_code": f"{keys['household_code']}{place:02}"} for place, each in enumerate(people)]
    rows["village_year"] = [draw(village(paper, each)) for each in (*villages, f"{code}001209") if draw(st.booleans())]
    rows["county_year"] = [draw(county(paper, code))] if draw(st.booleans()) else []
    return {name: table(name, each) for name, each in rows.items()}


def table(name, rows):
    """Rows as the table is declared."""
    kinds = types(TABLES[name])
    return pl.DataFrame([{column: row.get(column) for column in kinds} for row in rows], schema=kinds)
