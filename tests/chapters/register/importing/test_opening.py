"""Clause P0, issue A: a password-protected, truncated or zip-bomb workbook gets one clear sentence in two languages."""

import io
import zipfile
from pathlib import Path

import pytest

from chapters.register.importing import old_excel
from chapters.register.importing.books import people, rows_of, write
from tuopin.common.refused import BadInput
from tuopin.register.importing import Options, archive, import_files

PLAIN = rows_of(people(1))


def refused(path: Path) -> BadInput:
    with pytest.raises(BadInput) as caught:
        import_files([path], path.parent / "snapshot", Options())
    assert not list(path.parent.glob("snapshot*"))
    return caught.value


def good(tmp_path: Path) -> Path:
    return write(tmp_path / "good.xlsx", PLAIN)


def rezipped(source: Path, out: Path, **members: bytes | None) -> Path:
    """The archive again with members changed or added, or left out where None."""
    changed = dict(members)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = changed.pop(info.filename, old.read(info))
            if content is not None:
                new.writestr(info.filename, content)
        for name, content in changed.items():
            new.writestr(name, content or b"")
    return out


def content(path: Path, member: str = "xl/worksheets/sheet1.xml") -> bytes:
    return zipfile.ZipFile(path).read(member)


def made(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_a_missing_file_is_said(tmp_path):
    assert refused(tmp_path / "none.xlsx").because.en == "no such file"


def test_an_empty_file_is_said(tmp_path):
    assert refused(made(tmp_path, "e.xlsx", b"")).because.en == "the file is empty"


def test_an_unknown_extension_is_said(tmp_path):
    assert refused(made(tmp_path, "e.ods", b"PK")).because.en == "unknown extension '.ods'"


def test_an_encrypted_xlsx_is_said_to_need_its_password(tmp_path):
    locked = old_excel.compound(b"", "EncryptedPackage")
    assert "password" in refused(made(tmp_path, "locked.xlsx", locked)).because.en


def test_an_encrypted_xls_is_said_to_need_its_password(tmp_path):
    assert "password" in refused(made(tmp_path, "locked.xls", old_excel.book(PLAIN, locked=True))).because.en


def test_an_old_xls_is_read(tmp_path):
    rows = [["贫困人口 2016年"], *PLAIN]
    path = made(tmp_path, "old.xls", old_excel.book(rows))
    assert import_files([path], tmp_path / "snapshot", Options()).total("taken") == 2


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_said_to_be_damaged(tmp_path, kept):
    whole = good(tmp_path).read_bytes()
    assert "damaged" in refused(made(tmp_path, "cut.xlsx", whole[: int(len(whole) * kept)])).because.en


def test_noise_is_said_to_be_damaged(tmp_path):
    assert "damaged" in refused(made(tmp_path, "noise.xlsx", b"\x00\x01\x02" * 100)).because.en


def test_a_zip_without_a_workbook_is_said(tmp_path):
    assert (
        "no Excel workbook"
        in refused(rezipped(good(tmp_path), tmp_path / "x.xlsx", **{"xl/workbook.xml": None})).because.en
    )


def test_an_xls_named_xlsx_is_said(tmp_path):
    assert ".xls" in refused(made(tmp_path, "wrong.xlsx", old_excel.book(PLAIN))).because.en


def test_an_xlsx_named_xls_is_said(tmp_path):
    assert ".xlsx" in refused(made(tmp_path, "wrong.xls", good(tmp_path).read_bytes())).because.en


def test_a_web_page_named_xls_is_said_to_be_html(tmp_path):
    assert (
        "HTML" in refused(made(tmp_path, "page.xls", b"<html><table><tr><td>1</td></tr></table></html>")).because.en
    )


def test_a_member_that_swells_is_a_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "RATIO_FROM", 1024**2)
    path = rezipped(good(tmp_path), tmp_path / "bomb.xlsx", **{"xl/media/x.bin": bytes(8 * 1024**2)})
    assert "zip bomb" in refused(path).because.en


