"""What is to be marked, and what the added list of problems says. Plain data, no file is touched here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.report.style import LEVELS

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
COMMENT_LIMIT: Final = 20_000


class CannotMark(BadInput):
    """The file is no workbook that can be patched in place (damaged, another format); write a plain one instead."""

    def __init__(self, source: Path | str, zh: str, en: str) -> None:
        """Name the file and say in both languages what was found."""
        super().__init__(str(source), Words(zh, en))


@dataclass(frozen=True, slots=True)
class Mark:
    """One problem at one cell; `column` None means the whole row and colours the row's first cell (column A).

    Rows and columns count from 1 as in Excel; `text` is the comment, Chinese first, then English.
    """

    sheet: str
    row: int
    column: int | None
    level: str
    text: str

    def __post_init__(self) -> None:
        """A place outside Excel's grid or an unknown level is the caller's mistake: ValueError."""
        if self.level not in LEVELS:
            raise ValueError(f"level {self.level!r} is none of {', '.join(LEVELS)}")
        if not (1 <= self.row <= LAST_ROW and 1 <= (self.column or 1) <= LAST_COLUMN):
            raise ValueError(f"row {self.row}, column {self.column} is outside a sheet")


class At(NamedTuple):
    """A cell of the listing that names a place in the workbook and links to it; `column` None is the whole row."""

    sheet: str
    row: int
    column: int | None = None


ListingCell = str | int | At | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The added sheet: title lines, column headings, and rows (read once, so a generator will do).

    `widths` are column widths in characters; without them they follow from the headings and the first rows.
    """

    title: Sequence[str]
    columns: Sequence[str]
    rows: Iterable[Sequence[ListingCell]]
    widths: Sequence[float] | None = None


@dataclass(frozen=True, slots=True)
class MarkCount:
    """What was done: marks given, cells coloured, cells with a comment written or added to, comments left out by the cap.

    Then the listing: its sheet name, rows written, rows left out because a sheet was full.
    """

    marks: int
    cells: int
    comments: int
    comments_left_out: int
    listing_sheet: str
    listing_rows: int
    listing_rows_left_out: int
