"""A list with identity, phone and bank numbers never leaves, in whatever kind of file and wherever in it. Clause R3c. Synthetic (合成)."""

import base64
import gzip
import io
import json
import struct
import zipfile
import zlib

import polars as pl
import pytest

from chapters.common.guard.made import (
    BANK,
    HEADERS,
    IDENTITY,
    OLD,
    PHONE,
    WITH_X,
    csv_text,
    every_form,
    html,
    parquet,
    people,
    xlsx,
    zipped,
)
from tuopin.common import guard
from tuopin.common.refused import Refused

LIST = [HEADERS, *people()]
FORMS = every_form(LIST)
ALONE = {"identity": [["名", "甲"], ["乙", IDENTITY]], "phone": [["名", "甲"], ["乙", PHONE]], "bank": [["名", "甲"], ["乙", BANK]]}
CLEAN = every_form([["户编号", "户主", "人数"], *[[f"0123{serial:06d}", "张*", serial] for serial in range(50)]])


def kinds(content, name="file"):
    return {str(each.kind) for each in guard.search(content, name)}


def places(content, name="file"):
    return {each.where.en for each in guard.search(content, name)}


@pytest.mark.parametrize("name", FORMS)
def test_a_published_list_of_people_is_refused_in_every_form(name):
    with pytest.raises(Refused) as refusal:
        guard.check(FORMS[name], name)
    refused = refusal.value
    assert (refused.code, refused.clause, name in refused.because.zh, name in refused.because.en) == ("personal-numbers", "R3c", True, True)


@pytest.mark.parametrize("name", FORMS)
def test_the_refusal_holds_none_of_the_numbers(name):
    with pytest.raises(Refused) as refusal:
        guard.check(FORMS[name], name)
    told = refusal.value.because.zh + refusal.value.because.en + str(refusal.value) + repr(refusal.value)
    assert [number for row in people() for number in row[2:5] if number in told] == []


@pytest.mark.parametrize("kind", ALONE)
@pytest.mark.parametrize("name", FORMS)
def test_one_number_is_enough_in_every_form(kind, name):
    assert kinds(every_form(ALONE[kind])[name], name) == {kind}


@pytest.mark.parametrize("name", CLEAN)
def test_a_list_without_such_numbers_leaves_in_every_form(name):
    guard.check(CLEAN[name], name)
    assert guard.search(CLEAN[name], name) == []


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list.parquet", "list.html"])
def test_a_file_on_disk_is_looked_at_as_its_bytes_are(name, tmp_path):
    (tmp_path / name).write_bytes(FORMS[name])
    assert guard.search(tmp_path / name, name) == guard.search(FORMS[name], name)


def test_the_place_and_the_masked_number_are_told():
    with pytest.raises(Refused) as refusal:
        guard.check(xlsx([["名"], ["甲"], [PHONE]], sheet="公示"), "公示.xlsx")
    assert "sheet 公示, cell A3: mobile number 199****4321" in refusal.value.because.en
    assert "工作表“公示”A3：手机号 199****4321" in refusal.value.because.zh


@pytest.mark.parametrize(
    ("content", "name", "place"),
    [
        (csv_text([["a", "b"], ["x", PHONE]]).encode(), "a.csv", "row 2, column 2"),
        (f"一\n二\n电话 {PHONE}\n".encode(), "a.txt", "line 3"),
        (zipped(内__csv=csv_text([["a"], [PHONE]])), "a.zip", "内.csv, row 2, column 1"),
        (parquet({"tel": ["", PHONE]}), "a.parquet", "column tel, row 2"),
    ],
)  # fmt: skip
def test_the_place_is_told_as_a_person_counts_it(content, name, place):
    assert places(content, name) == {place}


# ------------------------------------------------------------------------------------------------------------ Excel
def rich(book, page):
    bold = book.add_format({"bold": True})
    page.write_rich_string(2, 2, PHONE[:3], bold, PHONE[3:7], PHONE[7:])


