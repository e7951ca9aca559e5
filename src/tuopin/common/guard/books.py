"""Excel workbooks: every cell with its sheet and place, then everything else that the file carries. Clause R3c.

Cells come from calamine (rich text joined, shared strings in place); of a sheet's XML is left what is no cell: headers and
footers, validations, formulas, phonetic guides. All other parts (unused shared strings, comments, properties, drawings,
links) are read as text. A sheet that calamine cannot turn into values (a phone formatted as a date) is read as text too.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import IO, Final

from python_calamine import CalamineSheet, CalamineWorkbook

from tuopin.common.guard.cells import Table
from tuopin.common.guard.markup import texts
from tuopin.common.guard.report import Enough, Report
from tuopin.common.guard.texts import read_piece
from tuopin.common.words import Words

SHEET: Final = re.compile(r"xl/(?:worksheets|chartsheets|dialogsheets|macrosheets)/[^/]+\.xml")
BEGINS: Final = re.compile(rb"<(?:\w+:)?sheetData(?=[\s>])")
ENDS: Final = re.compile(rb"</(?:\w+:)?sheetData\s*>")
FORMULA: Final = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>[^<]+")
PHONETIC: Final = b"rPh"
CHUNK: Final = 2**22
REST: Final = Words("页眉页脚、公式或校验", "header, footer, formula or validation")
OURS: Final = (KeyboardInterrupt, SystemExit, Enough)


def read_book(stream: IO[bytes], report: Report) -> bool:
    """The cells of all sheets; False if calamine cannot read them all, so that their XML must be read as text."""
    try:
        book = CalamineWorkbook.from_filelike(stream)
        for name in book.sheet_names:
            _read_sheet(book.get_sheet_by_name(name), name, report)
    except BaseException as error:
        if isinstance(error, OURS):
            raise
        return False  # calamine's panics are no Exception
    return True


def first_rows(stream: IO[bytes], rows: int) -> str:
    """The text of the first rows of the first sheet."""
    sheet = CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0)
    return "\n".join(" ".join(map(str, row)) for row in islice(sheet.iter_rows(), rows))


def read_beside_cells(stream: IO[bytes], report: Report) -> None:
    """What a sheet's XML carries besides the values of its cells."""
    for part in _beside_cells(stream):
        for text in texts(part.decode("utf-8", "replace"), joining=True):
            read_piece(text, report, lambda _at, _text: REST)


def read_name(name: str, report: Report) -> None:
    """A name that shows outside: of a file, a sheet, a column."""
    read_piece(name, report, lambda _at, _text: Words("名称", "its name"))


def _read_sheet(sheet: CalamineSheet, name: str, report: Report) -> None:
    top, left = sheet.start or (0, 0)
    read_name(name, report)

    def place(row: int, column: int) -> Words:
        where = f"{_letters(column + left)}{row + top + 1}"
        return Words(f"工作表“{name}”{where}", f"sheet {name}, cell {where}")

    Table(report, place).read(sheet.iter_rows())


def _letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _beside_cells(stream: IO[bytes]) -> Iterator[bytes]:
    held, inside = b"", False
    while chunk := stream.read(CHUNK):
        held += chunk
        while mark := (ENDS if inside else BEGINS).search(held):
            yield _kept(held[: mark.start()], inside=inside)
            held, inside = held[mark.end() :], not inside
        if inside:
            cut = max(0, held.rfind(b"</", 0, -64))  # a tag or formula that goes on is kept for the next round
            yield _kept(held[:cut], inside=True)
            held = held[cut:]
    yield _kept(held, inside=inside)


def _kept(part: bytes, *, inside: bool) -> bytes:
    """Everything, or between the cells only formulas and phonetic guides."""
    if not inside or PHONETIC in part:
        return part
    return b"<p/>".join(FORMULA.findall(part))
