"""An .xlsx before calamine sees it: whole, unencrypted, no bomb, no entity, no cell so far out that memory would burst."""

import html
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tuopin.common.refused import BadInput
from tuopin.common.words import Words

MEMBERS = 5_000  # files inside one workbook
INFLATED = 2 * 1024**3  # bytes of all members together, declared and found
RATIO = 500  # inflated : packed of one member, looked at above RATIO_FROM bytes
RATIO_FROM = 64 * 1024**2
RECTANGLE = 60_000_000  # cells of the rectangle a sheet spans; calamine holds it in memory, 32 bytes a cell
CHUNK = 1024**2
OVERLAP = 256
NEEDED = ("[Content_Types].xml", "xl/workbook.xml")
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    ValueError,
    OverflowError,
)
# Below row 80,000 and within columns A to ZZ a sheet stays under RECTANGLE; only what reaches farther is measured.
_SUSPECT = re.compile(rb"""r=["'](?:[A-Za-z]{3}|[A-Za-z]{1,2}(?:\d{6}|[89]\d{4}))""")
_CELL = re.compile(rb"""<(?:\w+:)?c (?:[^>]*? )?r=["']([A-Za-z]{1,6})(\d{1,12})["'][^/>]*>""")
_ERROR = re.compile(rb'<(?:\w+:)?c (?=[^>]*t="e")(?:[^>]*? )?r="([A-Z]{1,3}\d{1,7})"')
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def check_archive(path: Path) -> dict[str, list[str]]:
    """Read every member once; the cells that hold Excel errors, by sheet part. BadInput says what is wrong with the file."""
    try:
        with zipfile.ZipFile(path) as archive:
            _members(path, archive.infolist())
            return _read(path, archive)
    except DAMAGED as error:
        raise damaged(path, error) from None


def sheet_parts(path: Path) -> dict[str, str]:
    """Sheet name to the part it lies in, of a checked workbook; what cannot be told is left out."""
    try:
        with zipfile.ZipFile(path) as archive:
            book, relations = (
                archive.read(_BOOK).decode("utf-8", "replace"),
                archive.read(_RELATIONS).decode("utf-8", "replace"),
            )
    except (KeyError, *DAMAGED):
        return {}
    targets = {tag["Id"]: tag["Target"] for tag in _tags("Relationship", relations) if {"Id", "Target"} <= tag.keys()}
    named = [(tag["name"], targets.get(tag.get("r:id", ""))) for tag in _tags("sheet", book) if "name" in tag]
    return {
        html.unescape(name): target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        for name, target in named
        if target
    }


def _tags(name: str, text: str) -> list[dict[str, str]]:
    return [dict(_ATTRIBUTE.findall(tag)) for tag in re.findall(rf"<(?:\w+:)?{name} ([^>]*)>", text)]


def damaged(path: Path, error: BaseException | str) -> BadInput:
    """The refusal of a file that cannot be read whole."""
    return BadInput(
        path.name,
        Words(f"文件已损坏或不完整（{error}）", f"the file is damaged or cut short ({error})"),
        Words("重新导出或重新传送该文件", "export or transfer it again"),
    )


def _members(path: Path, members: list[zipfile.ZipInfo]) -> None:
    names = {member.filename for member in members}
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise BadInput(
            path.name, Words(f"不是 Excel 工作簿（缺 {missing[0]}）", f"no Excel workbook ({missing[0]} is missing)")
        )
    if len(names) != len(members):
        raise BadInput(path.name, Words("压缩包内有同名文件", "two members of the archive share a name"))
    if any(member.flag_bits & 1 for member in members):
        raise BadInput(
            path.name, Words("文件有密码保护，打不开", "the file is protected by a password and cannot be opened")
        )
    if len(members) > MEMBERS or sum(member.file_size for member in members) > INFLATED:
        raise _bomb(path)
    if any(_swells(member.file_size, member.compress_size) for member in members):
        raise _bomb(path)


def _swells(inflated: int, packed: int) -> bool:
    return inflated > RATIO_FROM and inflated > RATIO * max(packed, 1)


def _bomb(path: Path) -> BadInput:
    return BadInput(
        path.name,
        Words("解压后大得不合常理（压缩炸弹），拒绝打开", "it would unpack to an absurd size (a zip bomb); refused"),
        Words("在 Excel 中只保留数据区，另存为新文件", "keep only the data in Excel and save as a new file"),
    )


def _read(path: Path, archive: zipfile.ZipFile) -> dict[str, list[str]]:
    total, errors = 0, {}
    for member in archive.infolist():
        size, wrong, suspect = 0, set[str](), False
        for chunk in _chunks(archive, member):
            size += len(chunk)
            if total + size > INFLATED or _swells(size, member.compress_size):
                raise _bomb(path)
            if member.filename.endswith((".xml", ".rels")):
                _plain_xml(path, chunk)
            suspect = suspect or bool(_SUSPECT.search(chunk))
            wrong.update(cell.decode() for cell in (_ERROR.findall(chunk) if b't="e"' in chunk else ()))
        total += size
        errors[member.filename] = sorted(wrong)
        if suspect and "worksheets/" in member.filename and _rectangle(archive, member) > RECTANGLE:
            raise _far(path, member.filename)
    return {part: cells for part, cells in errors.items() if cells}


def _rectangle(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """Cells from A1 to the farthest row and column with content."""
    right, down = 1, 1
    for chunk in _chunks(archive, member):
        for column, row in _CELL.findall(chunk):
            right, down = max(right, _number(column)), max(down, int(row))
    return right * down


def _far(path: Path, part: str) -> BadInput:
    return BadInput(
        path.name,
        Words(f"{part} 里有离数据极远的单元格", f"{part} has a cell absurdly far from the data"),
        Words("删除数据区以外的内容", "delete what stands outside the data"),
    )


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            yield tail + chunk
            tail = chunk[-OVERLAP:]


def _plain_xml(path: Path, chunk: bytes) -> None:
    if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk or chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput(
            path.name,
            Words(
                "内部 XML 带有 DTD、实体或异常编码，拒绝打开",
                "its XML carries a DTD, entities or an odd encoding; refused",
            ),
        )


def cell_at(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of a reference such as "B3"."""
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]) - 1, _number(letters.encode()) - 1


def _number(letters: bytes) -> int:
    value = 0
    for letter in letters.upper():
        value = value * 26 + letter - 64
    return value