HIDDEN_IN_A_BOOK = {
    "a number": lambda _, page: page.write_number(2, 2, int(PHONE)),
    "a number shown as a date": lambda book, page: page.write_number(2, 2, int(PHONE), book.add_format({"num_format": "yyyy-mm-dd"})),
    "a number shown as a duration": lambda book, page: page.write_number(2, 2, int(PHONE), book.add_format({"num_format": "[h]:mm"})),
    "runs of rich text": rich,
    "a comment": lambda _, page: page.write_comment("B2", f"请打 {PHONE}"),
    "a header of print": lambda _, page: page.set_header(f"&C{PHONE}"),
    "a footer of print": lambda _, page: page.set_footer(f"&L联系 {PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}"),
    "properties": lambda book, _: book.set_properties({"author": f"张三 {PHONE}"}),
    "own properties": lambda book, _: book.set_custom_property("tel", PHONE),
    "a formula": lambda _, page: page.write_formula(2, 2, f'="{PHONE}"', None, ""),
    "a formula's value": lambda _, page: page.write_formula(2, 2, '="199"&A1', None, PHONE),
    "a link": lambda _, page: page.write_url(2, 2, f"mailto:{PHONE}@made.up", None, "电话"),
    "a text box": lambda _, page: page.insert_textbox(2, 2, f"电话{PHONE}"),
    "a validation": lambda _, page: page.data_validation("C3", {"validate": "list", "source": ["甲", PHONE]}),
    "a hidden sheet": lambda book, _: (sheet := book.add_worksheet("藏"), sheet.write(0, 0, PHONE), sheet.hide()),
    "a sheet's name": lambda book, _: book.add_worksheet(f"电话{PHONE}"),
    "a defined name": lambda book, _: book.define_name("电话", f'="{PHONE}"'),
    "a hidden column": lambda _, page: (page.write(2, 9, PHONE), page.set_column(9, 9, 0, None, {"hidden": True})),
    "a far cell": lambda _, page: page.write(90_000, 200, PHONE),
    "line breaks": lambda _, page: page.write(2, 2, "\n".join((PHONE[:3], PHONE[3:7], PHONE[7:]))),
    "a chart's title": lambda book, page: (chart := book.add_chart({"type": "line"}), chart.add_series({"values": "=名单!$B$2:$B$3"}),
                                           chart.set_title({"name": f"问 {PHONE}"}), page.insert_chart("D4", chart)),
}  # fmt: skip


@pytest.mark.parametrize("where", HIDDEN_IN_A_BOOK)
def test_a_phone_is_found_wherever_a_workbook_can_hold_it(where):
    assert kinds(xlsx([["名", "数"], ["甲", 3]], after=HIDDEN_IN_A_BOOK[where]), "a.xlsx") == {"phone"}


