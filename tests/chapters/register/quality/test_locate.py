"""A problem says where a person looks: file, sheet, row, column and the label over the cell."""

import polars as pl
import pytest

from chapters.register.quality.frozen import CHECKED, COUNTY, PEOPLE, freeze
from tuopin.register.quality.rule import catalogue
from tuopin.register.quality.run import check


def problem(folder, rule, **kept):
    found = next(part.problems for part in check(freeze(folder / "s"), rules=[catalogue()[rule]]) if part.county == COUNTY)
    for name, value in kept.items():
        found = found.filter(pl.col(name) == value)
    return found.select("file", "sheet", "row", "column", "label").rows()


WHERE = {
    #                      rule         whose                      file, sheet, row, column, label
    "a person's cell":     ("labour-01", {"person_code": "22"},    (PEOPLE, "人", 7, 15, "劳动技能")),
    "at the head's row":   ("inc-04",    {"household_code": "1"},  (PEOPLE, "人", 5, 26, "人均纯收入")),
    "of another sheet":    ("guar-20",   {"household_code": "1"},  (CHECKED, "户", 4, 11, "房屋等级")),
    "the first field had": ("id-16",     {"household_code": "x"},  None),
    "no column: the next": ("fam-15",    {"person_code": "22"},    None),
    "members of 2":        ("fam-06",    {"household_code": "2"},  (PEOPLE, "人", 6, 9, "人数")),
    "a household's cell":  ("id-20",     {"household_code": "2"},  (PEOPLE, "人", 6, 27, "联系电话")),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "whose", "where"), WHERE.values(), ids=WHERE)
def test_the_place_of_a_problem(tmp_path, rule, whose, where):
    assert problem(tmp_path, rule, **whose) == ([where] if where else [])


def test_a_blank_is_no_problem_where_the_sheet_does_not_ask(tmp_path):
    households = [part.problems["household_code"].to_list() for part in check(freeze(tmp_path / "s"), rules=[catalogue()["blank-34"]])]

    assert households[0] == []


def test_a_blank_is_a_problem_where_the_sheet_asks(tmp_path):
    assert problem(tmp_path, "blank-01", person_code="11") == [(PEOPLE, "人", 4, 7, "姓名")]


def test_without_workbooks_there_is_no_place(tmp_path):
    parts = list(check(freeze(tmp_path / "s", origin=False), rules=[catalogue()["inc-04"]]))

    assert parts[0].problems.select("file", "row", "household_code").rows() == [(None, None, "1")]


def test_without_workbooks_a_blank_counts_where_somebody_has_the_field(tmp_path):
    snapshot = freeze(tmp_path / "s", origin=False)
    rules = [catalogue()["blank-18"], catalogue()["blank-34"]]

    assert [part.problems["household_code"].to_list() for part in check(snapshot, rules=rules)] == [["2"], []]
