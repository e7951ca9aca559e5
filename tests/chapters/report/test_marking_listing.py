"""The added sheet: named, first, linked to every cell, filterable, printable, and safe with any text."""

import openpyxl
import pytest

from chapters.report.workbooks import LEVEL_OF, MAIN, mark, members, opened, pack, parts
from tuopin.report.marking import At, Listing, listing, mark_workbook

SHEET = f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
TITLE = ["问题清单（虚构数据） List of problems (synthetic)", "2016 年 · 某村"]
COLUMNS = ["序号 No.", "级别 Level", "位置 Place", "问题 Problem"]
ROWS = [
    (1, "致命 fatal", At("户", 5, 3), "证件号码校验码不对\nThe ID number fails its checksum"),
    (2, "空缺 blank", At("户", 9), None),
    (10**17, "=1+1", At("没有这张表", 1, 1), "_x0041_ <&> \x01"),
]
HEADER = 5  # two title lines, how to use it, legend


def listed(tmp_path, rows=ROWS, marks=(), **more):
    source = pack(tmp_path / "a.xlsx", parts(SHEET, **more))
    count = mark_workbook(source, marks, tmp_path / "b.xlsx", listing=Listing(TITLE, COLUMNS, rows))
    return opened(tmp_path / "b.xlsx"), count


def test_title_headings_and_rows_stand_in_order(tmp_path):
    book, count = listed(tmp_path, rows=iter(ROWS))
    rows = [[cell.value for cell in row] for row in book["问题清单"].iter_rows(min_row=HEADER, max_col=4)]

    assert [book["问题清单"][f"A{row}"].value for row in (1, 2)] == TITLE
    assert rows == [
        COLUMNS,
        [1, "致命 fatal", "户 C5", "证件号码校验码不对\nThe ID number fails its checksum"],
        [2, "空缺 blank", "户 第9行", None],
        [str(10**17), "=1+1", "没有这张表 A1", "_x005F_x0041_ <&> \ufffd"],
    ]
    assert (count.listing_rows, count.listing_rows_left_out) == (3, 0)


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path):
    assert listed(tmp_path)[0]["问题清单"][f"B{HEADER + 3}"].data_type == "s"


def test_every_place_in_the_workbook_is_a_link_and_no_other(tmp_path):
    sheet = listed(tmp_path)[0]["问题清单"]

    assert {cell.coordinate: cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink} == {
        "C6": "'户'!C5",
        "C7": "'户'!A9",
    }


def test_an_apostrophe_in_a_sheet_name_is_doubled_in_the_link(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "it's"
    book.save(tmp_path / "a.xlsx")
    told = Listing(TITLE, COLUMNS, [(1, "", At("it's", 2, 2), "")])
    mark_workbook(tmp_path / "a.xlsx", [], tmp_path / "b.xlsx", listing=told)

    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["问题清单"]["C6"].hyperlink.location == "'it''s'!B2"


def test_a_place_has_the_colour_of_its_cell_and_a_level_its_own(tmp_path):
    sheet = listed(tmp_path, marks=[mark(5, 3, "contradiction"), mark(9, None, "blank")])[0]["问题清单"]
    fills = {
        cell.coordinate: LEVEL_OF.get(cell.fill.fgColor.rgb)
        for row in sheet[f"B{HEADER + 1}:C{HEADER + 2}"]
        for cell in row
    }

    assert fills == {"B6": "fatal", "C6": "contradiction", "B7": "blank", "C7": "blank"}


def test_it_is_filterable_frozen_and_prints_landscape_one_page_wide(tmp_path):
    book, _ = listed(tmp_path)
    sheet = book["问题清单"]
    page = (
        sheet.page_setup.orientation,
        sheet.page_setup.paperSize,
        sheet.page_setup.fitToWidth,
        sheet.page_setup.fitToHeight,
    )

    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == ("A5:D8", "A6", "$5:$5")
    assert (page, sheet.sheet_properties.pageSetUpPr.fitToPage) == (("landscape", 9, 1, 0), True)


def test_the_heading_is_bold_and_filled_and_texts_wrap(tmp_path):
    sheet = listed(tmp_path)[0]["问题清单"]

    assert (sheet["A5"].font.bold, sheet["A5"].fill.fgColor.rgb, sheet["D6"].alignment.wrap_text) == (
        True,
        "FF1F4E79",
        True,
    )


@pytest.mark.parametrize("column", "ABCD")
def test_columns_are_as_wide_as_their_texts_ask(tmp_path, column):
    assert 6 <= listed(tmp_path)[0]["问题清单"].column_dimensions[column].width <= 60


def test_local_names_move_on_by_one_sheet(tmp_path):
    names = '<definedNames><definedName name="甲" localSheetId="0">户!$A$1</definedName><definedName name="乙">户!$A$2</definedName></definedNames>'
    shown = '<bookViews><workbookView firstSheet="0" activeTab="0"/></bookViews>'
    book = (
        parts(SHEET)["xl/workbook.xml"]
        .replace("<sheets>", f"{shown}<sheets>")
        .replace("</sheets>", f"</sheets>{names}")
    )
    text = (listed(tmp_path, book=book), members(tmp_path / "b.xlsx"))[1]["xl/workbook.xml"].decode()

    assert (
        '<definedName name="甲" localSheetId="1">户!$A$1</definedName><definedName name="乙">户!$A$2</definedName>'
        in text
    )
    assert '<definedName name="_xlnm.Print_Titles" localSheetId="0">\'问题清单\'!$5:$5</definedName>' in text


def test_a_taken_name_gets_a_number(tmp_path):
    book = parts(SHEET)["xl/workbook.xml"].replace("户", "问题清单")
    source = pack(tmp_path / "a.xlsx", parts(SHEET, book=book))

    assert (
        mark_workbook(source, [], tmp_path / "b.xlsx", listing=Listing(TITLE, COLUMNS, [])).listing_sheet == "问题清单2"
    )


def test_a_full_sheet_says_how_many_more_there_are(tmp_path, monkeypatch):
    monkeypatch.setattr(listing, "LAST_ROW", 9)
    monkeypatch.setattr(listing, "LINK_LIMIT", 2)
    book, count = listed(tmp_path, rows=[(n, "", At("户", n, 1), "") for n in range(1, 11)])
    sheet = book["问题清单"]

    assert (count.listing_rows, count.listing_rows_left_out) == (3, 7)
    assert sheet["A9"].value.startswith("……另有 7 条未列出")
    assert len([cell for row in sheet for cell in row if cell.hyperlink]) == 2


def test_given_widths_are_taken(tmp_path):
    told = Listing(TITLE, COLUMNS, ROWS, widths=[5, 6, 7, 80])
    mark_workbook(pack(tmp_path / "a.xlsx", parts(SHEET)), [], tmp_path / "b.xlsx", listing=told)

    assert opened(tmp_path / "b.xlsx")["问题清单"].column_dimensions["D"].width == 80


def test_one_column_and_no_title_will_do(tmp_path):
    mark_workbook(
        pack(tmp_path / "a.xlsx", parts(SHEET)), [], tmp_path / "b.xlsx", listing=Listing([], ["问题"], [("甲",)])
    )

    assert opened(tmp_path / "b.xlsx")["问题清单"]["A4"].value == "甲"