def repacked(content, **changes):
    """The archive with members changed or added: name to content, or to a function of the old content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *changes)):
            change = changes.get(name)
            before = old.read(name) if name in old.namelist() else b""
            new.writestr(name, before if change is None else change(before) if callable(change) else change)
    return out.getvalue()


PLAIN_BOOK = xlsx([["名", "数"], ["甲", 3]])


def test_a_shared_string_that_no_cell_uses_is_found():
    more = lambda old: old.replace(b"</sst>", f"<si><r><t>{PHONE[:5]}</t></r><r><t>{PHONE[5:]}</t></r></si></sst>".encode())  # noqa: E731
    assert kinds(repacked(PLAIN_BOOK, **{"xl/sharedStrings.xml": more}), "a.xlsx") == {"phone"}


def test_a_member_beside_the_workbook_is_found():
    assert kinds(repacked(PLAIN_BOOK, **{"xl/media/list.csv": csv_text(LIST)}), "a.xlsx") == {"identity", "phone", "bank"}


def test_a_macro_or_an_embedded_object_is_refused_as_unreadable():
    assert kinds(repacked(PLAIN_BOOK, **{"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)}), "a.xlsm") == {"unreadable"}


def test_a_sheet_with_other_prefixes_and_quotes_is_read():
    cell = f"<x:row r='9'><x:c r='A9' t='inlineStr'><x:is><x:t>{PHONE}</x:t></x:is></x:c></x:row></sheetData>"
    assert kinds(repacked(PLAIN_BOOK, **{"xl/worksheets/sheet1.xml": lambda old: old.replace(b"</sheetData>", cell.encode())}), "a.xlsx") == {"phone"}


@pytest.mark.parametrize("cells", [(IDENTITY[:6], IDENTITY[6:14], IDENTITY[14:]), (WITH_X[:6], WITH_X[6:]), (WITH_X[:14], WITH_X[14:]),
                                   (WITH_X[:17], "X"), (IDENTITY[:6], IDENTITY[6:10], IDENTITY[10:12], IDENTITY[12:14], IDENTITY[14:])])  # fmt: skip
@pytest.mark.parametrize("form", ["list.xlsx", "list.csv"])
def test_an_identity_number_dealt_out_over_neighbouring_cells_is_found(cells, form):
    assert kinds(every_form([["甲", *"一二三四五"[: len(cells)]], ["乙", *cells]])[form], form) >= {"identity"}


def test_an_identity_number_dealt_out_as_numbers_is_found():
    rows = [["区划", "日期", "序号"], *[[int(row[2][:6]), int(row[2][6:14]), int(row[2][14:])] for row in people(30) if row[2][17] != "X"]]
    assert kinds(xlsx(rows), "a.xlsx") == {"identity"}


def test_county_day_and_count_side_by_side_are_no_identity_number():
    assert kinds(xlsx([["县", "日", "户"], *[[520381, 20160101 + day, 1000 + 7 * day] for day in range(28)]]), "a.xlsx") == set()


# ------------------------------------------------------------------------------------------------ codes and quantities
CODED = [
    ["户编号\nhousehold number", "村编码", "净收入（分）", "备注"],
    *[[f"1380000{serial:04d}", "520381102001", 13_800_000_000 + serial, ""] for serial in range(60)],
]


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list.json", "list.jsonl", "list.parquet"])
def test_codes_and_amounts_under_their_headers_are_no_phones(name):
    assert kinds(every_form(CODED)[name], name) == set()


@pytest.mark.parametrize("header", ["备注", "联系电话", "户主电话编号", "", "C"])
@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list.parquet"])
def test_the_same_digits_under_another_header_are(header, name):
    assert kinds(every_form([[header or "列", "乙"], [PHONE, "1"]])[name], name) == {"phone"}


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list.parquet"])
def test_an_identity_number_is_one_under_any_header(name):
    assert kinds(every_form([["户编号", "收入"], [WITH_X, IDENTITY]])[name], name) == {"identity"}


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list.parquet"])
def test_a_column_of_codes_that_is_full_of_phones_is_refused(name):
    rows = [["户编号", "村编码"], *[[f"1{30 + serial * 7 % 70}{serial * 7919 % 10**8:08d}", "520381102001"] for serial in range(60)]]
    assert kinds(every_form(rows)[name], name) == {"phone"}


def test_a_phone_inside_a_remark_that_speaks_of_income_is_one():
    assert kinds(xlsx([["备注"], ["养牛收入 3000 元"], [f"收入见电话 {PHONE}"]]), "a.xlsx") == {"phone"}


def test_an_amount_beside_its_label_is_none():
    assert kinds(xlsx([["贫困缺口合计（分）", 15_000_000_000]]), "a.xlsx") == set()


def test_an_amount_with_its_unit_in_text_is_none():
    assert kinds(f"缺口合计 13800000000 元，另 {PHONE[:3]} 户".encode(), "a.txt") == set()


# ------------------------------------------------------------------------------------------------------------- pages
PAGES = {
    "tags between": f"<p>{PHONE[:3]}<b>{PHONE[3:7]}</b><i>{PHONE[7:]}</i></p>",
    "unknown tags between": f"<p>{PHONE[:3]}<x-y>{PHONE[3:7]}</x-y>{PHONE[7:]}</p>",
    "comments between": f"<p>{PHONE[:3]}<!-- 1 -->{PHONE[3:]}</p>",
    "entities": "<p>" + "".join(f"&#{ord(mark)};" for mark in PHONE) + "</p>",
    "hexadecimal entities": "<p>" + "".join(f"&#x{ord(mark):x};" for mark in PHONE) + "</p>",
    "no-break spaces": f"<p>{PHONE[:3]}&nbsp;{PHONE[3:7]}&nbsp;{PHONE[7:]}</p>",
    "zero-width entities": f"<p>{PHONE[:3]}&#8203;{PHONE[3:7]}&zwnj;{PHONE[7:]}</p>",
    "line ends": f"<p>{PHONE[:3]}\n{PHONE[3:7]}\n  {PHONE[7:]}</p>",
    "a link": f'<a href="tel:+86{PHONE}">电话</a>',
    "an escaped link": '<a href="tel:' + "".join(f"%{ord(mark):x}" for mark in PHONE) + '">电话</a>',
    "a title": f"<p title='{PHONE}'>电话</p>",
    "a data attribute": f'<p data-t="{PHONE[:3]}-{PHONE[3:7]}-{PHONE[7:]}">电话</p>',
    "a comment": f"<!-- {PHONE} -->",
    "a script": "<script>let t = '" + "".join(f"\\u{ord(mark):04x}" for mark in PHONE) + "'</script>",
    "an embedded text": f'<img src="data:text/plain;base64,{base64.b64encode(PHONE.encode()).decode()}">',
}


@pytest.mark.parametrize("way", PAGES)
def test_a_phone_is_found_wherever_a_page_can_hold_it(way):
    assert kinds(f"<!doctype html><html><body><p>名单</p>{PAGES[way]}</body></html>".encode(), "a.html") == {"phone"}


def test_cells_of_a_page_are_apart():
    assert kinds(html([["户", "人", "元"], ["154", "2345", "1880"]]).encode(), "a.html") == set()


def test_a_drawing_is_not_read_as_numbers():
    points = " ".join(f"{at * 13 % 199}.{at % 9999:04d} {at * 7 % 2000}" for at in range(3000))
    page = f'<html><svg viewBox="0 0 154 2345 1880"><path d="M{points}"/><polyline points="{points}"/></svg></html>'
    assert kinds(page.encode(), "a.html") == set()


def test_a_page_of_many_pieces_is_read_whole():
    filler = "<p>某户 2016 年人均 3,214 元</p>\n" * 60_000
    assert kinds(f"<html><body>{filler}<p>{PHONE[:5]}<b>{PHONE[5:]}</b></p>{filler}</body></html>".encode(), "a.html") == {"phone"}


def test_elements_of_other_xml_are_apart():
    assert kinds(b"<?xml version='1.0'?><v><households>154</households><persons>2345</persons><days>1880</days></v>", "a.xml") == set()


def test_a_section_of_character_data_is_read():
    assert kinds(f"<v><![CDATA[{PHONE}]]></v>".encode(), "a.xml") == {"phone"}


# ------------------------------------------------------------------------------------------------------------- others
@pytest.mark.parametrize("value", [int(PHONE), float(PHONE), PHONE, f" {PHONE[:3]} {PHONE[3:]} "])
def test_json_holds_a_phone_as_number_or_text(value):
    assert kinds(json.dumps({"甲": {"乙": [value]}}).encode(), "a.json") == {"phone"}


def test_json_in_one_line_of_many_pieces_is_read_whole():
    content = json.dumps([{"户": number, "收入": number * 3} for number in range(200_000)] + [{"t": PHONE}]).encode()
    assert kinds(content, "a.json") == {"phone"}


PARQUETS = {
    "text": {"t": [PHONE]}, "whole numbers": {"t": [int(PHONE)]}, "floats": {"t": [float(PHONE), 0.5]},
    "full-width": {"t": ["".join(chr(0xFEE0 + ord(mark)) for mark in PHONE)]}, "zero-width": {"t": ["\u200b".join(PHONE)]},
    "lists": {"t": [["a", PHONE], []]}, "records": {"t": [{"a": {"b": int(PHONE)}}]}, "lists of records": {"t": [[{"a": PHONE}]]},
    "bytes": {"t": [PHONE.encode()]}, "categories": {"t": pl.Series([PHONE], dtype=pl.Categorical)}, "a column's name": {PHONE: [1]},
}  # fmt: skip


@pytest.mark.parametrize("way", PARQUETS)
def test_parquet_holds_a_phone_in_any_column(way):
    assert kinds(parquet(PARQUETS[way]), "a.parquet") == {"phone"}


def test_parquet_holds_a_phone_in_what_it_says_of_itself():
    assert kinds(parquet({"a": [1]}, metadata={"contact": PHONE}), "a.parquet") == {"phone"}


def test_a_files_own_name_is_looked_at():
    assert kinds("无".encode(), f"张三{IDENTITY}.txt") == {"identity"}


def test_a_members_name_and_an_archives_comment_are_looked_at():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{IDENTITY}.txt", "无")
        archive.comment = PHONE.encode()
    assert kinds(file.getvalue(), "a.zip") == {"identity", "phone"}


@pytest.mark.parametrize(("depth", "found"), [(1, "phone"), (2, "phone"), (3, "phone"), (4, "unreadable")])
def test_archives_in_archives_are_read_to_a_depth_of_three(depth, found):
    content = PHONE.encode()
    for _ in range(depth):
        content = zipped(inner__zip=content)
    assert kinds(content, "a.zip") == {found}


def test_a_document_with_its_runs_apart_is_read():
    runs = "".join(f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{mark}</w:t></w:r>' for mark in PHONE)
    document = f'<?xml version="1.0"?><w:document xmlns:w="w"><w:body><w:p>{runs}</w:p></w:body></w:document>'
    assert kinds(zipped(**{"word/document__xml": document}), "a.docx") == {"phone"}


def test_an_open_document_is_read():
    document = f'<?xml version="1.0"?><office:d xmlns:text="t"><text:p>{PHONE[:4]}<text:span>{PHONE[4:]}</text:span></text:p></office:d>'
    assert kinds(zipped(content__xml=document), "a.odt") == {"phone"}


def test_a_compressed_file_is_read():
    assert kinds(gzip.compress(csv_text(LIST).encode()), "a.csv.gz") == {"identity", "phone", "bank"}


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), b"\x7fELF" + bytes(range(256)) * 4,
                                     b"7z\xbc\xaf\x27\x1c" + bytes(64), b"PK\x03\x04 cut short",
                                     b"PAR1 cut short", b"\x1f\x8b cut short", b"SQLite format 3\0" + bytes(100)])  # fmt: skip
def test_what_cannot_be_looked_into_is_refused(content):
    assert kinds(content, "a.bin") == {"unreadable"}


def test_a_locked_archive_is_refused():
    content = bytearray(zipped(a__txt="无"))
    for start in (content.find(b"PK\x03\x04") + 6, content.find(b"PK\x01\x02") + 8):
        content[start] |= 1
    assert kinds(bytes(content), "a.zip") == {"unreadable"}


def test_a_bomb_is_refused_unread():
    assert kinds(zipped(a__txt=bytes(100 * 2**20)), "a.zip") == {"unreadable"}


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"PK\x05\x06" + bytes(18), "无".encode("gb18030"), b"\xff\xfe"])
def test_an_empty_or_short_file_leaves(content):
    assert kinds(content, "a.txt") == set()


def test_an_old_number_is_found():
    assert kinds(f"证号 {OLD}".encode(), "a.txt") == {"identity"}


# ---------------------------------------------------------------------------------------------------------- PDF, pictures
def pdf(text, *, packed=True, font="/Type /Font /Subtype /Type1 /BaseFont /Helvetica", info=""):
    body = f"BT /F1 12 Tf 72 720 Td {text} ET".encode()
    stream = zlib.compress(body) if packed else body
    head = f"<< /Length {len(stream)} {'/Filter /FlateDecode ' if packed else ''}>>".encode()
    font_object = f"5 0 obj\n<< {font} >>\nendobj\n6 0 obj\n<< /Author ({info}) >>\nendobj\n".encode()
    return b"%PDF-1.7\n4 0 obj\n" + head + b"\nstream\n" + stream + b"\nendstream\nendobj\n" + font_object + b"trailer\n<< /Info 6 0 R >>\n%%EOF"


@pytest.mark.parametrize("text", [f"({PHONE}) Tj", f"[({PHONE[:3]}) -20 ({PHONE[3:7]}) -20 ({PHONE[7:]})] TJ", f"<{PHONE.encode().hex()}> Tj",
                                  f"({PHONE[:3]}\\{ord(PHONE[3]):03o}{PHONE[4:]}) Tj", f"({PHONE[:5]}) Tj ({PHONE[5:]}) Tj"])  # fmt: skip
@pytest.mark.parametrize("packed", [True, False])
def test_a_pdf_with_letters_is_read(text, packed):
    assert kinds(pdf(text, packed=packed), "a.pdf") == {"phone"}


def test_a_pdf_with_nothing_personal_leaves():
    assert kinds(pdf("(Village roster 2016: 37 households) Tj"), "a.pdf") == set()


def test_the_properties_of_a_pdf_are_read():
    assert kinds(pdf("(Roster) Tj", info=PHONE), "a.pdf") == {"phone"}


@pytest.mark.parametrize("font", ["/Type /Font /Subtype /Type0 /Encoding /Identity-H", "/Encrypt 9 0 R"])
def test_a_pdf_whose_letters_are_glyphs_or_locked_is_refused(font):
    assert kinds(pdf("<00280031> Tj", font=font), "a.pdf") == {"unreadable"}


def test_a_pdf_that_is_only_a_picture_is_refused():
    assert kinds(pdf("/Im0 Do"), "a.pdf") == {"unreadable"}


def png(*chunks):
    whole = b"\x89PNG\r\n\x1a\n"
    for kind, content in ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), *chunks, (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")):
        whole += struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    return whole


@pytest.mark.parametrize("chunk", [(b"tEXt", b"Comment\0" + PHONE.encode()), (b"zTXt", b"Comment\0\0" + zlib.compress(PHONE.encode())),
                                   (b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(PHONE.encode()))])  # fmt: skip
def test_what_a_picture_says_of_itself_is_read(chunk):
    assert kinds(png(chunk), "a.png") == {"phone"}


@pytest.mark.parametrize("start", ["BM", "true", "RIFF", "GIF89a", "OTTO"])
def test_a_text_that_begins_as_a_picture_is_read_as_text(start):
    assert kinds(f"{start},{''.join(chr(0xFEE0 + ord(mark)) for mark in PHONE)}".encode(), "a.csv") == {"phone"}


def test_a_plain_picture_leaves():
    assert kinds(png(), "a.png") == set()
