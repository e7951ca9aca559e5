"""A simulation equals two full runs; a what-if changes one number and says it is not in force. Clauses W2a, R2c."""

import polars as pl
import pytest

from chapters.assessment.tiny import COUNTY, VILLAGE, YEAR
from tuopin.assessment.run import assess
from tuopin.assessment.settings import Run
from tuopin.assessment.simulate import OVERALL, difference
from tuopin.assessment.whatif import changed
from tuopin.common.refused import BadInput, Refused
from tuopin.standard.criterion import Unit
from tuopin.standard.edition import load


def quiet(amount=1):
    """Nobody looks."""


def simulated(snapshot, before, after, place=""):
    return difference(Run(snapshot, before, YEAR), Run(snapshot, after, YEAR), place=place, advance=quiet)


def verdicts(snapshot, edition, out):
    assess(Run(snapshot, edition, YEAR), out, quiet)
    return pl.read_parquet(out / "verdicts" / f"{COUNTY}.parquet")


@pytest.mark.parametrize("setting", ["income.line=3200", "income.line=1500", "schooling.to_age=8", "housing.grades=A"])
def test_counts_equal_two_full_runs(snapshot, edition, tmp_path, setting):
    new = changed(edition, setting)
    old, later = verdicts(snapshot, edition, tmp_path / "before"), verdicts(snapshot, new, tmp_path / "after")
    pair = old.join(later, on="household_code", suffix="_after")
    differing = pair.filter(pl.col("standard_met").ne_missing(pl.col("standard_met_after")))
    told = simulated(snapshot, edition, new).changes.filter(pl.col("criterion") == OVERALL)
    assert (told["households"].sum(), told["persons"].sum()) == (len(differing), differing["members"].sum())


def test_what_may_leave_before_and_after(snapshot, edition):
    told = simulated(snapshot, edition, changed(edition, "income.line=3200"))
    assert (told.leaving["households"], told.leaving["persons"]) == ((2, 1), (5, 4))


def test_a_place_narrows_the_count(snapshot, edition):
    told = simulated(snapshot, edition, changed(edition, "income.line=1500"), place=VILLAGE)
    assert (told.households, set(told.changes["village_code"])) == (4, {VILLAGE})


def test_an_edition_against_itself_changes_nothing(snapshot, edition):
    assert simulated(snapshot, edition, edition).changes.is_empty()


def test_a_criterion_only_one_edition_asks_is_told(snapshot, edition):
    told = simulated(snapshot, edition, load("sc-2016")).changes
    assert "absent" in set(told["before"])


def test_a_place_not_in_the_snapshot_is_refused(snapshot, edition):
    with pytest.raises(Refused):
        simulated(snapshot, edition, edition, place="110101")


@pytest.mark.parametrize(
    ("setting", "unit", "criterion", "parameter", "value"),
    [
        ("income.line=3200", Unit.HOUSEHOLD, "income", "line", 320000),
        ("income.line=2952.50", Unit.HOUSEHOLD, "income", "line", 295250),
        ("household.income.years=2", Unit.HOUSEHOLD, "income", "years", 2),
        ("village.incidence.limit=1", Unit.VILLAGE, "incidence", "limit", {"other": 1, "west": 1}),
        ("county.incidence.limit=west:2,other:1", Unit.COUNTY, "incidence", "limit", {"other": 1, "west": 2}),
        ("village.incidence.at_limit=否", Unit.VILLAGE, "incidence", "at_limit", False),
        ("schooling.excused=illness", Unit.HOUSEHOLD, "schooling", "excused", ("illness",)),
    ],
)
def test_a_setting_is_read_in_people_s_units(edition, setting, unit, criterion, parameter, value):
    new = next(rule for rule in changed(edition, setting).rules(unit) if rule.criterion.name == criterion)
    assert (new.given[parameter].value, "not in force" in new.given[parameter].source) == (value, True)


@pytest.mark.parametrize(
    "setting", ["income.lin=3", "income=3", "income.line=", "income.line=-1", "income.line=1.234", "schooling.excused=whim", "income.years=1.5"]
)
def test_what_is_no_setting_is_bad_input(edition, setting):
    with pytest.raises(BadInput):
        changed(edition, setting)


def test_the_edition_itself_is_not_changed(edition):
    digest = load("cn-2016").digest
    changed(edition, "income.line=1")
    assert edition.digest == digest


def test_a_village_without_households_changes_nothing(snapshot, edition):
    told = simulated(snapshot, edition, changed(edition, "income.line=1500"), place=COUNTY + "999999")
    assert (told.households, told.changes.is_empty()) == (0, True)
