"""The county's result workbook: every sheet, who stands on it, ready to print, the same bytes each time. Clauses R2d, R3a."""

from datetime import date

import openpyxl
import pytest

from chapters.assessment.tiny import COUNTY, YEAR, code, write_snapshot
from tuopin.assessment.run import assess
from tuopin.assessment.settings import Run
from tuopin.common.identity import made_up_id
from tuopin.common.words import Words
from tuopin.register.snapshot import Snapshot
from tuopin.report.result_book import Book, Column
from tuopin.report.result_looks import safe
from tuopin.report.result_workbook import write_county_workbooks
from tuopin.standard.edition import load

SHEETS = ["说明", "村", "可以退出", "尚不能退出", "情况不明", "已脱贫但不达标", "临近标准线", "县"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = tmp_path_factory.mktemp("workbook")
    snapshot = Snapshot.open(write_snapshot(root / "snapshot"))
    assess(Run(snapshot, load("cn-2016"), YEAR), root / "result", lambda amount=1: None)
    return root, snapshot


@pytest.fixture(scope="module")
def path(made):
    root, snapshot = made
    return write_county_workbooks(root / "result", snapshot, root / "books")[0]


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


def column(sheet, letter):
    return [cell.value for cell in sheet[letter][3:] if cell.value is not None]


def test_it_is_named_by_code_name_and_year(path):
    assert path.name == f"{COUNTY} 赤水市 2016.xlsx"


def test_the_sheets(book):
    assert book.sheetnames == SHEETS


@pytest.mark.parametrize(
    ("sheet", "households"),
    [("可以退出", [1, 5]), ("尚不能退出", [2, 2, 6, 6, 6]), ("情况不明", [4, 6]), ("已脱贫但不达标", [3]), ("临近标准线", [2, 5])],
)
def test_who_stands_on_a_sheet(book, sheet, households):
    assert column(book[sheet], "D") == [code(n) for n in households]


def test_what_is_missing_is_a_number(book):
    row = next(row for row in book["已脱贫但不达标"].iter_rows(min_row=4, values_only=True))
    assert row[4:11] == ("张三", 3, "已脱贫", "收入 income", 2000, 2952, 952.01)


def test_whose_fact_is_missing(book):
    row = next(book["情况不明"].iter_rows(min_row=5, values_only=True))
    assert ("在校生状况" in row[9], row[10]) == (True, "之子（11 岁）\nson (aged 11)")


def test_a_village_shows_numerator_denominator_and_rate(book):
    headers = [cell.value.split("\n")[0] for cell in book["村"][3]]
    row = dict(zip(headers, (cell.value for cell in book["村"][4]), strict=True))
    assert (row["剩余贫困人口（含不明）"], row["总人口（分母）"], row["发生率"]) == (9, 400, 2.25)


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_says_it_is_synthetic_and_prints_on_a4_across(book, sheet):
    page = book[sheet].page_setup
    assert ("合成数据" in book[sheet]["A2"].value, page.paperSize, page.orientation, page.fitToHeight) == (True, 9, "landscape", 0)


@pytest.mark.parametrize("sheet", SHEETS[1:-1])
def test_a_list_is_frozen_filtered_and_repeats_its_header(book, sheet):
    told = book[sheet]
    assert (told.freeze_panes, told.auto_filter.ref.startswith("A3:"), told.print_title_rows) == ("A4", True, "$1:$3")


def test_the_same_result_is_the_same_file(made, path):
    root, snapshot = made
    again = write_county_workbooks(root / "result", snapshot, root / "again")[0]
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("text", ["电话13912345678", f"号{made_up_id(date(1970, 1, 1), 'male')}。", made_up_id(date(1980, 2, 3), "female", 7)])
def test_what_looks_like_a_number_of_a_person_is_struck_out(text):
    assert "＊＊＊" in safe(text)


def test_a_household_number_stays():
    assert safe(code(1)) == code(1)


def test_a_household_number_as_long_as_a_phone_number_is_not_struck_out(tmp_path):
    columns = [Column(Words("户编号", "household"), 16, "code"), Column(Words("备注", "note"), 16, "text")]
    with Book(tmp_path / "x.xlsx", year=YEAR, title=Words("题", "title")) as book:
        book.sheet("表", Words("题", "title"), columns).row(["13500000001", "13500000001"])
    row = openpyxl.load_workbook(tmp_path / "x.xlsx")["表"][4]
    assert [cell.value for cell in row] == ["13500000001", "＊＊＊"]
