"""workbook.xml: which sheets there are, and the added one put before them with everything that counts sheets moved on."""

from dataclasses import dataclass
from typing import Final

from tuopin.report.marking.marks import CannotMark
from tuopin.report.marking.markup import (
    MAIN,
    STRICT_MAIN,
    appended,
    attribute,
    cell_text,
    prefix_of,
    prefixed,
    spliced,
    with_attributes,
)
from tuopin.report.marking.outline import BadMarkup, Element, outline, whole
from tuopin.report.marking.package import RELATIONS, STRICT_RELATIONS, Package

_BEFORE_NAMES: Final = {
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet of a workbook: its name, its part, its kind ("worksheet", "chartsheet", …)."""

    name: str
    part: str
    kind: str


class Book:
    """workbook.xml and the sheets it lists."""

    def __init__(self, package: Package) -> None:
        """Find and read the workbook part. Raises BadMarkup."""
        part = package.related("", "officeDocument")
        if part is None:
            raise BadMarkup("no workbook inside")
        self.part, self._package = part, package
        self._text = package.read(part)
        self._root = outline(self._text, depth=4)
        sheets = self._root.child("sheets")
        if self._root.name != "workbook" or self._root.space not in {MAIN, STRICT_MAIN} or sheets is None:
            raise BadMarkup("the workbook part lists no sheets")
        self._sheets = sheets
        self.space = self._root.space
        self.relations = STRICT_RELATIONS if self.space == STRICT_MAIN else RELATIONS
        self.tabs = self._tabs()

    def _tabs(self) -> list[Tab]:
        related = {relation.id: relation for relation in self._package.relations(self.part)}
        tabs = []
        for sheet in self._sheets.children:
            relation = related.get(next((v for k, v in sheet.attributes.items() if k.endswith(" id")), ""))
            part = self._package.find(relation.part) if relation else None
            if relation is None or part is None:
                raise BadMarkup("a sheet without its part")
            tabs.append(Tab(sheet.attributes.get("name", ""), part, relation.kind))
        return tabs

    def relate(self, target: str, kind: str) -> str:
        """Relate a new part to the workbook; gives the relationship's id."""
        return self._package.relate(self.part, target, f"{self.relations}/{kind}")

    def put_first(self, name: str, relation: str, names: dict[str, str]) -> None:
        """Add a sheet before all others and open on it; `names` are its built-in defined names and what they refer to."""
        number = max((whole(sheet, "sheetId") for sheet in self._sheets.children), default=0) + 1
        sheet = attribute("name", name) + attribute("sheetId", str(number))
        sheet += attribute("xmlns:r", self.relations) + attribute("r:id", relation)
        place = self._sheets.inner
        edits = [(place, place, self._ours(b"<sheet" + sheet + b"/>"))]
        edits += self._views() + self._names(names)
        self._package.write(self.part, spliced(self._text, edits))

    def _views(self) -> list[tuple[int, int, bytes]]:
        views = self._root.child("bookViews")
        return [
            (view.start, view.inner, with_attributes(self._tag(view), activeTab="0", firstSheet=None))
            for view in (views.children if views else ())
        ]

    def _names(self, names: dict[str, str]) -> list[tuple[int, int, bytes]]:
        new = b"".join(_defined_name(name, refers) for name, refers in names.items())
        known = self._root.child("definedNames")
        if known is None:
            place = max(
                (child.end for child in self._root.children if child.name in _BEFORE_NAMES), default=self._sheets.end
            )
            return [(place, place, self._ours(b"<definedNames>" + new + b"</definedNames>"))]
        if known.inner == known.end:
            return [appended(self._text, known, self._ours(new))]
        moved = [self._moved(name) for name in known.children if "localSheetId" in name.attributes]
        return [(known.inner, known.inner, self._ours(new)), *moved]

    def _moved(self, name: Element) -> tuple[int, int, bytes]:
        index = whole(name, "localSheetId") + 1
        return name.start, name.inner, with_attributes(self._tag(name), localSheetId=str(index))

    def _tag(self, element: Element) -> bytes:
        return self._text[element.start : element.inner]

    def _ours(self, xml: bytes) -> bytes:
        return prefixed(xml, prefix_of(self._text, self._root))


def worksheet(tabs: list[Tab], name: str, source: str) -> Tab:
    """The worksheet of this name; ValueError when there is none, for then the marks are not of this workbook."""
    found = next((tab for tab in tabs if tab.name == name), None)
    if found is None:
        raise ValueError(f"{source} has no sheet {name!r}")
    if found.kind != "worksheet":
        raise CannotMark(source, f"“{name}”不是普通工作表", f"{name!r} is a {found.kind}, not a worksheet")
    return found


def _defined_name(name: str, refers: str) -> bytes:
    hidden = attribute("hidden", "1") if name.endswith("_FilterDatabase") else b""
    return b"<definedName%b%b%b>%b</definedName>" % (
        attribute("name", name), attribute("localSheetId", "0"), hidden, cell_text(refers),
    )  # fmt: skip
