"""Patching one row: marked cells get another style number, missing cells are put in, in the order of columns."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from tuopin.report.marking.cells import address, column_number
from tuopin.report.marking.gather import CellMark
from tuopin.report.marking.markup import with_attributes
from tuopin.report.marking.outline import ATTRIBUTES, BadMarkup
from tuopin.report.marking.scan import masked

Restyle = Callable[[int, str], int]
"""(style number, level) → number of the same style with the level's fill."""

_CELL_COLUMN: Final = re.compile(rb"""\sr\s*=\s*["']\$?([A-Za-z]{1,3})\$?\d""")
_STYLE: Final = re.compile(rb"""\ss\s*=\s*["'](\d{1,9})["']""")
_CUSTOM: Final = re.compile(rb"""\scustomFormat\s*=\s*["'](?:1|true)["']""")


@cache
def _cell_tag(prefix: bytes) -> re.Pattern[bytes]:
    """A cell's start tag; group 1 are its column letters when they stand first, as nearly always."""
    return re.compile(b"<" + prefix + rb"""c(?=[\s/>])(?:\sr="([A-Za-z]{1,3})\d{1,7}")?""" + ATTRIBUTES + b">")


@dataclass(frozen=True, slots=True)
class Colouring:
    """How cells of a sheet are coloured: its namespace prefix, how styles change, the default style of columns."""

    prefix: bytes
    restyle: Restyle
    column_style: Callable[[int], int]

    def new_cell(self, place: tuple[int, int], mark: CellMark, style: int) -> bytes:
        """An empty cell in the mark's colour, over the style its row or column gives."""
        return b'<%bc r="%b" s="%d"/>' % (self.prefix, address(*place).encode(), self.restyle(style, mark.level))


class MarkedRow:
    """One row's bytes, from its start tag to before the next row's."""

    def __init__(self, colouring: Colouring, number: int, text: bytes) -> None:
        """`text` may end with blanks or XML comments after the row. Raises BadMarkup."""
        self.colouring, self.number = colouring, number
        tag = re.match(b"<" + ATTRIBUTES + b">", text)
        if tag is None:
            raise BadMarkup(f"row {number} without a tag")
        self.tag, self.text = tag[0], text[tag.end() :]
        if self.tag.endswith(b"/>"):
            self.tag = self.tag[:-2].rstrip() + b">"
            self.text = b"</" + colouring.prefix + b"row>" + self.text
        style = _STYLE.search(self.tag) if _CUSTOM.search(self.tag) else None
        self.style = int(style[1]) if style else None

    def patched(self, marks: Mapping[int, CellMark]) -> bytes:
        """The row with its marked cells (column → mark) coloured. Raises BadMarkup when cells are out of order."""
        mask, waiting = masked(self.text), sorted(marks.items(), reverse=True)
        out, done, column, last, added = list[bytes](), 0, 0, 0, False
        for found in _cell_tag(self.colouring.prefix).finditer(mask):
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
        style = self.colouring.column_style(column) if self.style is None else self.style
        return self.colouring.new_cell((self.number, column), mark, style)

    def _coloured(self, tag: bytes, mark: CellMark) -> bytes:
        style = _STYLE.search(tag)
        return with_attributes(tag, s=str(self.colouring.restyle(int(style[1]) if style else 0, mark.level)))

    def _after(self, mask: bytes, last: int) -> int:
        """Where a cell after the last one goes, `last` being the end of its start tag."""
        if not last or mask[last - 2 : last] == b"/>":
            return last
        close = re.compile(b"</" + self.colouring.prefix + rb"c\s*>").search(mask, last)
        if close is None:
            raise BadMarkup(f"row {self.number}: cell without end")
        return close.end()
