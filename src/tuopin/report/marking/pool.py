"""One list of styles.xml (fonts, fills, borders, cell formats): each different item once, the present ones untouched."""

from typing import Final

from tuopin.report.marking.markup import appended, prefixed, with_attributes
from tuopin.report.marking.outline import Element

_ORDER: Final = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles")
DEFAULTS: Final = {
    "fonts": [b'<font><sz val="11"/><name val="Calibri"/></font>'],
    "fills": [
        b'<fill><patternFill patternType="none"/></fill>',
        b'<fill><patternFill patternType="gray125"/></fill>',
    ],
    "borders": [b"<border><left/><right/><top/><bottom/><diagonal/></border>"],
    "cellXfs": [b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
}


class Pool:
    """One list of styles.xml: its present items and new ones, each different one once."""

    def __init__(self, name: str, text: bytes, *, root: Element, prefix: bytes) -> None:
        """The list of this name below `root`, or the default items when there is none."""
        self.name, self._text, self._prefix = name, text, prefix
        self.element = element = root.child(name)
        present = [text[item.start : item.end] for item in element.children] if element else []
        self.items = present or [prefixed(item, prefix) for item in DEFAULTS[name]]
        self._kept = len(present)
        self._places = {item: place for place, item in reversed(list(enumerate(self.items)))}

    def add(self, item: bytes) -> int:
        """The number of this item, new or known."""
        place = self._places.setdefault(item, len(self.items))
        if place == len(self.items):
            self.items.append(item)
        return place

    def edit(self, root: Element) -> list[tuple[int, int, bytes]]:
        """The splice that brings the list up to date; none when nothing is new."""
        new = b"".join(self.items[self._kept :])
        if not new:
            return []
        count = str(len(self.items))
        if self.element is None:
            tag = with_attributes(b"<" + self._prefix + self.name.encode() + b">", count=count)
            place = _place(root, self.name)
            return [(place, place, tag + new + b"</" + self._prefix + self.name.encode() + b">")]
        start, end, ending = appended(self._text, self.element, new)
        if start == self.element.start:
            tag, _, rest = ending.partition(b">")
            return [(start, end, with_attributes(tag + b">", count=count) + rest)]
        opening = with_attributes(self._text[self.element.start : self.element.inner], count=count)
        return [(self.element.start, self.element.inner, opening), (start, end, ending)]


def _place(root: Element, name: str) -> int:
    """Where a missing list of styles.xml belongs."""
    later = _ORDER[_ORDER.index(name) + 1 :]
    return next((child.start for child in root.children if child.name in later or child.name not in _ORDER), root.close)
