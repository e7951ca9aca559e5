"""The standard read twice: the engine and the plain judge must say the same of every household and place. Clauses H1, V1, V2, C2, R3d."""

from collections import Counter

import pytest

from tuopin.standard.edition import load
from twin import compare
from twin.cases import BATCHES, EDITIONS, HOUSEHOLDS, batch_name, case


def test_the_batches_hold_a_hundred_thousand_households():
    assert sum(len(case(*batch).judgement.households) for batch in BATCHES) >= 100_000
    assert HOUSEHOLDS * len(BATCHES) > 100_000


@pytest.mark.parametrize(("edition", "seed"), BATCHES, ids=batch_name)
def test_engine_and_judge_agree_on_every_cell(edition, seed, tmp_path):
    paper, tables, judgement = case(edition, seed)
    snapshot = compare.frozen(tmp_path / "snapshot", tables)
    result = compare.assessed(snapshot, load(edition), tmp_path / "result", paper.year)
    assert list(compare.differences(result, judgement, paper)) == []


@pytest.mark.parametrize("edition", EDITIONS, ids=batch_name)
def test_the_batches_put_every_household_criterion_to_every_answer(edition):
    households = case(edition, 1).judgement.households
    answers = {name: Counter(verdict.found[name].met for verdict in households) for name in households[0].found}
    assert {name: few for name, few in answers.items() if min(few[answer] for answer in (True, False, None)) < 20} == {}


@pytest.mark.parametrize("edition", EDITIONS, ids=batch_name)
def test_the_batches_put_the_incidence_to_every_answer(edition):
    villages = [village for seed in (1, 2) for village in case(edition, seed).judgement.villages]
    assert Counter(village.found["incidence"].met for village in villages).keys() == {True, False, None}


@pytest.mark.parametrize("edition", EDITIONS, ids=batch_name)
def test_some_households_of_the_batches_may_leave_and_most_may_not(edition):
    leaving = sum(verdict.may_leave for verdict in case(edition, 1).judgement.households)
    assert 0.005 < leaving / HOUSEHOLDS < 0.6