def test_a_bomb_that_lies_about_its_size_is_found_while_unpacking(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "INFLATED", 4 * 1024**2)
    path = rezipped(good(tmp_path), tmp_path / "bomb.xlsx", **{"xl/media/x.bin": bytes(8 * 1024**2)})
    data = path.read_bytes().replace((8 * 1024**2).to_bytes(4, "little"), (1024).to_bytes(4, "little"))
    assert refused(made(tmp_path, "liar.xlsx", data)).because.en.startswith(
        ("it would unpack", "the file is damaged")
    )


def test_too_many_members_are_a_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MEMBERS", 3)
    assert "zip bomb" in refused(good(tmp_path)).because.en


@pytest.mark.parametrize("prolog", [b'<!DOCTYPE x [<!ENTITY a "b">]>', b'<!ENTITY a SYSTEM "file:///x">'])
def test_a_dtd_or_entity_is_refused(tmp_path, prolog):
    path = good(tmp_path)
    xml = content(path).replace(b"<worksheet", prolog + b"<worksheet", 1)
    assert "DTD" in refused(rezipped(path, tmp_path / "dtd.xlsx", **{"xl/worksheets/sheet1.xml": xml})).because.en


def test_a_cell_absurdly_far_out_is_refused_before_memory_bursts(tmp_path):
    path = good(tmp_path)
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    xml = content(path).replace(b"</sheetData>", far)
    assert (
        "absurdly far"
        in refused(rezipped(path, tmp_path / "far.xlsx", **{"xl/worksheets/sheet1.xml": xml})).because.en
    )


def test_styled_empty_cells_far_out_do_no_harm(tmp_path):
    path = good(tmp_path)
    xml = content(path).replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
    path = rezipped(path, tmp_path / "wide.xlsx", **{"xl/worksheets/sheet1.xml": xml})
    assert import_files([path], tmp_path / "snapshot", Options()).total("taken") == 2


def test_two_files_of_one_name_are_refused(tmp_path):
    (tmp_path / "b").mkdir()
    first, second = good(tmp_path), write(tmp_path / "b" / "good.xlsx", PLAIN)
    with pytest.raises(BadInput, match="share this name"):
        import_files([first, second], tmp_path / "snapshot", Options())


def text(rows: list[list[object]], delimiter: str) -> str:
    return "\n".join(delimiter.join(str(value) for value in row) for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_its_encoding_and_delimiter(tmp_path, encoding, delimiter):
    path = made(tmp_path, "a.csv", text(PLAIN, delimiter).encode(encoding))
    assert import_files([path], tmp_path / "snapshot", Options(year=2016)).total("taken") == 2


def test_csv_in_no_known_encoding_is_said(tmp_path):
    assert "encoding" in refused(made(tmp_path, "a.csv", b"\xff\xff\xff\x80\x80abc\n")).because.en


def test_parquet_is_read(tmp_path):
    import polars as pl

    pl.DataFrame(PLAIN[1:], schema=PLAIN[0], orient="row").write_parquet(tmp_path / "a.parquet")
    assert import_files([tmp_path / "a.parquet"], tmp_path / "snapshot", Options(year=2016)).total("taken") == 2


def test_damaged_parquet_is_said(tmp_path):
    assert "damaged" in refused(made(tmp_path, "a.parquet", b"PAR1" + bytes(100))).because.en


def test_both_languages_name_the_file(tmp_path):
    error = refused(made(tmp_path, "e.xlsx", b""))
    assert (error.where, bool(error.because.zh), bool(error.because.en)) == ("e.xlsx", True, True)


def test_a_flipped_bit_inside_a_member_is_damage(tmp_path):
    whole = bytearray(good(tmp_path).read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as old:
        info = old.getinfo("xl/worksheets/sheet1.xml")
    whole[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0x10
    assert "damaged" in refused(made(tmp_path, "bit.xlsx", bytes(whole))).because.en
