"""Workbooks come back from the import as they were made; of planted damage everything is found and nothing else refused. Clause R3a."""

from pathlib import Path

import polars as pl
import pytest

from tuopin.common.refused import BadInput
from tuopin.register.importing import Options, gazetteer, import_files
from tuopin.register.layouts import LAYOUTS
from tuopin.register.quality.run import check
from tuopin.register.snapshot import Snapshot
from tuopin.synthetic.damage import KINDS
from tuopin.synthetic.snapshots import Recipe
from tuopin.synthetic.truth import READ, SKIPPED, read_truth
from tuopin.synthetic.workbooks import USUAL, write_workbooks

RECIPE = Recipe({"520381": 130, "410225": 90}, 4, (2016,))
LATE = Recipe({"520381": 400}, 4, (2021, 2022))
CASES = {"the usual five": (RECIPE, USUAL), "exited": (LATE, ("exited",)), "monitored": (LATE, ("monitored",)), "person": (RECIPE, ("person",))}


def imported(folder: Path, out: Path):
    return import_files(sorted(folder.glob("*.xlsx")), out, Options(synthetic=True))


@pytest.fixture(scope="module", params=CASES.values(), ids=CASES.keys())
def damaged(request, tmp_path_factory):
    """Truth, problems of import and catalogue, and the rows refused, of one set of damaged workbooks."""
    recipe, layouts = request.param
    base = tmp_path_factory.mktemp("damaged")
    write_workbooks(base / "files", recipe, layouts=layouts, errors=0.05)
    outcome = imported(base / "files", base / "snapshot")
    found = pl.concat([outcome.problems, *(each.problems for each in check(Snapshot.open(base / "snapshot")))])
    return read_truth(base / "files" / "truth.csv"), found, outcome


def test_all_planted_damage_is_found(damaged):
    truths, found, _ = damaged
    rows = found.select("rule", "file", "row", "household_code", "person_code").unique().rows()
    by_place = {(file, row, rule) for rule, file, row, _, _ in rows}
    by_code = {(code, rule) for rule, _, _, household, person in rows for code in (household, person) if code}
    missed = [
        truth
        for truth in truths
        if truth.rules
        and not any(
            (truth.file, truth.row, rule) in by_place or (truth.person_code, rule) in by_code or (truth.household_code, rule) in by_code for rule in truth.rules
        )
    ]

    assert missed == []


def test_exactly_the_rows_that_must_be_refused_are_refused(damaged):
    truths, _, outcome = damaged
    refused = set(outcome.problems.filter(level="fatal").select("file", "row").unique().rows())

    assert refused == {(truth.file, truth.row) for truth in truths if truth.refused}


def test_what_can_be_read_is_read_without_a_word(damaged):
    truths, _, outcome = damaged
    said = {(file, row, column) for file, row, column in outcome.problems.select("file", "row", "column").rows()}
    quiet = {(truth.file, truth.row, truth.column) for truth in truths if truth.expected in {READ, SKIPPED} and truth.column}

    assert said & quiet == set()


def test_every_row_is_accounted_for(damaged):
    _, _, outcome = damaged
    parts = ("taken", "refused", "blank", "total", "header", "note")

    assert outcome.total("read") == sum(outcome.total(part) for part in parts)


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_clean_workbooks_come_back_equal(layout, tmp_path):
    recipe = LATE if layout in {"exited", "monitored"} else RECIPE
    layouts = ["person", layout] if layout == "exit_check" else [layout]
    write_workbooks(tmp_path / "files", recipe, layouts=layouts)
    outcome = imported(tmp_path / "files", tmp_path / "snapshot")
    snapshot = Snapshot.open(tmp_path / "snapshot")
    shown = [column.target.split(".") for name in layouts for column in LAYOUTS[name].columns if column.target]
    made = _made(recipe)
    differing = [f"{table}.{field}" for table, field in shown if table not in {"place", "key"} and not _equal(snapshot, made, table, field)]

    assert (differing, outcome.problems.rows()) == ([], [])


KEYS = {"household": "household_code", "household_year": "household_code", "village_year": "village_code", "county_year": "county_code"}


def _equal(snapshot: Snapshot, made: dict[str, pl.DataFrame], table: str, field: str) -> bool:
    """Whether a field of all that was imported is what was made."""
    key = KEYS.get(table, "person_code")
    both = _back(snapshot, table).select(key, back=field).join(made[table].select(key, made=field), on=key, how="left")
    return len(both) > 0 and both["back"].equals(both["made"])


def _back(snapshot: Snapshot, table: str) -> pl.DataFrame:
    year = snapshot.years[-1] if table in {"household_year", "person_year"} else None
    whole = table in {"village_year", "county_year"}
    return (snapshot.scan(table) if whole else pl.concat([snapshot.scan(table, county, year) for county in snapshot.counties])).collect()


def _made(recipe: Recipe) -> dict[str, pl.DataFrame]:
    counties = [recipe.tables(county) for county in recipe.households]
    frames = {name: pl.concat([tables[name] for tables in counties]) for name in counties[0]}
    return {name: frame.filter(year=recipe.years[-1]) if name.endswith("_year") else frame for name, frame in frames.items()}


def test_the_same_recipe_makes_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_workbooks(tmp_path / name, RECIPE, layouts=("person",), errors=0.05)

    assert {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()} == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}


def test_villages_in_no_gazetteer_are_named_beside(tmp_path):
    write_workbooks(tmp_path / "files", Recipe({"620102": 60}, 1, (2016,)), layouts=("person",))
    options = Options(synthetic=True, book=gazetteer(tmp_path / "files" / "places.csv", ""))
    outcome = import_files(sorted((tmp_path / "files").glob("*.xlsx")), tmp_path / "snapshot", options)

    assert outcome.total("refused") == 0


def test_large_counties_are_kept_by_township(tmp_path):
    made = write_workbooks(tmp_path / "files", Recipe({"360881": 3100}, 1, (2016,)), layouts=("exit_check", "village"))

    assert (made["files"] > 2, len(list((tmp_path / "files").glob("井冈山市_行政村信息_2016年.xlsx")))) == (True, 1)


def test_a_layout_that_is_none_is_refused(tmp_path):
    with pytest.raises(BadInput, match="no such layout"):
        write_workbooks(tmp_path / "files", RECIPE, layouts=("nonsense",))


def test_nobody_is_monitored_before_2020(tmp_path):
    with pytest.raises(BadInput, match="monitored"):
        write_workbooks(tmp_path / "files", RECIPE, layouts=("monitored",))


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(BadInput, match="not empty"):
        write_workbooks(tmp_path, RECIPE)


def test_every_kind_of_damage_names_rules_or_an_outcome():
    from tuopin.register.importing.rules import RULES
    from tuopin.register.quality.rule import catalogue

    known = {*RULES, *catalogue(), READ, SKIPPED}

    assert {rule for kind in KINDS.values() for rule in kind.expected} <= known
