"""Patching rows: cells with marks get another style number, missing cells and rows are put in, the rest flows through."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from tuopin.report.marking.cells import address, column_number
from tuopin.report.marking.marks import CellMark, Cells
from tuopin.report.marking.markup import ATTRIBUTES, BadMarkup, with_attributes
from tuopin.report.marking.scan import Piece, masked

Restyle = Callable[[int, str], int]
"""(style number, level) → number of the same style with the level's fill."""

_ROW_NUMBER: Final = re.compile(rb"""\sr\s*=\s*["']\s*(\d{1,7})\s*["']""")
_CELL_COLUMN: Final = re.compile(rb"""\sr\s*=\s*["']\$?([A-Za-z]{1,3})\$?\d""")
_STYLE: Final = re.compile(rb"""\ss\s*=\s*["'](\d{1,9})["']""")
_CUSTOM: Final = re.compile(rb"""\scustomFormat\s*=\s*["'](?:1|true)["']""")


@dataclass(frozen=True, slots=True)
class Rows:
    """How one sheet's rows are patched: where the marks are, how a style is coloured, the default style of columns."""

    cells: Cells
    prefix: bytes
    restyle: Restyle
    column_style: Callable[[int], int]

    def patched(self, body: Iterable[Piece]) -> Iterator[bytes]:
        """The rows with every mark put in. Raises BadMarkup when rows or cells are out of order."""
        row_tag = re.compile(b"<" + self.prefix + rb"row(?=[\s/>])" + ATTRIBUTES + b">")
        waiting, number, held = sorted(self.cells, reverse=True), 0, list[bytes]()
        for text, mask in body:
            done = 0
            for found in row_tag.finditer(mask):
                number = self._next_number(found[0], number)
                if not held and not (waiting and waiting[-1] <= number):
                    continue
                yield from self._released(held, text[done : found.start()])
                done = found.start()
                while waiting and waiting[-1] < number:
                    yield self._new_row(waiting.pop())
                held = [b"%d" % waiting.pop()] if waiting and waiting[-1] == number else []
            if held:
                held.append(text[done:])
            else:
                yield text[done:]
        yield from self._released(held, b"")
        yield from map(self._new_row, reversed(waiting))

    @staticmethod
    def _next_number(tag: bytes, last: int) -> int:
        said = _ROW_NUMBER.search(tag)
        number = int(said[1]) if said else last + 1
        if number <= last:
            raise BadMarkup(f"row {number} after row {last}")
        return number

    def _released(self, held: list[bytes], more: bytes) -> Iterator[bytes]:
        yield self._marked_row(int(held[0]), b"".join([*held[1:], more])) if held else more

    def _new_row(self, number: int) -> bytes:
        cells = b"".join(
            self.new_cell((number, column), mark, self.column_style(column))
            for column, mark in sorted(self.cells[number].items())
        )
        return b'<%brow r="%d">%b</%brow>' % (self.prefix, number, cells, self.prefix)

    def new_cell(self, place: tuple[int, int], mark: CellMark, style: int) -> bytes:
        """An empty cell in the mark's colour, over the style its row or column gives."""
        return b'<%bc r="%b" s="%d"/>' % (self.prefix, address(*place).encode(), self.restyle(style, mark.level))

    def _marked_row(self, number: int, text: bytes) -> bytes:
        return _Row(self, number, text).patched()


@cache
def _cell_tag(prefix: bytes) -> re.Pattern[bytes]:
    """A cell's start tag; group 1 are its column letters when they stand first, as nearly always."""
    return re.compile(b"<" + prefix + rb"""c(?=[\s/>])(?:\sr="([A-Za-z]{1,3})\d{1,7}")?""" + ATTRIBUTES + b">")


class _Row:
    """One row's bytes, from its start tag to before the next row's."""

    def __init__(self, rows: Rows, number: int, text: bytes) -> None:
        self.rows, self.number = rows, number
        tag = re.match(b"<" + ATTRIBUTES + b">", text)
        if tag is None:
            raise BadMarkup(f"row {number} without a tag")
        self.tag, self.text = tag[0], text[tag.end() :]
        if self.tag.endswith(b"/>"):
            self.tag = self.tag[:-2].rstrip() + b">"
            self.text = b"</" + rows.prefix + b"row>" + self.text
        style = _STYLE.search(self.tag) if _CUSTOM.search(self.tag) else None
        self.style = int(style[1]) if style else None

    def patched(self) -> bytes:
        """The row with its marked cells coloured."""
        prefix, mask = self.rows.prefix, masked(self.text)
        waiting = sorted(self.rows.cells[self.number].items(), reverse=True)
        out, done, column, last, added = list[bytes](), 0, 0, 0, False
        for found in _cell_tag(prefix).finditer(mask):
            if not waiting and not added:
                break  # nothing was put in, so nothing that follows can be out of order with it
            column = self._next_column(found, column)
            while waiting and waiting[-1][0] < column:
                out += [self.text[done : found.start()], self._new_cell(*waiting.pop())]
                done, added = found.start(), True
            if waiting and waiting[-1][0] == column:
                out += [self.text[done : found.start()], self._coloured(found[0], waiting.pop()[1])]
                done = found.end()
            last = found.end()
        end = self._after(mask, last) if waiting else done
        out.append(self.text[done:end])
        out += [self._new_cell(*mark) for mark in reversed(waiting)]
        tag = with_attributes(self.tag, spans=None) if added or waiting else self.tag
        return b"".join([tag, *out, self.text[end:]])

    def _next_column(self, tag: re.Match[bytes], last: int) -> int:
        said = tag[1] or ((found := _CELL_COLUMN.search(tag[0])) and found[1])
        column = column_number(said) if said else last + 1
        if column <= last:
            raise BadMarkup(f"row {self.number}: column {column} after column {last}")
        return column

    def _new_cell(self, column: int, mark: CellMark) -> bytes:
        style = self.rows.column_style(column) if self.style is None else self.style
        return self.rows.new_cell((self.number, column), mark, style)

    def _coloured(self, tag: bytes, mark: CellMark) -> bytes:
        style = _STYLE.search(tag)
        return with_attributes(tag, s=str(self.rows.restyle(int(style[1]) if style else 0, mark.level)))

    def _after(self, mask: bytes, last: int) -> int:
        """Where a cell after the last one goes, `last` being the end of its start tag."""
        if not last or mask[last - 2 : last] == b"/>":
            return last
        close = re.compile(b"</" + self.rows.prefix + rb"c\s*>").search(mask, last)
        if close is None:
            raise BadMarkup(f"row {self.number}: cell without end")
        return close.end()
