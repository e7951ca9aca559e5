"""What is no sound workbook is refused in one clear sentence, and nothing is left behind."""

import struct

import pytest

from chapters.report.workbooks import BOOK, MAIN, NOTHING_LISTED, TYPES, mark, pack, parts
from tuopin.report.marking import CannotMark, Mark, mark_workbook

GOOD = f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
DTD = '<!DOCTYPE worksheet [<!ENTITY a "b">]>'


def without(name):
    return {key: value for key, value in parts(GOOD).items() if key != name}


ARCHIVES = {
    "document type in the sheet": parts(DTD + GOOD),
    "document type in the styles": parts(GOOD, styles=DTD.replace("worksheet", "styleSheet") + f"<styleSheet {MAIN}/>"),
    "document type in the workbook": parts(GOOD, book=DTD.replace("worksheet", "workbook") + "<workbook/>"),
    "unknown entity": parts(GOOD.replace("<v>1", "<v>&a;")),
    "not well-formed": parts(GOOD.replace("</row>", "")),
    "cut off": parts(GOOD[:-20]),
    "nothing in the sheet": parts(""),
    "no sheetData": parts(f"<worksheet {MAIN}/>"),
    "sheetData of another thing": parts(GOOD.replace("worksheet", "chartsheet")),
    "rows out of order": parts(GOOD.replace("</row>", '</row><row r="1"/>')),
    "cells out of order": parts(GOOD.replace("<c ", '<c r="B1"/><c ')),
    "unknown encoding": parts('<?xml version="1.0" encoding="ebcdic"?>' + GOOD),
    "wrong encoding": parts(
        b'<?xml version="1.0" encoding="gbk"?>' + GOOD.replace("<v>1", "<v>\xff").encode("latin-1")
    ),
    "no workbook": without("xl/workbook.xml"),
    "no sheet": without("xl/worksheets/sheet1.xml"),
    "no content types": without("[Content_Types].xml"),
    "two names that differ in case": parts(GOOD) | {"XL/styles.xml": "<a/>"},
    "something else zipped": {"word/document.xml": "<a/>"},
    "relationships gone": without("xl/_rels/workbook.xml.rels"),
    "types broken": parts(GOOD, types=TYPES[:-5]),
    "a sheet number that is none": parts(GOOD, book=BOOK.replace('sheetId="1"', 'sheetId="1.5"')),
}


@pytest.mark.parametrize("content", ARCHIVES.values(), ids=ARCHIVES)
def test_an_unsound_workbook_is_refused(tmp_path, content):
    source = pack(tmp_path / "a.xlsx", content)
    with pytest.raises(CannotMark, match="not a sound xlsx workbook"):
        mark_workbook(source, [mark(1, 1), mark(1, 2)], tmp_path / "b.xlsx", listing=NOTHING_LISTED)

    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def broken(tmp_path, change):
    data = bytearray(pack(tmp_path / "a.xlsx", parts(GOOD)).read_bytes())
    (tmp_path / "a.xlsx").write_bytes(change(data))
    return tmp_path / "a.xlsx"


def encrypted(data):
    place = data.find(b"PK\1\2")
    data[place + 8] |= 1
    return data


def bad_checksum(data):
    place = data.rfind(b"PK\1\2")
    data[place + 16 : place + 20] = struct.pack("<L", 1)
    return data


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"",
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        lambda data: data[: len(data) // 2],
        lambda data: data[:40] + bytes(200) + data[240:],
        encrypted,
        bad_checksum,
    ],
    ids=["empty", "old format or password", "truncated", "overwritten", "encrypted", "checksum"],
)
def test_a_damaged_file_is_refused(tmp_path, change):
    with pytest.raises(CannotMark):
        mark_workbook(broken(tmp_path, change), [mark(1, 1)], tmp_path / "b.xlsx", listing=NOTHING_LISTED)

    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_the_refusal_is_said_in_both_languages(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"")
    with pytest.raises(CannotMark) as refused:
        mark_workbook(tmp_path / "a.xlsx", [], tmp_path / "b.xlsx", listing=NOTHING_LISTED)

    assert "不是完好的 xlsx 工作簿" in refused.value.because.zh


def test_a_mark_on_a_sheet_that_is_not_there_is_a_mistake(tmp_path):
    source = pack(tmp_path / "a.xlsx", parts(GOOD))
    with pytest.raises(ValueError, match="has no sheet '人'"):
        mark_workbook(source, [mark(1, 1, sheet="人")], tmp_path / "b.xlsx", listing=NOTHING_LISTED)

    assert not (tmp_path / "b.xlsx").exists()


def test_an_old_result_survives_a_failure(tmp_path):
    (tmp_path / "b.xlsx").write_bytes(b"old")
    with pytest.raises(CannotMark):
        mark_workbook(pack(tmp_path / "a.xlsx", {}), [], tmp_path / "b.xlsx", listing=NOTHING_LISTED)

    assert (tmp_path / "b.xlsx").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("row", "column", "level"), [(0, 1, "fatal"), (1_048_577, 1, "fatal"), (1, 16_385, "fatal"), (1, 1, "bad")]
)
def test_a_mark_outside_the_grid_or_of_no_level_is_a_mistake(row, column, level):
    with pytest.raises(ValueError, match=r"outside a sheet|none of"):
        Mark("户", row, column, level, "")
