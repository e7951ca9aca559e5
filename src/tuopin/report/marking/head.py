"""A sheet's head: what it says about columns and sizes, and the few changes marking needs there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from tuopin.report.marking.cells import Area, area
from tuopin.report.marking.gather import Cells
from tuopin.report.marking.markup import spliced, with_attributes
from tuopin.report.marking.outline import BadMarkup, Element, outline
from tuopin.report.marking.scan import Sheet, masked

_TRUE: Final = {"1", "true"}


@dataclass(frozen=True, slots=True)
class Column:
    """A run of columns: first to last, width in characters (None: the default), style, hidden or not."""

    first: int
    last: int
    width: float | None
    style: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A sheet's head, read: its bytes and its outline."""

    text: bytes
    root: Element

    @property
    def space(self) -> str:
        """The main namespace, transitional or strict."""
        return self.root.space

    def columns(self) -> list[Column]:
        """The runs of columns with a width or style of their own."""
        runs = self.root.child("cols")
        return [_column(run.attributes) for run in (runs.children if runs else ())]

    def column_style(self) -> Callable[[int], int]:
        """Column → the style it gives to cells that are not there."""
        runs = self.columns()
        return cache(lambda column: next((run.style for run in runs if run.first <= column <= run.last), 0))

    def default_sizes(self) -> tuple[float, float]:
        """Width in characters and height in points of what has no size of its own."""
        said = element.attributes if (element := self.root.child("sheetFormatPr")) else {}
        return _number(said.get("defaultColWidth"), 8.43), _number(said.get("defaultRowHeight"), 15.0)

    def selected(self) -> bool:
        """Whether the sheet opens as (one of) the selected ones."""
        return any(view.attributes.get("tabSelected") in _TRUE for view in self._views())

    def changed(self, cells: Cells) -> bytes:
        """The head with the sheet not selected and its dimension wide enough for the marked cells."""
        edits = [(view.start, view.inner, with_attributes(self._tag(view), tabSelected=None)) for view in self._views()]
        dimension = self.root.child("dimension")
        if dimension and cells and (known := area(dimension.attributes.get("ref", ""))):
            tag = with_attributes(self._tag(dimension), ref=str(_around(known, cells)))
            edits.append((dimension.start, dimension.inner, tag))
        return spliced(self.text, edits)

    def _views(self) -> Iterator[Element]:
        views = self.root.child("sheetViews")
        return views.all("sheetView") if views else iter(())

    def _tag(self, element: Element) -> bytes:
        return self.text[element.start : element.inner]


def read_head(sheet: Sheet) -> Head:
    """The head of a surveyed sheet. Raises BadMarkup when it is no worksheet."""
    text = bytes(sheet.head)
    unclosed = text + b"</" + sheet.prefix + b"sheetData>"
    name = _root_name(text)
    root = outline(unclosed + b"</" + name + b">", depth=3)
    if root.name != "worksheet":
        raise BadMarkup(f"{root.name} instead of worksheet")
    return Head(text, root)


def _column(said: dict[str, str]) -> Column:
    width = _number(said["width"], 8.43) if "width" in said else None
    first, last = int(_number(said.get("min"), 1)), int(_number(said.get("max"), 1))
    return Column(first, last, width, int(_number(said.get("style"), 0)), said.get("hidden") in _TRUE)


def _number(text: str | None, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default


def _around(known: Area, cells: Cells) -> Area:
    columns = [column for row in cells.values() for column in row]
    return Area(
        min(known.top, *cells),
        min(known.left, *columns),
        max(known.bottom, *cells),
        max(known.right, *columns),
    )


def _root_name(head: bytes) -> bytes:
    """The raw name of the first element, for closing it again."""
    name = re.search(rb"<([^\s/>!?]+)", masked(head))
    if name is None:
        raise BadMarkup("no element")
    return name[1]
