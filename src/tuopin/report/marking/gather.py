"""Marks gathered by sheet and cell: one colour and one comment a cell, the worst level first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tuopin.report.marking.marks import Mark
from tuopin.report.style import LEVEL_WORDS, LEVELS


@dataclass(slots=True)
class CellMark:
    """All marks of one cell together: the worst level and the texts, worst first, each said once."""

    level: str
    texts: list[str]


Cells = dict[int, dict[int, CellMark]]
"""Row → column → what is wrong there."""


def by_sheet(marks: Sequence[Mark]) -> dict[str, Cells]:
    """The marks gathered by sheet and cell."""
    gathered: dict[str, Cells] = {}
    for mark in sorted(marks, key=lambda mark: LEVELS.index(mark.level)):
        row = gathered.setdefault(mark.sheet, {}).setdefault(mark.row, {})
        cell = row.setdefault(mark.column or 1, CellMark(mark.level, []))
        _say_once(cell, [_said(mark)])
    return gathered


def _said(mark: Mark) -> str:
    """A mark's line in the comment: the level in words, then the text."""
    words = LEVEL_WORDS[mark.level]
    return f"【{words.zh} {words.en}】{mark.text}"


def join(cell: CellMark, other: CellMark) -> None:
    """Take another cell's marks over into this one, for cells that Excel shows as one."""
    cell.level = min(cell.level, other.level, key=LEVELS.index)
    _say_once(cell, other.texts)


def commented(cells: Cells, limit: int) -> dict[tuple[int, int], str]:
    """(row, column) → comment text in sheet order, for at most `limit` cells, the worst levels first."""
    places = [(row, column, cell) for row, columns in cells.items() for column, cell in columns.items()]
    places.sort(key=lambda place: (LEVELS.index(place[2].level), place[0], place[1]))
    return {(row, column): "\n".join(cell.texts) for row, column, cell in sorted(places[:limit], key=lambda p: p[:2])}


def cell_count(cells: Cells) -> int:
    """Number of marked cells."""
    return sum(len(columns) for columns in cells.values())


def _say_once(cell: CellMark, texts: Iterable[str]) -> None:
    cell.texts.extend(text for text in texts if text not in cell.texts)
