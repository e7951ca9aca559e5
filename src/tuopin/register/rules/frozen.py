"""The tables of a county as they stand on the day of a freeze: yearly facts belong to the households and persons who are there. Pure.

Somebody who moved or died during the year left yearly facts where they were recorded. Of the frozen year they follow the person to
the household of that day, and go with who is gone; of earlier years they are history and stay with the household. Clauses P0, H1.
"""

import polars as pl

Tables = dict[str, pl.DataFrame]
LIVES = ("household_code", "village_code")


def of_the_day(tables: Tables, year: int) -> Tables:
    """The same tables, the yearly ones for the households and (in `year`) the persons that are there."""
    households, persons = tables["household"], tables["person"]
    facts = _following(tables["household_year"], households, key="household_code", columns=("village_code",))
    of_people = tables["person_year"]
    this_year = _following(of_people.filter(pl.col("year") == year), persons, key="person_code", columns=LIVES)
    before = of_people.filter(pl.col("year") != year).join(households.select("household_code"), on="household_code", how="semi")
    return {**tables, "household_year": facts, "person_year": pl.concat([this_year, before])}


def _following(facts: pl.DataFrame, who: pl.DataFrame, *, key: str, columns: tuple[str, ...]) -> pl.DataFrame:
    """The facts of those in `who`, with the columns as they are there."""
    return facts.drop(columns).join(who.select(key, *columns), on=key, how="inner").select(facts.columns)
