"""Cell addresses as Excel writes them."""

import re
from functools import cache
from typing import Final, NamedTuple

_ADDRESS: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@cache
def letters(column: int) -> str:
    """A column's letters: 1 → A, 27 → AA."""
    text = ""
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text


def address(row: int, column: int) -> str:
    """(5, 3) → C5."""
    return f"{letters(column)}{row}"


@cache
def column_number(text: bytes) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in text.upper():
        number = number * 26 + letter - 64
    return number


class Area(NamedTuple):
    """A rectangle of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        """As Excel writes it; a single cell without colon."""
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


def area(reference: str) -> Area | None:
    """The rectangle of "C5" or "A1:C5", None for anything else (whole columns, broken references)."""
    ends = [_ADDRESS.fullmatch(end) for end in reference.split(":")]
    if not 1 <= len(ends) <= 2 or any(end is None for end in ends):
        return None
    places = [(int(end[2]), column_number(end[1].encode())) for end in ends if end]
    (top, left), (bottom, right) = places[0], places[-1]
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def location(sheet: str, row: int, column: int) -> str:
    """A cell as the target of a link: 'sheet'!C5, apostrophes doubled."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{address(row, column)}"
