"""Issue A: each real layout imports with planted damage found: all of the truth file, and no false refusal."""

from collections import Counter
from pathlib import Path

import pytest

from tuopin.register.importing import Options, Outcome, gazetteer, import_files
from tuopin.register.importing.rules import RULES
from tuopin.synthetic.snapshots import Recipe
from tuopin.synthetic.truth import READ, SKIPPED, Truth, read_truth
from tuopin.synthetic.workbooks import write_workbooks

CASES = [
    (("person", "household_form", "exit_check", "village", "county"), 2016),
    (("person",), 2016),
    (("household_form", "exit_check"), 2018),
    (("exited",), 2022),
    (("monitored",), 2022),
    (("village", "person", "county"), 2019),
]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: "-".join(case[0]))
def planted(request, tmp_path_factory) -> tuple[list[Truth], Outcome]:
    """The truth about one set of workbooks, and what their import came to."""
    layouts, year = request.param
    folder = tmp_path_factory.mktemp("books")
    recipe = Recipe({"520381": 150, "360881": 150}, 7 * year, (year - 1, year))
    write_workbooks(folder / "in", recipe, layouts=layouts, errors=0.12)
    return read_truth(folder / "in" / "truth.csv"), imported(folder / "in", folder / "snapshot")


def imported(folder: Path, out: Path) -> Outcome:
    extra = folder / "places.csv"
    options = Options(book=gazetteer(extra if extra.exists() else None, ""), synthetic=True)
    return import_files(sorted(folder.glob("*.xlsx")), out, options)


def of_import(truth: Truth) -> bool:
    return any(rule in RULES for rule in truth.rules) and all(rule in RULES for rule in truth.rules)


def places(outcome: Outcome) -> dict[tuple[str, int, int | None], set[str]]:
    found: dict[tuple[str, int, int | None], set[str]] = {}
    for file, row, column, rule in outcome.problems.select("file", "row", "column", "rule").iter_rows():
        found.setdefault((file, row, column), set()).add(rule)
        found.setdefault((file, row, None), set()).add(rule)
    return found


def test_all_planted_damage_of_import_is_found_where_it_is(planted):
    truths, outcome = planted
    found = places(outcome)
    missed = [
        truth
        for truth in truths
        if of_import(truth) and not found.get((truth.file, truth.row, truth.column), set()) & set(truth.rules)
    ]
    assert missed == []


def test_what_can_be_read_is_read_without_a_word(planted):
    truths, outcome = planted
    found = places(outcome)
    said = [
        (truth, found[truth.file, truth.row, truth.column])
        for truth in truths
        if truth.expected == READ and (truth.file, truth.row, truth.column) in found
    ]
    assert said == []


def test_exactly_the_rows_that_may_not_be_taken_are_refused(planted):
    truths, outcome = planted
    wanted = {(truth.file, truth.row) for truth in truths if truth.refused}
    gone = {
        truth.household_code for truth in truths if truth.refused
    }  # with its last person refused, a household is unknown
    fatal = outcome.problems.filter(outcome.problems["level"] == "fatal").select(
        "file", "row", "rule", "household_code"
    )
    refused = {
        (file, row)
        for file, row, rule, household in fatal.iter_rows()
        if rule != "I10" or (file, row) in wanted or household not in gone
    }
    assert (refused - wanted, wanted - refused) == (set(), set())


def test_rows_that_are_no_data_are_counted_and_nothing_more_is_skipped(planted):
    truths, outcome = planted
    skipped = Counter(truth.kind for truth in truths if truth.expected == SKIPPED)
    counted = {
        "totals_row": outcome.total("total"),
        "header_again": outcome.total("header"),
        "blank_row": outcome.total("blank"),
    }
    assert counted == {kind: skipped[kind] for kind in counted}
