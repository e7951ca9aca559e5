"""Patching rows: cells with marks get another style number, missing cells and rows are put in, the rest flows through."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tuopin.report.marking.gather import Cells
from tuopin.report.marking.outline import ATTRIBUTES, BadMarkup
from tuopin.report.marking.row import Colouring, MarkedRow
from tuopin.report.marking.scan import Piece

_ROW_NUMBER: Final = re.compile(rb"""\sr\s*=\s*["']\s*(\d{1,7})\s*["']""")


@dataclass(frozen=True, slots=True)
class Rows:
    """How one sheet's rows are patched: where the marks are and how cells are coloured."""

    cells: Cells
    colouring: Colouring

    def patched(self, body: Iterable[Piece]) -> Iterator[bytes]:
        """The rows with every mark put in. Raises BadMarkup when rows or cells are out of order."""
        row_tag = re.compile(b"<" + self.colouring.prefix + rb"row(?=[\s/>])" + ATTRIBUTES + b">")
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
        if held:
            number = int(held[0])
            more = MarkedRow(self.colouring, number, b"".join([*held[1:], more])).patched(self.cells[number])
        yield more

    def _new_row(self, number: int) -> bytes:
        cells = b"".join(
            self.colouring.new_cell((number, column), mark, self.colouring.column_style(column))
            for column, mark in sorted(self.cells[number].items())
        )
        return b'<%brow r="%d">%b</%brow>' % (self.colouring.prefix, number, cells, self.colouring.prefix)
