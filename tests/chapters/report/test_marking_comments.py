"""Comments: one a cell, the worst level's colour, old ones kept, boxes that fit, in the right place of the sheet's XML."""

import re

import pytest

from chapters.report.workbooks import (
    MAIN,
    NOTHING_LISTED,
    REL,
    RELATION,
    RELATIONS,
    coloured,
    comments,
    mark,
    members,
    opened,
    pack,
    parts,
)
from tuopin.report.marking import mark_workbook
from tuopin.report.marking.grid import box_size

SHEET = "xl/worksheets/sheet1.xml"
ROWS = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="3"/>'
    '</o:shapelayout><v:shape id="_x0000_s3073" type="#_x0000_t202"><br>not closed<x:ClientData ObjectType="Note">'
    "<x:Anchor>1, 2, 0, 2, 2, 3, 1, 3</x:Anchor><x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>"
)
OLD = (
    f"<x:comments {MAIN.replace('xmlns', 'xmlns:x')}><x:authors><x:author>某人</x:author></x:authors><x:commentList>"
    '<x:comment ref="A1" authorId="0"><x:text><x:t>旧批注</x:t><x:phoneticPr fontId="1"/></x:text></x:comment>'
    '<x:comment ref="D4" authorId="0"><x:text><x:r><x:t>另一条</x:t></x:r></x:text></x:comment></x:commentList></x:comments>'
)


def marked(tmp_path, sheet, marks, more=None, **options):
    """The members of the marked workbook; the file itself is b.xlsx."""
    content = parts(f"<worksheet {MAIN} {REL}>{sheet}</worksheet>") | (more or {})
    count = mark_workbook(
        pack(tmp_path / "a.xlsx", content), marks, tmp_path / "b.xlsx", listing=NOTHING_LISTED, **options
    )
    return members(tmp_path / "b.xlsx"), count


def with_old_comments(vml=VML):
    relations = RELATION.format("rId5", "comments", "../comments7.xml") + RELATION.format(
        "rId9", "vmlDrawing", "/xl/old.vml"
    )
    types = parts("")["[Content_Types].xml"].replace(
        "</Types>",
        '<Default Extension="VML" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        '<Override PartName="/xl/comments7.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/></Types>',
    )
    return {
        "[Content_Types].xml": types,
        "xl/worksheets/_rels/sheet1.xml.rels": RELATIONS.format(relations),
        "xl/comments7.xml": OLD,
        "xl/old.vml": vml,
    }


OLD_TAIL = '<legacyDrawing r:id="rId9"/>'


def test_several_marks_on_a_cell_make_one_comment_worst_first(tmp_path):
    marks = [
        mark(1, 1, "blank", "空"),
        mark(1, 1, "fatal", "错"),
        mark(1, 1, "suspicious", "疑"),
        mark(1, 1, "blank", "空"),
    ]
    _, count = marked(tmp_path, ROWS, marks)

    assert comments(tmp_path / "b.xlsx") == {(1, 1): "【致命 fatal】错\n【空缺 blank】空\n【存疑 suspicious】疑"}
    assert (coloured(tmp_path / "b.xlsx"), count.marks, count.cells, count.comments) == ({(1, 1): "fatal"}, 4, 1, 1)


def test_old_comments_stay_and_are_added_to(tmp_path):
    marked(tmp_path, ROWS + OLD_TAIL, [mark(1, 1, text="错"), mark(2, 2, text="新")], with_old_comments())

    assert comments(tmp_path / "b.xlsx") == {
        (1, 1): "旧批注\n【致命 fatal】错",
        (2, 2): "【致命 fatal】新",
        (4, 4): "另一条",
    }


def test_the_added_text_stands_before_the_phonetic_part(tmp_path):
    after, _ = marked(tmp_path, ROWS + OLD_TAIL, [mark(1, 1)], with_old_comments())

    assert re.search("旧批注</x:t><x:r>.*</x:r><x:phoneticPr", after["xl/comments7.xml"].decode(), re.DOTALL)


def test_an_old_drawing_is_added_to_with_ids_of_its_own(tmp_path):
    after, _ = marked(tmp_path, ROWS + OLD_TAIL, [mark(1, 1), mark(2, 2)], with_old_comments())
    vml = after["xl/old.vml"].decode()

    assert re.findall(r'data="([^"]*)"|_s(\d+)"', vml) == [("3,4", ""), ("", "3073"), ("", "4097")]
    assert ("<br>not closed" in vml, vml.count("_x0000_t202") > 0, after[SHEET].count(b"legacyDrawing")) == (
        True,
        True,
        1,
    )


def test_the_box_of_an_old_comment_grows_with_its_text(tmp_path):
    after, _ = marked(tmp_path, ROWS + OLD_TAIL, [mark(1, 1, text="长" * 200)], with_old_comments())

    assert "<x:Anchor>1, 2, 0, 2, 2, 3, 1, 3</x:Anchor>" not in after["xl/old.vml"].decode()


