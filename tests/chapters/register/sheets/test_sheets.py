"""Cells are written as the national exports show them; the file opens; nothing is lost on the way."""

from datetime import date

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tuopin.common.money import hundredths
from tuopin.register.layouts import LAYOUTS
from tuopin.register.schema import TABLES
from tuopin.register.schema.parquet import conform
from tuopin.register.sheets import Page, cells, write_layout, write_pages
from tuopin.register.sheets.cells import text_of
from tuopin.register.sheets.page import letters

HOME = {"household_code": "0000000001", "village_code": "520381002200"}
NAMES = {"520381": "赤水市", "520381002": "文华街道办事处", "520381002200": "望城村委会"}
TABLES_MADE = {
    "household": pl.DataFrame([HOME | {"status": "exited", "risks": "illness|labour", "identified_on": date(2013, 12, 1), "monitored_on": date(2021, 3, 1)}]),
    "person": pl.DataFrame([HOME | {"person_code": "000000000101", "name": "张<三>&", "relation": "head", "birth_on": date(1970, 2, 28)}]),
    "household_year": pl.DataFrame([HOME | {"year": 2016, "members": 1, "net_income_per_head": 295_250, "safe_water": True, "dangerous_house": None}]),
    "person_year": pl.DataFrame([HOME | {"person_code": "000000000101", "year": 2016, "health": "chronic|disabled"}]),
}


def shown(layout):
    return cells(whole(), LAYOUTS[layout], names=NAMES).to_dicts()[0]


def whole():
    return {name: conform(frame, TABLES[name]) for name, frame in TABLES_MADE.items()}


@pytest.mark.parametrize(
    ("layout", "label", "expected"),
    [
        ("person", "行政县", "赤水市"),
        ("person", "行政村", "望城村委会"),
        ("person", "户编号", "0000000001"),
        ("person", "脱贫属性", "已脱贫"),
        ("person", "人均纯收入", "2952.5"),
        ("person", "饮水安全", "是"),
        ("person", "危房户", None),
        ("person", "首次识别时间", "201312"),
        ("person", "健康状况", "长期慢性病、残疾"),
        ("exited", "序号", "1"),
        ("monitored", "致贫/返贫风险1", "因病"),
        ("monitored", "致贫/返贫风险2", "缺劳力"),
        ("monitored", "致贫/返贫风险3", None),
        ("monitored", "出生日期", "1970-02-28"),
    ],
)
def test_a_cell_is_written_as_the_exports_show_it(layout, label, expected):
    assert shown(layout)[label] == expected


@given(st.integers(-(10**13), 10**13))
def test_amounts_are_exact(fen):
    text = pl.DataFrame({"x": [fen]}).select(text_of(TABLES["household_year"]["net_income"], pl.col("x"))).item()

    assert hundredths(text) == fen


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_excel_does(column, name):
    assert letters(column) == name


def test_what_xml_would_mistake_is_kept(tmp_path):
    write_layout(whole(), LAYOUTS["person"], tmp_path / "one.xlsx", title="2016年<&>", names=NAMES)
    sheet = CalamineWorkbook.from_path(tmp_path / "one.xlsx").get_sheet_by_index(0).to_python()

    assert (sheet[0][0], sheet[3][6]) == ("2016年<&>", "张<三>&")


def test_the_header_stands_in_the_third_row_and_every_cell_is_text(tmp_path):
    write_layout(whole(), LAYOUTS["person"], tmp_path / "one.xlsx", title="2016年", names=NAMES)
    sheet = openpyxl.load_workbook(tmp_path / "one.xlsx").worksheets[0]

    assert ([cell.value for cell in sheet[3]], {cell.number_format for cell in sheet[4]}) == ([column.label for column in LAYOUTS["person"].columns], {"@"})


def test_numbers_dates_merges_and_hidden_sheets_are_written(tmp_path):
    values = [["甲", 12345678901.0], [None, date(2016, 3, 1)]]
    first = Page.of_values("一", titles=["题"], labels=["名", "数"], values=values, merges=[(0, 0, 1, 0)])
    write_pages(tmp_path / "one.xlsx", [first, Page.of_values("二", titles=(), labels=["x"], values=[], hidden=True)])
    first, second = openpyxl.load_workbook(tmp_path / "one.xlsx").worksheets
    merged = {str(each) for each in first.merged_cells.ranges}

    assert (first["B3"].value, first["B4"].value.date(), "A3:A4" in merged, second.sheet_state) == (12345678901, date(2016, 3, 1), True, "hidden")


def test_a_synthetic_file_says_so(tmp_path):
    write_pages(tmp_path / "one.xlsx", [Page.of_values("一", titles=["题"], labels=["名"], values=[])], synthetic=True)

    assert "合成数据" in openpyxl.load_workbook(tmp_path / "one.xlsx").properties.description
