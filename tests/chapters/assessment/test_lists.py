"""The lists people ask for. Clauses R1a, R1c, R3a, W2b."""

from fractions import Fraction

import pytest

from chapters.assessment.tiny import COUNTY, OTHER_VILLAGE, code
from tuopin.assessment.list_rows import Asked, List
from tuopin.assessment.lists import listing
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import choose
from tuopin.report import table_files, tables


def rows(listed):
    return [row for frame in listed.frames for row in frame.to_dicts()]


@pytest.mark.parametrize(
    ("name", "households"),
    [(List.READY, [1, 5]), (List.WRONG, [3]), (List.UNKNOWN, [4, 6]), (List.NEAR, [2, 5])],
)
def test_a_list_names_its_households(result, name, households):
    assert [row["household_code"] for row in rows(listing(Asked(result), name))] == [code(n) for n in households]


def test_a_place_narrows_a_list(result):
    assert [row["household_code"] for row in rows(listing(Asked(result, place=OTHER_VILLAGE), List.READY))] == [code(5)]


def test_a_place_the_result_has_not_is_refused(result):
    with pytest.raises(Refused):
        listing(Asked(result, place="110101"), List.READY)


@pytest.mark.parametrize(("share", "households"), [("16/1000", [2]), ("17/1000", [2, 5]), ("0", [2])])
def test_near_is_a_share_of_the_line_and_includes_its_edge(result, share, households):
    told = rows(listing(Asked(result, near=Fraction(share)), List.NEAR))
    assert [row["household_code"] for row in told] == [code(n) for n in households]


def test_the_unknown_list_names_only_what_is_blank(result, snapshot, edition):
    told = rows(listing(Asked(result, snapshot, edition), List.UNKNOWN))
    assert [set(row["find_out"].split("|")) for row in told] == [
        {"house_grade", "dangerous_house"},
        {"student", "out_of_school_reason", "uncounted_members"},
    ]


def test_without_a_snapshot_the_unknown_list_names_all_that_is_read(result):
    assert [set(row["find_out"].split("|")) for row in rows(listing(Asked(result), List.UNKNOWN))] == [
        {"house_grade", "dangerous_house"},
        {"birth_on", "student", "out_of_school_reason"},
    ]


def test_villages_show_numerator_and_denominator(result, snapshot):
    told = rows(listing(Asked(result, snapshot), List.VILLAGES))
    assert [(row["name"], row["poor_high"], row["population"], row["rate"]) for row in told] == [
        ("甲村", 9, 400, 225),
        ("乙村", 5, 300, 167),
        ("丙村", 0, 100, 0),
    ]


def test_the_county_is_the_sum_of_its_villages(result):
    county, villages = (rows(listing(Asked(result), name)) for name in (List.COUNTIES, List.VILLAGES))
    assert [(row["county_code"], row["poor_high"]) for row in county] == [(COUNTY, sum(row["poor_high"] for row in villages))]


def test_the_terminal_is_aligned_and_says_the_total(result, snapshot):
    choose("zh")
    lines = tables.terminal(listing(Asked(result, snapshot), List.NEAR)).splitlines()
    assert (lines[-1], lines[1].split()[0], "0.00 元" in lines[2]) == ("共 2 行", "户编号", True)


def test_csv_has_people_s_units(result, tmp_path):
    table_files.write(listing(Asked(result), List.NEAR), tmp_path / "near.csv", year=2016)
    assert (tmp_path / "near.csv").read_text("utf-8-sig").splitlines()[1].split(",")[-4:] == ["2952", "2952", "0", "not met"]


def test_another_ending_is_bad_input_and_leaves_nothing(result, tmp_path):
    with pytest.raises(BadInput):
        table_files.write(listing(Asked(result), List.NEAR), tmp_path / "near.doc", year=2016)
    assert list(tmp_path.iterdir()) == []
