"""A workbook to be worked with and printed: title, what it is, a frozen header that filters, columns in declared looks.

Written row by row in constant memory; the same content gives the same bytes (no clock is read). Nothing that looks like a
document or phone number is ever let through (DESIGN 4.13).
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import xlsxwriter

from tuopin.common.words import Words
from tuopin.report.style import LOOKS, sheet_name, text_units

HEADER_ROW = 2  # counted from 0: title, note, header
PRIVATE = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?![\dXx])")
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
VERDICT_LOOKS = {"met": ("E3F4E1", "1E5B22"), "not_met": ("F9D9D3", "8C1D0F"), "unknown": ("FFF3C4", "6B4E00")}


class Column(NamedTuple):
    """A column: header in both languages, width in characters, the look of its cells."""

    words: Words
    width: int
    look: str


class Cell(NamedTuple):
    """A cell whose look is not its column's."""

    value: Any
    look: str


class Book:
    """An Excel workbook being written; as a context it is closed at the end."""

    def __init__(self, path: Path, *, year: int, title: Words) -> None:
        """`year` dates the file's properties, so that the same result is the same file."""
        self.book = xlsxwriter.Workbook(str(path), OPTIONS)
        self.book.set_properties({"title": title.zh, "comments": title.en, "created": datetime(year, 12, 31, tzinfo=UTC)})
        self.book.set_size(2400, 1600)
        looks = LOOKS | {name: {**LOOKS["text"], "bg_color": f"#{fill}", "font_color": f"#{ink}"} for name, (fill, ink) in VERDICT_LOOKS.items()}
        looks["heading"] = {**LOOKS["title"], "font_size": 12}
        looks["share"] = {**LOOKS["money"], "num_format": '0.00"%"'}
        looks["line"] = {**LOOKS["note"], "text_wrap": False}
        looks["plain"] = {**LOOKS["note"], "font_color": LOOKS["title"]["font_color"], "valign": "top"}
        self.looks = {name: self.book.add_format(properties) for name, properties in looks.items()}
        self.names: list[str] = []

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Finish every sheet and the file."""
        self.book.close()

    def sheet(self, name: str, title: Words, columns: Sequence[Column], *, note: str = "", filtered: bool = True) -> "Sheet":
        """A new sheet with its title, note and header written; `filtered` lets people filter by every column."""
        named = sheet_name(name, self.names)
        self.names.append(named)
        return Sheet(self, self.book.add_worksheet(named), (title, note), columns=tuple(columns), filtered=filtered)


class Sheet:
    """One sheet; rows are added in order."""

    def __init__(self, book: Book, sheet: Any, top: tuple[Words, str], *, columns: tuple[Column, ...], filtered: bool) -> None:
        """Write the top and set up widths and printing."""
        self.looks, self.out, self.columns, self.filtered, self.at = book.looks, sheet, columns, filtered, HEADER_ROW + 1
        title, note = top
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        sheet.set_row(0, 28)
        sheet.write_string(0, 0, f"{title.zh}  {title.en}", self.looks["title"])
        sheet.set_row(1, 18)
        sheet.write_string(1, 0, note, self.looks["line"])
        sheet.set_row(HEADER_ROW, 34)
        for number, column in enumerate(columns):
            sheet.write_string(HEADER_ROW, number, column.words.both, self.looks["header"])
        sheet.freeze_panes(HEADER_ROW + 1, 0)
        _printed(sheet)
        self._filter()

    def row(self, values: Sequence[Any], *, height: float | None = None) -> None:
        """One row; None is an empty cell, a Cell brings its own look, the rest take their column's."""
        if height:
            self.out.set_row(self.at, height)
        for number, (value, column) in enumerate(zip(values, self.columns, strict=True)):
            held = value if isinstance(value, Cell) else Cell(value, column.look)
            self._write(number, held)
        self.at += 1
        self._filter()

    def heading(self, words: Words) -> None:
        """A line of its own between tables."""
        self.at += 1
        self.out.set_row(self.at, 22)
        self.out.write_string(self.at, 0, f"{words.zh}  {words.en}", self.looks["heading"])
        self.at += 1

    def _write(self, number: int, cell: Cell) -> None:
        look = self.looks[cell.look]
        if cell.value is None:
            self.out.write_blank(self.at, number, None, look)
        elif isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
            self.out.write_number(self.at, number, cell.value, look)
        else:
            self.out.write_string(self.at, number, safe(str(cell.value)), look)

    def _filter(self) -> None:
        if self.filtered:
            self.out.autofilter(HEADER_ROW, 0, max(self.at - 1, HEADER_ROW), len(self.columns) - 1)


def safe(text: str) -> str:
    """The text with anything that looks like a document or phone number struck out."""
    return PRIVATE.sub("＊＊＊", text)


def height_of(texts: Sequence[tuple[str, int]]) -> float:
    """A row's height in points for wrapped texts, each with its column's width."""
    lines = [sum(max(1, -(-text_units(line) // max(width - 1, 1))) for line in text.split("\n")) for text, width in texts]
    return 15.0 * max([1, *lines])


def _printed(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, HEADER_ROW)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&F&C&A&R&P / &N")
    sheet.hide_gridlines(2)
