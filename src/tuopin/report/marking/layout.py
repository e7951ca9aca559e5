"""Rows and texts of the added sheet, and how wide and tall they have to be for everything to show."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tuopin.report.marking.cells import address
from tuopin.report.marking.marks import At, ListingCell
from tuopin.report.marking.markup import cell_text
from tuopin.report.style import text_units

SAMPLE: Final = 300  # rows that decide column widths
_NARROWEST, _WIDEST = 6.0, 60.0  # characters
LINE, _TALLEST = 15.0, 409.0  # points; Excel shows no taller row
_LONGEST_TEXT: Final = 32_767


def row_xml(number: int, cells: list[bytes], height: float = LINE) -> bytes:
    """A row of cells, `height` in points."""
    return b'<row r="%d" ht="%.1f">%b</row>' % (number, height, b"".join(cells))


def text_xml(place: tuple[int, int], text: str, style: int) -> bytes:
    """A text cell; an empty one keeps its style."""
    cell = address(*place).encode()
    if not text:
        return b'<c r="%b" s="%d"/>' % (cell, style)
    said = cell_text(text[:_LONGEST_TEXT])
    return b'<c r="%b" s="%d" t="inlineStr"><is><t xml:space="preserve">%b</t></is></c>' % (cell, style, said)


def line_count(text: str, width: float) -> int:
    """Lines a wrapped text takes in a cell so wide; words that do not fit are not split, hence roughly."""
    return sum(max(-(-text_units(line) // int(max(width, 1))), 1) for line in text.split("\n"))


def tallness(cells: Sequence[ListingCell], widths: Sequence[float]) -> float:
    """Height in points that shows every text of a row whole; not every program fits rows by itself."""
    pairs = zip(cells, widths, strict=False)
    tall = max((line_count(value, width) for value, width in pairs if isinstance(value, str)), default=1)
    return min(LINE * tall + 3, _TALLEST)


def widths_of(columns: Sequence[str], sample: Iterable[Sequence[ListingCell]]) -> Iterator[float]:
    """Column widths in characters that suit headings and texts, within reason."""
    shown = [[_shown(value) for value in row] for row in sample]
    for place, heading in enumerate(columns):
        texts = [row[place] for row in shown if place < len(row)]
        longest = max((text_units(line) for text in texts for line in text.split("\n")), default=0)
        word = max((text_units(part) for part in heading.split()), default=0) + 3  # room for the filter's arrow
        yield min(max(longest * 1.15 + 2, word * 1.1 + 2, _NARROWEST), _WIDEST)


def _shown(value: ListingCell) -> str:
    if isinstance(value, At):
        return f"{value.sheet} {address(value.row, value.column or 1)}"
    return "" if value is None else str(value)
