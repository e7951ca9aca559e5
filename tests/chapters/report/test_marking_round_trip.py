"""A marked workbook is the original one: every value, rule, name and other sheet as it was, and marks where asked."""

import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from chapters.report.workbooks import NOTHING_LISTED, coloured, comments, mark, members, quick_values, values
from tuopin.report.marking import LISTING_NAME, mark_workbook

MARKS = [
    mark(3, 2, "fatal", "姓名\nname"),
    mark(5, 4, "contradiction", "年龄\nage"),
    mark(6, 9, "blank", "空\nblank"),
    mark(40, None, "suspicious", "整行\nwhole row"),
    mark(5, 6, "suspicious", "公式\nformula"),
]
EXPECTED = {(3, 2): "fatal", (5, 4): "contradiction", (6, 9): "blank", (40, 1): "suspicious", (5, 6): "suspicious"}


def by_xlsxwriter(path):
    book = xlsxwriter.Workbook(str(path))
    sheet, other = book.add_worksheet("户"), book.add_worksheet("说明 (二)")
    head = book.add_format({"bold": True, "font_color": "white", "bg_color": "#1F4E79"})
    money = book.add_format({"num_format": "0.00", "border": 1, "align": "right"})
    sheet.merge_range("A1:F1", "（虚构）登记表", head)
    for column, text in enumerate(["户编号", "姓名", "关系", "年龄", "收入", "合计"]):
        sheet.write(1, column, text, head)
    for row in range(2, 20):
        sheet.write_string(row, 0, f"00{row:08}")
        sheet.write_string(row, 1, f"虚构 & <{row}>")
        sheet.write_boolean(row, 2, row % 2 == 0)
        sheet.write_datetime(row, 3, date(1970, 1, row), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_number(row, 4, row * 1.25, money)
        sheet.write_formula(row, 5, f"=E{row + 1}*2", money, row * 2.5)
    sheet.set_column("I:I", 20, book.add_format({"num_format": "@", "italic": True}))
    sheet.conditional_format("D3:D20", {"type": "cell", "criteria": ">", "value": 3, "format": head})
    sheet.data_validation("C3:C20", {"validate": "list", "source": ["TRUE", "FALSE"]})
    sheet.autofilter("A2:F20")
    sheet.freeze_panes(2, 1)
    sheet.write_comment("B4", "原有批注\nold note")
    other.add_table("A1:B3", {"data": [["甲", 1], ["乙", 2]]})
    other.write_url("D1", "internal:'户'!A1", string="去")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='户'!$E$3:$E$9"})
    other.insert_chart("F2", chart)
    other.activate()
    book.define_name("全县", "='户'!$A$2:$F$20")
    book.define_name("'说明 (二)'!本表", "='说明 (二)'!$A$1")
    book.close()


def by_openpyxl(path):
    book = openpyxl.Workbook()
    sheet, other = book.active, book.create_sheet("说明 (二)")
    sheet.title = "户"
    sheet.append(["（虚构）登记表"])
    sheet.append(["户编号", "姓名", "关系", "年龄", "收入", "合计"])
    for row in range(3, 21):
        sheet.append([f"00{row:08}", f" 虚构{row} ", None, row, row * 1.25, f"=E{row}*2"])
    sheet.merge_cells("A1:F1")
    sheet["B4"].comment = Comment("原有批注", "某人")
    sheet.conditional_formatting.add("D3:D20", CellIsRule("greaterThan", ["3"], fill=PatternFill(bgColor="FF0000")))
    rule = DataValidation("list", formula1='"a,b"')
    rule.add("C3:C20")
    sheet.add_data_validation(rule)
    sheet.auto_filter.ref = "A2:F20"
    other.append(["甲", "乙"])
    other.append(["1", "2"])
    other.add_table(Table(displayName="表1", ref="A1:B2"))
    book.defined_names["全县"] = DefinedName("全县", attr_text="'户'!$A$2:$F$20")
    other.defined_names["本表"] = DefinedName("本表", attr_text="'说明 (二)'!$A$1")
    sheet.print_title_rows = "2:2"
    book.active = 1
    book.save(path)


@pytest.fixture(params=[by_xlsxwriter, by_openpyxl])
def marked(request, tmp_path):
    source, out = tmp_path / "source.xlsx", tmp_path / "out.xlsx"
    request.param(source)
    mark_workbook(source, MARKS, out, listing=NOTHING_LISTED)
    return source, out


def test_every_value_and_formula_is_as_it_was(marked):
    source, out = marked

    assert values(out, skip=[LISTING_NAME]) == values(source)


def test_another_reader_finds_the_same_values(marked):
    source, out = marked

    assert quick_values(out, skip=[LISTING_NAME]) == quick_values(source)


def test_marks_are_exactly_where_asked(marked):
    assert coloured(marked[1]) == EXPECTED


def test_comments_are_readable_and_the_old_one_stays(marked):
    found = comments(marked[1])

    assert set(found) == {*EXPECTED, (4, 2)}
    assert (found[6, 9], found[4, 2].startswith("原有批注")) == ("【空缺 blank】空\nblank", True)


@pytest.mark.parametrize("look", ["number_format", "border", "alignment", "protection"])
def test_a_marked_cell_keeps_its_other_looks(marked, look):
    before, after = (openpyxl.load_workbook(path)["户"] for path in marked)
    present = [place for place in EXPECTED if place != (6, 9)]

    assert [repr(getattr(after.cell(*at), look)) for at in present] == [
        repr(getattr(before.cell(*at), look)) for at in present
    ]


def test_a_cell_that_was_not_there_takes_the_look_of_its_column(tmp_path):
    by_xlsxwriter(tmp_path / "a.xlsx")
    mark_workbook(tmp_path / "a.xlsx", MARKS, tmp_path / "b.xlsx", listing=NOTHING_LISTED)
    cell = openpyxl.load_workbook(tmp_path / "b.xlsx")["户"]["I6"]

    assert (cell.number_format, cell.font.italic) == ("@", True)


def test_a_white_heading_is_made_readable(tmp_path):
    by_xlsxwriter(tmp_path / "a.xlsx")
    mark_workbook(tmp_path / "a.xlsx", [mark(2, 3)], tmp_path / "b.xlsx", listing=NOTHING_LISTED)
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["户"]

    assert [(cell.font.color.rgb, cell.font.bold) for cell in (sheet["B2"], sheet["C2"])] == [
        ("FFFFFFFF", True),
        ("FF1F2933", True),
    ]


@pytest.mark.parametrize(
    "read",
    [
        lambda sheet: sorted(map(str, sheet.merged_cells.ranges)),
        lambda sheet: [(str(rule.sqref), rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation],
        lambda sheet: [(str(area.sqref), [rule.type for rule in area.rules]) for area in sheet.conditional_formatting],
        lambda sheet: sheet.auto_filter.ref,
        lambda sheet: sheet.freeze_panes,
        lambda sheet: sheet.tables.items(),
        lambda sheet: {name: defined.attr_text for name, defined in sheet.defined_names.items()},
        lambda sheet: sheet.print_title_rows,
        lambda sheet: {key: (size.width, size.hidden) for key, size in sheet.column_dimensions.items()},
    ],
    ids=["merged", "validations", "conditional", "filter", "frozen", "tables", "names", "print titles", "widths"],
)
@pytest.mark.parametrize("name", ["户", "说明 (二)"])
def test_the_rules_of_every_sheet_are_as_they_were(marked, name, read):
    before, after = (openpyxl.load_workbook(path)[name] for path in marked)

    assert read(after) == read(before)


def test_names_of_the_whole_workbook_stay(marked):
    before, after = (openpyxl.load_workbook(path).defined_names for path in marked)

    assert {k: v.attr_text for k, v in after.items()} == {k: v.attr_text for k, v in before.items()}


def test_members_that_need_no_change_keep_their_bytes(marked):
    before, after = map(members, marked)
    changed = {name for name in before if after[name] != before[name]}

    assert {name for name in changed if not name.endswith(".rels")} <= {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",  # was the selected one
        "xl/comments1.xml",
        "xl/comments/comment1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/drawings/commentsDrawing1.vml",
        "xl/drawings/legacyDrawing1.vml",
    }


def test_members_keep_their_order_and_new_ones_follow(marked):
    before, after = (list(members(path)) for path in marked)

    assert after[: len(before)] == before


def test_the_file_opens_on_the_listing_and_on_nothing_else(marked):
    book = openpyxl.load_workbook(marked[1])

    assert (book.sheetnames[0], book.active.title) == (LISTING_NAME, LISTING_NAME)
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == [LISTING_NAME]


def test_same_input_gives_same_bytes(marked, tmp_path):
    source, out = marked
    mark_workbook(source, MARKS, tmp_path / "again.xlsx", listing=NOTHING_LISTED)

    assert (tmp_path / "again.xlsx").read_bytes() == out.read_bytes()


def test_the_order_of_marks_does_not_matter(marked, tmp_path):
    source, out = marked
    mark_workbook(source, MARKS[::-1], tmp_path / "again.xlsx", listing=NOTHING_LISTED)

    assert coloured(tmp_path / "again.xlsx") == coloured(out)


def test_a_workbook_may_be_marked_over_itself_and_again(marked):
    source, out = marked
    count = mark_workbook(out, [mark(7, 1)], out, listing=NOTHING_LISTED)

    assert count.listing_sheet == f"{LISTING_NAME}2"
    assert coloured(out) == {**EXPECTED, (7, 1): "fatal"}
    assert values(out, skip=[LISTING_NAME, f"{LISTING_NAME}2"]) == values(source)


def test_without_marks_only_the_listing_is_added(marked, tmp_path):
    source, _ = marked
    count = mark_workbook(source, [], tmp_path / "none.xlsx", listing=NOTHING_LISTED)

    assert (count.cells, coloured(tmp_path / "none.xlsx")) == (0, {})
    assert values(tmp_path / "none.xlsx", skip=[LISTING_NAME]) == values(source)


def test_the_archive_is_sound(marked):
    with zipfile.ZipFile(marked[1]) as archive:
        assert archive.testzip() is None


def test_nothing_but_the_result_is_left_behind(marked, tmp_path):
    assert set(tmp_path.iterdir()) == set(marked)
