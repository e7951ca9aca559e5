"""R1c: what is not known never passes: no household with an unknown binding criterion may leave, nor any place."""

import polars as pl
import pytest

from tuopin.standard.criterion import Unit
from tuopin.standard.edition import load
from twin import compare
from twin.cases import batch_name, case
from twin.paper import shipped


@pytest.fixture(scope="module", params=shipped(), ids=batch_name)
def assessed(request, tmp_path_factory):
    """A random register assessed by an edition: the edition and the result."""
    folder, edition, asked = tmp_path_factory.mktemp("unknown"), load(request.param), case(request.param, 2)
    snapshot = compare.frozen(folder / "snapshot", asked.tables)
    return edition, compare.assessed(snapshot, edition, folder / "result", asked.paper.year)


def households(result):
    return pl.concat([result.verdicts(county).collect() for county in result.counties])


def binding(edition, unit):
    return [rule.criterion.name for rule in edition.rules(unit) if rule.binding]


def test_no_household_with_an_unknown_criterion_may_leave(assessed):
    edition, result = assessed
    unknown = pl.any_horizontal(pl.col(name).is_null() for name in binding(edition, Unit.HOUSEHOLD))
    frame = households(result)
    assert frame.filter(unknown).height > 500
    assert frame.filter(unknown & pl.col("may_leave")).height == 0


def test_no_household_that_fails_a_criterion_may_leave(assessed):
    edition, result = assessed
    fails = pl.any_horizontal(~pl.col(name) for name in binding(edition, Unit.HOUSEHOLD))
    assert households(result).filter(fails.fill_null(value=False) & pl.col("may_leave")).height == 0


def test_may_leave_is_never_blank(assessed):
    _, result = assessed
    assert households(result)["may_leave"].null_count() == 0
    assert all(table["may_leave"].null_count() == 0 for table in (result.table("villages"), result.table("counties")))


@pytest.mark.parametrize("unit", [Unit.VILLAGE, Unit.COUNTY])
def test_no_place_with_an_unknown_criterion_may_leave(assessed, unit):
    """A weighed factor must be known as well (ADR-0015)."""
    edition, result = assessed
    table = result.table({Unit.VILLAGE: "villages", Unit.COUNTY: "counties"}[unit])
    unknown = pl.any_horizontal(pl.col(rule.criterion.name).is_null() for rule in edition.rules(unit))
    assert table.filter(unknown & pl.col("may_leave")).height == 0


def test_every_reason_is_written_for_every_household(assessed):
    """Nothing stops at the first criterion that fails: people are owed every reason."""
    edition, result = assessed
    written = pl.concat([pl.read_parquet(result.root / "reasons" / f"{county}.parquet") for county in result.counties])
    assert written.height == households(result).height * len(edition.rules(Unit.HOUSEHOLD))
