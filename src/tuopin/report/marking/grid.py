"""How large a comment box is and where it lies among the columns and rows of a sheet."""

from collections.abc import Callable
from dataclasses import dataclass

from tuopin.report.marking.head import Column, Head
from tuopin.report.marking.marks import LAST_COLUMN, LAST_ROW
from tuopin.report.style import text_units

_NARROW, _WIDE, _TALLEST = 230, 420, 440  # pixels
_LINE, _LETTER, _EDGE = 17, 7.0, 14  # pixels: height of a line, width of a half-width letter, margins


@dataclass(frozen=True, slots=True)
class Grid:
    """Column widths and row heights of a sheet, in pixels; rows with a height of their own are taken as usual ones."""

    width: Callable[[int], int]
    height: int

    @classmethod
    def of(cls, head: Head) -> "Grid":
        """The grid that a sheet's head describes."""
        usual, height = head.default_sizes()
        widths = {}
        for run in head.columns():
            for column in range(run.first, min(run.last, run.first + 512) + 1):
                widths[column] = _pixels(run, usual)
        return cls(lambda column: widths.get(column, _pixels(None, usual)), max(int(height * 4 / 3), 4))

    def anchor(self, place: tuple[int, int], text: str) -> bytes:
        """Where the box of a cell's comment lies: left, top, right, bottom as cell and pixels within it."""
        row, column = place
        wide, tall = box_size(text)
        left = min(column + 1, LAST_COLUMN - 8)
        right, over = self._across(left, wide + 12)
        top = max(min(row - 1, LAST_ROW - 30), 1)
        down, rest = divmod(tall + 4, self.height)
        numbers = (left - 1, 12, top - 1, 4, right - 1, over, top - 1 + down, rest)
        return ", ".join(map(str, numbers)).encode()

    def _across(self, left: int, pixels: int) -> tuple[int, int]:
        """The column and the pixels within it, so far to the right of a column's left edge."""
        column = left
        while column < LAST_COLUMN and pixels > self.width(column):
            pixels -= self.width(column)
            column += 1
        return column, pixels


def box_size(text: str) -> tuple[int, int]:
    """Width and height in pixels that show a comment whole, if that is at all reasonable."""
    tall = _height(text, _NARROW)
    return (_NARROW, tall) if tall <= _NARROW else (_WIDE, min(_height(text, _WIDE), _TALLEST))


def _height(text: str, wide: int) -> int:
    units = int((wide - _EDGE) / _LETTER)
    return _EDGE + _LINE * sum(max(-(-text_units(line) // units), 1) for line in text.split("\n"))


def _pixels(run: Column | None, usual: float) -> int:
    if run and run.hidden:
        return 0
    width = usual if run is None or run.width is None else run.width
    return int(width * 7 + 5)
