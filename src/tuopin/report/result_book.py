"""A workbook to be worked with and printed: title, what it is, a frozen header that filters, columns in declared looks.

Written row by row in constant memory; the same content gives the same bytes (no clock is read). Nothing that looks like a
document or phone number is ever let through (DESIGN 4.13).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import xlsxwriter

from tuopin.common.words import Words
from tuopin.report.result_looks import height_of, looks, safe
from tuopin.report.style import sheet_name

HEADER_ROW = 2  # counted from 0: title, note, header
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


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
        self.looks = {name: self.book.add_format(properties) for name, properties in looks().items()}
        self.sheets: list[Sheet] = []

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Finish every sheet and the file."""
        for sheet in self.sheets:
            sheet.finish()
        self.book.close()

    def sheet(self, name: str, title: Words, columns: Sequence[Column], *, note: str = "", listed: bool = True) -> "Sheet":
        """A new sheet with its title and note; one that is `listed` is one table, its header frozen and filtering."""
        named = sheet_name(name, [each.out.get_name() for each in self.sheets])
        sheet = Sheet(self, self.book.add_worksheet(named), (title, note), columns=tuple(columns), listed=listed)
        self.sheets.append(sheet)
        return sheet


class Sheet:
    """One sheet; rows are added in order."""

    def __init__(self, book: Book, sheet: Any, top: tuple[Words, str], *, columns: tuple[Column, ...], listed: bool) -> None:
        """Write the top and set up widths and printing."""
        self.looks, self.out, self.columns, self.listed, self.at = book.looks, sheet, columns, listed, HEADER_ROW
        title, note = top
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        sheet.set_row(0, 28)
        sheet.write_string(0, 0, f"{title.zh}  {title.en}", self.looks["title"])
        sheet.set_row(1, 18)
        sheet.write_string(1, 0, note, self.looks["line"])
        _printed(sheet)
        if listed:
            self.header()
            sheet.freeze_panes(HEADER_ROW + 1, 0)
            sheet.repeat_rows(0, HEADER_ROW)

    def header(self, *, words: Sequence[Words] = ()) -> None:
        """The header of a table, here; `words` where it is not the columns' own."""
        titles = words or [column.words for column in self.columns]
        wrapped = [(title.both, column.width) for title, column in zip(titles, self.columns, strict=False)]
        self.out.set_row(self.at, max(34.0, height_of(wrapped) + 4))
        for number, title in enumerate(titles):
            self.out.write_string(self.at, number, title.both, self.looks["header"])
        self.at += 1

    def row(self, values: Sequence[Any], *, height: float | None = None) -> None:
        """One row; None is an empty cell (boxed in a list), a Cell brings its own look, the rest take their column's."""
        self.out.set_row(self.at, max(height or 0.0, 20.0))
        for number, (value, column) in enumerate(zip(values, self.columns, strict=False)):
            held = value if isinstance(value, Cell) else Cell(value, column.look)
            self._write(number, held)
        self.at += 1

    def heading(self, words: Words) -> None:
        """A line of its own between tables."""
        self.at += self.at > HEADER_ROW
        self.out.set_row(self.at, 24)
        self.out.write_string(self.at, 0, f"{words.zh}  {words.en}", self.looks["heading"])
        self.at += 1

    def _write(self, number: int, cell: Cell) -> None:
        look = self.looks[cell.look]
        if cell.value is None:
            if self.listed:
                self.out.write_blank(self.at, number, None, look)
        elif isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
            self.out.write_number(self.at, number, cell.value, look)
        else:
            text = str(cell.value)
            self.out.write_string(self.at, number, text if cell.look == "code" else safe(text), look)

    def finish(self) -> None:
        """Let people filter a list by every column."""
        if self.listed:
            self.out.autofilter(HEADER_ROW, 0, max(self.at - 1, HEADER_ROW), len(self.columns) - 1)


def _printed(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&F&C&A&R&P / &N")
    sheet.hide_gridlines(2)
