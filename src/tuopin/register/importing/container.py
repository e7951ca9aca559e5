"""A file before it is opened: what it is by its content, and whether it may be opened at all."""

import re
from pathlib import Path

from tuopin.common.refused import BadInput
from tuopin.common.words import Words

ZIP, OLE, PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1"
EXTENSIONS = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".csv": "csv",
    ".txt": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
LOCKED_XLS = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00.\x00", re.DOTALL)  # BOF, then FILEPASS
LARGEST = 2 * 1024**3  # bytes of a file on disk
NAMES = {
    "xlsx": "Excel .xlsx",
    "xls": "Excel 97-2003 .xls",
    "csv": "CSV",
    "parquet": "Parquet",
    "html": "HTML",
    "other": "?",
}
PASSWORD = Words("文件有密码保护，打不开", "the file is protected by a password and cannot be opened")
NO_PASSWORD = Words("在 Excel 中取消密码后另存", "remove the password in Excel and save again")
SAVE_AGAIN = Words("在 Excel 中打开，另存为 .xlsx", "open it in Excel and save as .xlsx")


def kind_of(path: Path) -> str:
    """What the file is, by name and content alike: xlsx, xls, csv or parquet. BadInput says in one sentence what is wrong."""
    named = EXTENSIONS.get(path.suffix.lower())
    if not path.is_file():
        raise BadInput(str(path), Words("没有这个文件", "no such file"))
    if named is None:
        raise BadInput(
            path.name,
            Words(f"不认识的扩展名 {path.suffix!r}", f"unknown extension {path.suffix!r}"),
            Words("可用 .xlsx .xlsm .xls .csv .parquet", "use .xlsx, .xlsm, .xls, .csv or .parquet"),
        )
    _size(path)
    _same(path, named, _sniffed(path))
    return named


def _size(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise BadInput(path.name, Words("文件是空的", "the file is empty"))
    if size > LARGEST:
        raise BadInput(path.name, Words(f"文件过大（{size:,} 字节）", f"the file is too large ({size:,} bytes)"))


def _sniffed(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(OLE):
        return _ole(path)
    if head.startswith(ZIP):
        return "xlsx"
    if head.startswith(PARQUET):
        return "parquet"
    if (
        head.lstrip(b"\xef\xbb\xbf \r\n\t")
        .lower()
        .startswith((b"<html", b"<!doctype html", b"<?xml", b"<table", b"<meta"))
    ):
        return "html"
    return "other" if _binary(head) else "csv"


def _binary(head: bytes) -> bool:
    return b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))


def _ole(path: Path) -> str:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content or LOCKED_XLS.search(content):
        raise BadInput(path.name, PASSWORD, NO_PASSWORD)
    return "xls"


def _same(path: Path, named: str, sniffed: str) -> None:
    if sniffed == named:
        return
    if sniffed in {"other", "csv"} and named != "csv":
        raise BadInput(
            path.name,
            Words("文件已损坏或不完整，内容不是表格", "the file is damaged or cut short: its content is no table"),
            Words("重新导出或重新传送该文件", "export or transfer it again"),
        )
    remedy = (
        SAVE_AGAIN if sniffed in {"html", "other"} else Words("把扩展名改成与内容一致", "rename it to what it is")
    )
    raise BadInput(
        path.name,
        Words(
            f"扩展名与内容不符：内容是 {NAMES[sniffed]}",
            f"the extension does not fit: the content is {NAMES[sniffed]}",
        ),
        remedy,
    )