def test_a_drawing_with_other_prefixes_gets_boxes_that_declare_theirs(tmp_path):
    vml = '<xml xmlns:vv="urn:schemas-microsoft-com:vml"></xml>'
    after, _ = marked(tmp_path, ROWS + OLD_TAIL, [mark(2, 2)], with_old_comments(vml))

    assert b'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"' in after["xl/old.vml"]


def test_old_comments_without_a_drawing_get_boxes_too(tmp_path):
    after, _ = marked(tmp_path, ROWS, [mark(2, 2)], with_old_comments())

    assert after["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<drawing r:id="rId3"/>', '<legacyDrawingHF r:id="rId4"/>'),
        ('<pageSetup orientation="landscape"/>', "<picture/>"),
        ("<ignoredErrors/>", '<tableParts count="0"/>'),
        ("<phoneticPr fontId='1'/>", "<extLst/>"),
        (
            "",
            (
                '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
                '<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent>'
            ),
        ),
        ("<colBreaks/>", ""),
    ],
    ids=["drawing", "picture", "tables", "extensions", "controls", "end"],
)
def test_the_drawing_of_boxes_is_named_in_its_place(tmp_path, before, after):
    content, _ = marked(tmp_path, ROWS + before + after, [mark(1, 1)])
    found = re.search(r"<legacyDrawing [^>]*/>", content[SHEET].decode())

    assert f"{before}{found[0]}{after}</worksheet>" in content[SHEET].decode()


def test_beyond_the_cap_the_worst_are_commented_and_all_coloured(tmp_path):
    marks = [mark(row, 1, "suspicious") for row in range(1, 31)] + [mark(40, 1, "fatal")]
    _, count = marked(tmp_path, ROWS, marks, comment_limit=5)

    assert set(comments(tmp_path / "b.xlsx")) == {(1, 1), (2, 1), (3, 1), (4, 1), (40, 1)}
    assert (len(coloured(tmp_path / "b.xlsx")), count.comments, count.comments_left_out) == (31, 5, 26)
    assert "有 26 个单元格只涂了颜色" in opened(tmp_path / "b.xlsx")["问题清单"]["A2"].value


def test_a_mark_under_a_merged_cell_shows_on_it(tmp_path):
    merged = '<mergeCells count="1"><mergeCell ref="A1:B3"/></mergeCells>'
    marked(tmp_path, ROWS + merged, [mark(3, 2, "blank", "空"), mark(1, 1, "suspicious", "疑"), mark(3, 3)])

    assert coloured(tmp_path / "b.xlsx") == {(1, 1): "blank", (3, 3): "fatal"}
    assert comments(tmp_path / "b.xlsx")[1, 1] == "【存疑 suspicious】疑\n【空缺 blank】空"


def test_each_sheet_has_comments_and_box_ids_of_its_own(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "户"
    book.create_sheet("人")
    book.save(tmp_path / "a.xlsx")
    marks = [mark(row, 1, sheet=sheet) for sheet in ("户", "人") for row in range(1, 1200)]
    mark_workbook(tmp_path / "a.xlsx", marks, tmp_path / "b.xlsx", listing=NOTHING_LISTED)
    drawings = [text for name, text in members(tmp_path / "b.xlsx").items() if name.endswith(".vml")]
    ids = [set(re.findall(rb"_x0000_s(\d+)", text)) for text in drawings]

    assert ([len(found) for found in ids], ids[0] & ids[1]) == ([1199, 1199], set())
    assert len(comments(tmp_path / "b.xlsx", "人")) == 1199


def test_texts_that_look_like_markup_or_escapes_are_read_back(tmp_path):
    text = "</t> & <b> \"'_x0041_ ]]> \x0b\ud800 🏠"
    marked(tmp_path, ROWS, [mark(1, 1, text=text)])

    assert comments(tmp_path / "b.xlsx")[1, 1].endswith("</t> & <b> \"'_x005F_x0041_ ]]> \ufffd\ufffd 🏠")


@pytest.mark.parametrize(
    "text", ["短", "证件号码校验码不对\nThe ID number fails its checksum", "长" * 150, "长" * 5000]
)
def test_a_box_grows_with_its_text_to_a_limit(text):
    wide, tall = box_size(text)

    assert (wide in {230, 420}, 30 < tall <= 440) == (True, True)


@pytest.mark.parametrize(("row", "column"), [(1, 1), (1_048_576, 16_384), (1_048_576, None)])
def test_the_corners_of_the_grid_can_be_marked(tmp_path, row, column):
    marked(tmp_path, ROWS, [mark(row, column)])
    sheet = members(tmp_path / "b.xlsx")[SHEET].decode()

    assert f'r="{row}"' in sheet
