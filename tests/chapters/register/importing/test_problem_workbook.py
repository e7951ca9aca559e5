"""Issue A: the problem workbook is the original with its bad cells coloured and commented, and a list of all problems."""

from pathlib import Path

import openpyxl
import pytest

from chapters.register.importing import old_excel
from chapters.register.importing.books import id_number, person, rows_of, write
from chapters.register.importing.imported import run
from tuopin.register.importing import Options
from tuopin.report.problem_workbook import masked, write_problem_workbooks

BAD = [person(健康状况="3", 务工时间="六"), person("0000000002", 户编号=""), person("0000000003", 证件号码="5.2E+17")]


def marked(path: Path, tmp_path: Path) -> Path:
    got = run([path], tmp_path / "s", Options(year=2016))
    (out,) = write_problem_workbooks({path.name: path}, got.problems, tmp_path / "problems")
    return out


@pytest.fixture
def book(tmp_path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(marked(write(tmp_path / "a.xlsx", rows_of(BAD)), tmp_path))


def test_bad_cells_are_commented_in_both_languages(book):
    comment = book["Sheet1"]["N4"].comment.text
    assert ("本地代码" in comment, "local code" in comment, "应为" in comment, "expected" in comment) == (True,) * 4


def test_good_cells_are_left_alone(book):
    assert (book["Sheet1"]["G4"].value, book["Sheet1"]["G4"].comment) == ("合成1", None)


def listing(book: openpyxl.Workbook) -> list[tuple[object, ...]]:
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if row[0] == "程度 Level")
    return [row for row in rows[head + 1 :] if row[0]]


def test_every_problem_is_listed_the_gravest_first(book):
    assert [row[9] for row in listing(book)] == ["I01", "I31", "I22", "I20"]


def test_the_place_is_named(book):
    assert listing(book)[1][1] == "赤水市 大同镇 大同村委会"


def test_long_numbers_are_masked_to_their_ends():
    number = id_number()
    assert masked(f"号码 {number}，电话 13000000000") == f"号码 {number[:4]}****{number[-4:]}，电话 1300****0000"


@pytest.mark.parametrize("extension", [".csv", ".xls", ".parquet"])
def test_other_formats_get_a_workbook_of_their_cells(tmp_path, extension):
    path = tmp_path / f"a{extension}"
    rows = rows_of(BAD)
    if extension == ".csv":
        path.write_text("\n".join(",".join(map(str, row)) for row in rows), "gb18030")
    elif extension == ".xls":
        path.write_bytes(old_excel.book(rows))
    else:
        import polars as pl

        pl.DataFrame(rows[1:], schema=rows[0], orient="row").write_parquet(path)
    book = openpyxl.load_workbook(marked(path, tmp_path))
    assert "local code" in book.worksheets[1]["N2"].comment.text


def test_a_source_without_problems_gets_no_workbook(tmp_path):
    path = write(tmp_path / "a.xlsx", rows_of([person()]))
    got = run([path], tmp_path / "s")
    assert write_problem_workbooks({path.name: path}, got.problems, tmp_path / "problems") == []
