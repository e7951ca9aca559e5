"""A sheet's tail: merged cells, which decide where a mark shows, and the place that names the drawing of comment boxes."""

from bisect import bisect_left, bisect_right
from typing import Final

from tuopin.report.marking.cells import Area, area
from tuopin.report.marking.gather import CellMark, Cells, join
from tuopin.report.marking.head import Head
from tuopin.report.marking.markup import attribute, spliced
from tuopin.report.marking.outline import Element, outline
from tuopin.report.marking.scan import Sheet

_AFTER_DRAWING: Final = {
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
}  # fmt: skip


class Tail:
    """A sheet's tail, read against its root's namespaces."""

    def __init__(self, sheet: Sheet, head: Head) -> None:
        """Keep the bytes; offsets of the outline are moved to them."""
        self.text, self._prefix = bytes(sheet.tail), sheet.prefix
        opening = head.text[head.root.start : head.root.inner] + b"<" + sheet.prefix + b"sheetData>"
        self._shift = len(opening)
        self._root = outline(opening + self.text, depth=4)

    def merges(self) -> list[Area]:
        """The merged areas."""
        merged = self._root.child("mergeCells")
        found = (area(cell.attributes.get("ref", "")) for cell in (merged.children if merged else ()))
        return [one for one in found if one]

    def legacy_drawing(self) -> str | None:
        """The relationship id of the drawing that holds comment boxes, if there is one."""
        element = self._root.child("legacyDrawing")
        if element is None:
            return None
        return next((value for name, value in element.attributes.items() if name.endswith(" id")), None)

    def with_legacy_drawing(self, relation: str, space: str) -> bytes:
        """The tail with a legacyDrawing element, in its place among the sheet's parts."""
        place = next((child.start for child in self._root.children if _follows(child)), self._root.close) - self._shift
        names = attribute("xmlns:r", space) + attribute("r:id", relation)
        return spliced(self.text, [(place, place, b"<" + self._prefix + b"legacyDrawing" + names + b"/>")])


def unmerge(cells: Cells, merges: list[Area]) -> None:
    """Move marks on cells covered by a merged one to its first cell, the only one Excel shows."""
    rows = sorted(cells)
    for merge in merges:
        for row in rows[bisect_left(rows, merge.top) : bisect_right(rows, merge.bottom)]:
            for column in [column for column in cells.get(row, ()) if merge.left <= column <= merge.right]:
                if (row, column) != (merge.top, merge.left):
                    _move(cells, (row, column), (merge.top, merge.left))


def _move(cells: Cells, old: tuple[int, int], new: tuple[int, int]) -> None:
    mark = cells[old[0]].pop(old[1])
    if not cells[old[0]]:
        del cells[old[0]]
    join(cells.setdefault(new[0], {}).setdefault(new[1], CellMark(mark.level, [])), mark)


def _follows(element: Element) -> bool:
    """Whether an element of a sheet stands after legacyDrawing; a wrapper with alternatives counts as what it wraps."""
    while element.name in {"AlternateContent", "Choice"} and element.children:
        element = element.children[0]
    return element.name in _AFTER_DRAWING
