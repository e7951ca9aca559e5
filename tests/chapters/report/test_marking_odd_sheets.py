"""Sheets as odd programs write them: prefixes, no addresses, gaps, comments in the XML, other encodings, tiny reads."""

import pytest
from python_calamine import CalamineWorkbook

from chapters.report.workbooks import MAIN, NOTHING_LISTED, coloured, mark, members, pack, parts, quick_values
from tuopin.report.marking import LISTING_NAME, archive, mark_workbook

X = MAIN.replace("xmlns=", "xmlns:x=")
SHEETS = {
    "no addresses": f"<worksheet {MAIN}><sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    "<row/></sheetData></worksheet>",
    "prefix": f'<x:worksheet {X}><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1"><x:v>2</x:v></x:c>'
    '</x:row><x:row r="2"><x:c r="A2" s="1"><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    "gaps": f'<worksheet {MAIN}><dimension ref="A1:B2"/><sheetData><row r="1" spans="1:2"><c r="B1"><v>2</v></c></row>'
    '<row r="2" s="1" customFormat="1"/><row r="9"><c r="Z9"><v>9</v></c></row></sheetData></worksheet>',
    "no rows": f"<worksheet {MAIN}><sheetData/><pageMargins left='1' right='1' top='1' bottom='1' header='1' footer='1'/>"
    "</worksheet>",
    "empty rows": f'<worksheet {MAIN}><sheetData><row r="1"/><row r="2"></row><row r="3" ht="20"/></sheetData></worksheet>',
    "inline": f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&lt;row r="2"&gt;</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c></row></sheetData></worksheet>',
    "asides": f'<?xml version="1.0"?><!-- <sheetData> --><worksheet {MAIN}><!-- <row r="7"> --><sheetData><!--<row r="1">-->'
    '<row r="1"><!-- <c r="A1"/> --><c r="A1" t="inlineStr"><is><t><![CDATA[</row><row r="2"><c r="B1">]]></t></is></c>'
    '<?pi <c r="B1"> ?></row><!-- </sheetData> --><row r="3"><c r="B3"><v>3</v></c></row></sheetData></worksheet>',
    "quotes": f"<worksheet {MAIN} xmlns:q='urn:q'><sheetData><row q:note='a > b' r='1' ><c r = 'A1' q:note='>' s='1'><v>1</v>"
    "</c></row\n><row r='2'>\n<c r='A2'\ns='0'/>\n</row></sheetData></worksheet>",
    "like names": f'<worksheet {MAIN}><cols><col min="2" max="3" style="1" width="9"/></cols><sheetData><row r="1">'
    '<c r="A1"><f>1+1</f><v>2</v></c><extLst/></row></sheetData>'
    '<rowBreaks count="1" manualBreakCount="1"><brk id="1" max="16383" man="1"/></rowBreaks></worksheet>',
    "shared formula": f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">'
    'A1*2</f><v>2</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>4</v></c></row></sheetData>'
    "</worksheet>",
    "large style": f'<worksheet {MAIN}><sheetData><row r="2"><c r="A2" s="77"><v>1</v></c></row></sheetData></worksheet>',
}
PLACES = {
    (1, 1): "fatal",
    (1, 2): "blank",
    (2, 1): "suspicious",
    (3, 2): "contradiction",
    (5, 30): "blank",
    (12, 1): "fatal",
}
MARKS = [mark(row, column, level) for (row, column), level in PLACES.items()]


@pytest.mark.parametrize("chunk", [1 << 20, 5])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_values_stay_and_marks_stand(tmp_path, monkeypatch, sheet, encoding, chunk):
    monkeypatch.setattr(archive, "CHUNK", chunk)
    source = pack(tmp_path / "plain.xlsx", parts(sheet))
    mark_workbook(
        pack(tmp_path / "a.xlsx", parts(sheet.encode(encoding))), MARKS, tmp_path / "b.xlsx", listing=NOTHING_LISTED
    )

    assert quick_values(tmp_path / "b.xlsx", skip=[LISTING_NAME]) == quick_values(source)
    assert coloured(tmp_path / "b.xlsx") == PLACES


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_a_sheet_without_marks_keeps_its_bytes(tmp_path, sheet):
    mark_workbook(pack(tmp_path / "a.xlsx", parts(sheet)), [], tmp_path / "b.xlsx", listing=NOTHING_LISTED)

    assert members(tmp_path / "b.xlsx")["xl/worksheets/sheet1.xml"].decode() == sheet


def test_what_is_not_marked_in_a_row_keeps_its_bytes(tmp_path):
    mark_workbook(
        pack(tmp_path / "a.xlsx", parts(SHEETS["shared formula"])),
        [mark(1, 1)],
        tmp_path / "b.xlsx",
        listing=NOTHING_LISTED,
    )
    sheet = members(tmp_path / "b.xlsx")["xl/worksheets/sheet1.xml"].decode()

    assert SHEETS["shared formula"].split("</c>", 1)[1].split("</sheetData>")[0] in sheet


