"""A check: once a household, the same twice over, duplicates across counties, a place, the line as it is given."""

import polars as pl
import pytest

from chapters.register.quality.frozen import COUNTY, OTHER, VILLAGE, freeze
from tuopin.common.refused import BadInput
from tuopin.register.problem import COLUMNS
from tuopin.register.quality import twice
from tuopin.register.quality.facts import someone
from tuopin.register.quality.outcome import carry_out
from tuopin.register.quality.rule import SUSPICIOUS, Grain, catalogue, rule, table_field
from tuopin.register.quality.run import check, settings_of
from tuopin.register.quality.settings import Settings
from tuopin.register.schema import TABLES

ALL = list(catalogue().values())


@pytest.fixture
def snapshot(tmp_path):
    return freeze(tmp_path / "snapshot")


def found(snapshot, name, **asked):
    return pl.concat([part.problems for part in check(snapshot, rules=[catalogue()[name]], **asked)])


def test_a_household_is_reported_once_not_once_a_member(snapshot):
    assert found(snapshot, "inc-04").select("household_code", "person_code").rows() == [("1", None)]


def test_the_same_snapshot_gives_the_same_problems(snapshot):
    first, second = (pl.concat([part.problems for part in check(snapshot)]) for _ in range(2))

    assert first.equals(second)


def test_the_problem_table_has_its_shape(snapshot):
    assert dict(found(snapshot, "inc-04").schema) == COLUMNS


def test_a_number_in_two_counties_is_reported_in_both(snapshot):
    assert found(snapshot, "id-11").select("county_code", "person_code").rows() == [(COUNTY, "21"), (OTHER, "91")]


def test_slices_find_the_same_duplicates(snapshot, monkeypatch):
    monkeypatch.setattr(twice, "AT_A_TIME", 1)

    assert found(snapshot, "id-11")["person_code"].to_list() == ["21", "91"]


def test_a_place_is_a_county_and_what_lies_in_it(snapshot):
    assert found(snapshot, "id-11", place=VILLAGE)["county_code"].to_list() == [COUNTY]


def test_a_place_that_is_not_there_is_said(snapshot):
    with pytest.raises(BadInput, match="no such place"):
        carry_out(snapshot, given=Settings(), rules=ALL, place="11")


def test_private_values_are_masked(snapshot):
    assert found(snapshot, "id-11")["value"][0] == "999998" + "*" * 10 + someone(3)[-2:]


@pytest.mark.parametrize(("line", "households"), [(1_999_99, []), (2_000_00, ["1"]), (5_012_00, ["1", "2"])])
def test_the_line_is_a_setting(snapshot, line, households):
    given = settings_of(snapshot, line={2016: line})

    assert found(snapshot, "inc-04", given=given)["household_code"].to_list() == households


def test_made_up_people_pass_in_a_synthetic_snapshot_only(snapshot):
    numbers = [len(found(snapshot, "id-08", given=Settings(made_up_people=made_up))) for made_up in (True, False)]

    assert numbers == [0, 5]


def test_interrupted_nothing_is_left(tmp_path, snapshot):
    def stop(_persons):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry_out(snapshot, given=settings_of(snapshot), rules=ALL, out=tmp_path / "out", advance=stop)

    assert list((tmp_path / "out").iterdir()) == []


def test_an_id_stands_once():
    with pytest.raises(ValueError, match="id-01"):
        rule("id-01", SUSPICIOUS, Grain.PERSON, "name", says=ALL[0].says, wants=ALL[0].wants, fails={}, passes={})(lambda: pl.lit(value=True))


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_every_field_of_a_rule_is_declared(one):
    assert one.fields == tuple(table_field(one.grain, field) for field in one.fields)


def test_a_field_that_is_not_there_is_said():
    with pytest.raises(ValueError, match="no field"):
        table_field(Grain.PERSON, "shoe_size")


def test_rows_without_a_single_fact_are_checked(tmp_path):
    empty = pl.DataFrame({"household_code": ["1"], "village_code": [VILLAGE], "year": [2016]})
    from tuopin.register.snapshot import Snapshot, SnapshotWriter

    with SnapshotWriter(tmp_path / "empty", synthetic=True, source="test") as writer:
        person = empty.with_columns(person_code=pl.lit("p"))
        writer.county(COUNTY, {"household": empty, "household_year": empty, "person": person, "person_year": person})
        for name in ("place", "village_year", "county_year"):
            writer.table(name, pl.DataFrame({field: [] for field in TABLES[name].names}))
    problems = pl.concat([part.problems for part in check(Snapshot.open(tmp_path / "empty"))])

    assert problems["rule"].to_list() == []
