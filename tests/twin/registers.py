"""Many random households at once, from a seed, as the tables of a snapshot: every fact that a criterion reads in every trouble.

Most of a household's facts are ordinary, so that some households pass; how many are not differs from household to household.
Incomes are then aimed at the line of the year: one fen below it for the whole household, on it, one fen above.
"""

import numpy as np
import polars as pl

from tuopin.register.schema import TABLES
from tuopin.register.schema.parquet import types
from twin import pools
from twin.income import FOUR_KINDS, net_income

TOWNSHIPS, VILLAGES = 3, 8  # in each county
TROUBLE = (0.0, 0.0, 0.02, 0.1, 0.5)  # a household's share of facts that are not the ordinary ones
AIMED = 0.9  # the share of incomes that are set near the line
AIMS = (-1, 0, 1, 1, 1, 2, 20_000, 250_000, 900_000)


def households(paper, count, seed):
    """Tables of `count` households for an edition on paper: household, household_year (as far as it looks back), person, person_year."""
    random = np.random.default_rng(seed)
    trouble = random.choice(TROUBLE, count)
    own = named(random, count).with_columns(drawn(random, "household", pools.HOUSEHOLD, np.maximum(trouble, 0.2)))
    years = pl.concat([year_of(random, own, paper=paper, year=paper.year - back, trouble=trouble) for back in range(paper.looks_back)])
    heads = own.join(years.filter(year=paper.year).select("household_code", "members"), on="household_code", how="left", maintain_order="left")
    people = people_of(random, heads, paper.year, trouble)
    listed = own.filter(pl.Series(random.random(count) > 0.003))  # facts whose household is not listed are nobody's
    return {"household": listed, "household_year": years, "person": people.select("person_code", "household_code", "village_code"), "person_year": people}


def named(random, count):
    """Numbers and villages. A third of the villages have few households, some none."""
    codes = [f"{county}{township:03}{200 + village}" for county in pools.COUNTIES for township in range(TOWNSHIPS) for village in range(VILLAGES)]
    weights = np.where(random.random(len(codes)) < 0.3, 0.02, 1.0)
    villages = random.choice(codes, count, p=weights / weights.sum())
    numbers = [f"{number:010}" for number in random.permutation(count)]
    return pl.DataFrame({"household_code": numbers, "village_code": villages})


def drawn(random, table, pool, trouble):
    """One column for each fact: ordinary, or with the row's share of trouble anything of its pool."""
    for name, values in pool.items():
        other = random.random(len(trouble)) < trouble
        index = np.where(other, random.integers(0, len(values), len(trouble)), 0)
        yield pl.Series(name, values, types(TABLES[table])[name], strict=False).gather(index)


def year_of(random, own, *, paper, year, trouble):
    """The facts of a year; some households have none."""
    count = len(own)
    missing = np.where(own["village_code"].str.slice(0, 6).is_in(pools.COUNTED), 0, trouble) / 8
    heads = pl.Series(pools.MEMBERS, dtype=pl.Int32).gather(random.integers(0, len(pools.MEMBERS) - 1, count))
    area = pl.Series(pools.AREAS_PER_HEAD).gather(random.choice(5, count, p=(0.6, 0.1, 0.1, 0.1, 0.1)))
    facts = own.select("household_code", "village_code").with_columns(
        drawn(random, "household_year", pools.HOUSEHOLD_YEAR | pools.MONEY | {pools.WAGE: pools.WAGES}, trouble),
        year=pl.lit(year, pl.Int32),
        members=unless(random, heads, missing),
        house_area=unless(random, area * heads, trouble / 4),
    )
    aims = np.where(random.random(count) < AIMED, random.choice(AIMS, count), None)
    wages = [aimed(row, paper, aim) for row, aim in zip(facts.rows(named=True), aims, strict=True)]
    facts = facts.with_columns(pl.Series(pools.WAGE, wages, pl.Int64))
    silent = pl.Series(random.random(count) < 0.04)  # of these, no kind of income is written down
    facts = facts.with_columns(pl.when(~silent).then(kind).alias(kind) for kind in FOUR_KINDS)
    return facts.filter(pl.Series(random.random(count) >= missing))


def unless(random, values, chance):
    """The values, but nothing recorded with each row's chance."""
    return pl.select(pl.when(pl.Series(random.random(len(values)) >= chance)).then(values)).to_series()


def aimed(facts, paper, aim):
    """The wages that bring the household's net income to `aim` fen beside the line; as they are if that cannot be."""
    wage, heads = facts[pools.WAGE], facts["members"]
    if wage is None or heads is None or aim is None:
        return wage
    rest = net_income(facts | {pools.WAGE: 0}, paper.income)
    return wage if rest is None else paper.line(facts["year"]) * heads + aim - rest


def people_of(random, households, year, trouble):
    """The people of each household in the year assessed: mostly as many as are registered, some fewer or more, some none."""
    heads = households["members"].fill_null(2).to_numpy()
    others = np.where(random.random(len(heads)) < trouble / 4, random.choice((-1, 1, 2, -9), len(heads)), 0)
    listed = np.maximum(heads + others, 0)
    people = households.select("household_code", "village_code", pl.lit(year, pl.Int32).alias("year"))[np.repeat(np.arange(len(heads)), listed)]
    number = pl.int_range(pl.len()).over("household_code").cast(pl.String).str.zfill(2)
    worry = np.repeat(random.choice(TROUBLE, len(heads)) / 3, listed)
    pool = pools.PERSON_YEAR | {"birth_on": pools.born(year)}
    return people.with_columns(drawn(random, "person_year", pool, worry), person_code=pl.col("household_code") + number)
