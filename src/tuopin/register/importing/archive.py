"""An .xlsx before calamine sees it: whole, unencrypted, no bomb, no entity, no cell so far out that memory would burst."""

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
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, struct.error, ValueError, OverflowError)
_CELL = re.compile(rb'<(?:\w+:)?c (?:[^>]*? )?r="([A-Z]{1,3})(\d{1,7})"[^/>]*>')


def check_archive(path: Path) -> None:
    """Read every member once. BadInput names the file and what is wrong with it."""
    try:
        with zipfile.ZipFile(path) as archive:
            _members(path, archive.infolist())
            _read(path, archive)
    except DAMAGED as error:
        raise damaged(path, error) from None


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
        raise BadInput(path.name, Words(f"不是 Excel 工作簿（缺 {missing[0]}）", f"no Excel workbook ({missing[0]} is missing)"))
    if len(names) != len(members):
        raise BadInput(path.name, Words("压缩包内有同名文件", "two members of the archive share a name"))
    if any(member.flag_bits & 1 for member in members):
        raise BadInput(path.name, Words("文件有密码保护，打不开", "the file is protected by a password and cannot be opened"))
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


def _read(path: Path, archive: zipfile.ZipFile) -> None:
    total = 0
    for member in archive.infolist():
        size, columns, rows = 0, {b"A"}, {b"1"}
        for chunk in _chunks(archive, member):
            size += len(chunk)
            if total + size > INFLATED or _swells(size, member.compress_size):
                raise _bomb(path)
            if member.filename.endswith((".xml", ".rels")):
                _plain_xml(path, chunk)
                if "worksheets/" in member.filename:
                    cells = _CELL.findall(chunk)
                    columns.update(column for column, _ in cells)
                    rows.update(row for _, row in cells)
        total += size
        if max(map(_number, columns)) * max(map(int, rows)) > RECTANGLE:
            raise BadInput(path.name, Words(f"{member.filename} 里有离数据极远的单元格", f"{member.filename} has a cell absurdly far from the data"), Words("删除数据区以外的内容", "delete what stands outside the data"))


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            yield tail + chunk
            tail = chunk[-OVERLAP:]


def _plain_xml(path: Path, chunk: bytes) -> None:
    if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk or chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput(path.name, Words("内部 XML 带有 DTD、实体或异常编码，拒绝打开", "its XML carries a DTD, entities or an odd encoding; refused"))


def _number(letters: bytes) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + letter - 64
    return value