def test_new_cells_and_rows_widen_the_dimension_and_drop_wrong_spans(tmp_path):
    mark_workbook(pack(tmp_path / "a.xlsx", parts(SHEETS["gaps"])), MARKS, tmp_path / "b.xlsx", listing=NOTHING_LISTED)
    sheet = members(tmp_path / "b.xlsx")["xl/worksheets/sheet1.xml"].decode()

    assert ('<dimension ref="A1:AD12"/>' in sheet, "spans" in sheet) == (True, False)


def test_a_new_cell_takes_the_style_of_its_row(tmp_path):
    mark_workbook(
        pack(tmp_path / "a.xlsx", parts(SHEETS["gaps"])), [mark(2, 1)], tmp_path / "b.xlsx", listing=NOTHING_LISTED
    )
    styles = members(tmp_path / "b.xlsx")["xl/styles.xml"].decode()

    assert (
        '<xf numFmtId="10" fontId="0" fillId="2" borderId="0"\n applyNumberFormat="1" applyFill="1"><alignment'
        in styles
    )


@pytest.mark.parametrize(
    "styles",
    [
        f"<styleSheet {MAIN}/>",
        f"<styleSheet {MAIN}><fonts count='0'/><cellXfs/></styleSheet>",
        f"<styleSheet {MAIN}><dxfs count='1'><dxf><font><b/></font></dxf></dxfs></styleSheet>",
        f"<y:styleSheet {MAIN.replace('xmlns', 'xmlns:y')}><y:cellStyles count='0'/></y:styleSheet>",
    ],
    ids=["nothing", "hollow lists", "only dxfs", "prefix"],
)
def test_poor_styles_are_filled_up(tmp_path, styles):
    mark_workbook(
        pack(tmp_path / "a.xlsx", parts(SHEETS["gaps"], styles=styles)),
        MARKS,
        tmp_path / "b.xlsx",
        listing=NOTHING_LISTED,
    )

    assert coloured(tmp_path / "b.xlsx") == PLACES


def test_missing_styles_are_written(tmp_path):
    bare = parts(SHEETS["gaps"])
    del bare["xl/styles.xml"]
    mark_workbook(pack(tmp_path / "a.xlsx", bare), MARKS, tmp_path / "b.xlsx", listing=NOTHING_LISTED)

    assert coloured(tmp_path / "b.xlsx") == PLACES


def test_one_copy_of_a_style_serves_all_cells_of_a_level(tmp_path):
    sheet = f"<worksheet {MAIN}><sheetData/></worksheet>"
    marks = [mark(row, 1, "fatal") for row in range(1, 500)]
    mark_workbook(pack(tmp_path / "a.xlsx", parts(sheet)), marks, tmp_path / "b.xlsx", listing=NOTHING_LISTED)
    before, after = (members(tmp_path / name)["xl/styles.xml"] for name in ("a.xlsx", "b.xlsx"))

    assert after.count(b"F4978A") == 1  # the legend has the same fill
    assert after.count(b"<xf ") - before.count(b"<xf ") < 15


def test_backslashes_and_other_case_in_member_names_are_understood(tmp_path):
    renamed = {name.replace("xl/", "XL/"): content for name, content in parts(SHEETS["gaps"]).items()}
    mark_workbook(pack(tmp_path / "a.xlsx", renamed), MARKS, tmp_path / "b.xlsx", listing=NOTHING_LISTED)

    assert CalamineWorkbook.from_path(tmp_path / "b.xlsx").sheet_names == [LISTING_NAME, "户"]


def test_a_cell_is_added_after_a_cell_with_extensions_and_before_the_row_s(tmp_path):
    cell = '<c r="A1"><v>1</v><extLst><ext uri="u"/></extLst></c>'
    sheet = f'<worksheet {MAIN}><sheetData><row r="1">{cell}<extLst/></row></sheetData></worksheet>'
    mark_workbook(pack(tmp_path / "a.xlsx", parts(sheet)), [mark(1, 2)], tmp_path / "b.xlsx", listing=NOTHING_LISTED)

    assert (
        f'{cell}<c r="B1" s="2"/><extLst/></row>' in members(tmp_path / "b.xlsx")["xl/worksheets/sheet1.xml"].decode()
    )


def test_a_strict_workbook_stays_strict(tmp_path):
    strict = {
        name: content.replace(
            "schemas.openxmlformats.org/spreadsheetml/2006", "purl.oclc.org/ooxml/spreadsheetml"
        ).replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")
        for name, content in parts(SHEETS["gaps"]).items()
    }
    mark_workbook(pack(tmp_path / "a.xlsx", strict), MARKS, tmp_path / "b.xlsx", listing=NOTHING_LISTED)
    content = b"".join(content for name, content in members(tmp_path / "b.xlsx").items() if "vml" not in name)

    assert (b"schemas.openxmlformats.org/spreadsheetml" in content, content.count(b"<legacyDrawing ")) == (False, 1)
    assert b"schemas.openxmlformats.org/officeDocument/2006/relationships" not in content
