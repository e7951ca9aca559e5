"""Small registers that Hypothesis makes as awkward as it can: engine and judge must agree on each. Clauses H1, V1, V2, C2, R1c."""

import os
from functools import cache

import narwhals as nw
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tuopin.assessment import places
from tuopin.assessment.facts import counted_members, household_facts
from tuopin.assessment.households import findings, judged
from tuopin.assessment.incidence import by_village
from tuopin.standard.criterion import Unit
from tuopin.standard.edition import load
from twin import compare, paper
from twin.cases import EDITIONS, batch_name
from twin.register import judge_register
from twin.strategies import register

EXAMPLES = int(os.environ.get("TUOPIN_TWIN_EXAMPLES", "60"))  # of each edition; the same ones every time


@cache
def engine(edition):
    """The edition loaded, and its household findings for its first year."""
    loaded = load(edition)
    return loaded, findings(loaded, Unit.HOUSEHOLD, paper.read(edition).year)


def verdicts_of(edition, tables, year, years):
    loaded, found = engine(edition)
    by_year = [tables["household_year"].filter(year=year - back) for back in range(years)]
    facts = household_facts(
        nw.from_native(tables["household"].lazy()),
        years=[nw.from_native(frame.lazy()) for frame in by_year],
        counted=counted_members(nw.from_native(tables["person_year"].lazy()), found),
        edition=loaded,
    )
    return judged(facts, found).to_native().collect().sort("village_code", "household_code")


def places_of(edition, tables, year, verdicts):
    loaded, counts = engine(edition)[0], by_village(verdicts.lazy()).collect()
    villages = places.villages(counts, tables["village_year"], edition=loaded, year=year)
    townships = places.townships(counts, villages, edition=loaded, year=year)
    counties = places.counties(counts, tables["county_year"], villages, edition=loaded, year=year)
    return {"villages": villages, "townships": pl.DataFrame() if townships is None else townships, "counties": counties}


def disagreements(edition, tables):
    written = paper.read(edition)
    judgement = judge_register(written, written.year, compare.rows(tables))
    verdicts = verdicts_of(edition, tables, written.year, written.looks_back)
    yield from compare.verdict_differences(verdicts, judgement.households, written)
    yield from compare.columns_differ(verdicts, {name: [getattr(each, name) for each in judgement.households] for name in ("poor_low", "poor_high")}, "poor")
    told = places_of(edition, tables, written.year, verdicts)
    for table, (unit, code) in compare.PLACES.items():
        yield from compare.place_differences(told[table], code, getattr(judgement, table), written.rules[unit])


@pytest.mark.parametrize("edition", EDITIONS, ids=batch_name)
@settings(max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_engine_and_judge_agree_on_a_small_register(edition, data):
    tables = data.draw(register(paper.read(edition)))
    assert list(disagreements(edition, tables)) == []
