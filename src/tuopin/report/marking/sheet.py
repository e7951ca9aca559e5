"""One sheet patched: cells coloured in the stream of rows, comments and their boxes written beside it."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from tuopin.report.marking.boxes import added_boxes, blocks_needed, new_boxes, next_block
from tuopin.report.marking.gather import Cells, commented
from tuopin.report.marking.grid import Grid
from tuopin.report.marking.head import Head, read_head
from tuopin.report.marking.markup import spliced, with_attributes
from tuopin.report.marking.notes import OldComments, Texts, new_comments
from tuopin.report.marking.outline import BadMarkup, outline
from tuopin.report.marking.package import Package
from tuopin.report.marking.row import Colouring
from tuopin.report.marking.rows import Rows
from tuopin.report.marking.scan import body, head_of, survey
from tuopin.report.marking.styles import StyleBook
from tuopin.report.marking.tabs import Book, Tab
from tuopin.report.marking.tail import Tail, unmerge

COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"


@dataclass(slots=True)
class SheetPatcher:
    """Patches the sheets of one workbook, one after another."""

    package: Package
    book: Book
    styles: StyleBook
    limit: int
    block: int = 0

    def patch(self, tab: Tab, cells: Cells) -> int:
        """Colour and comment these cells; gives the number of comments. Marks on covered cells are moved in `cells`."""
        sheet = survey(self.package.chunks(tab.part))
        head = read_head(sheet)
        tail = Tail(sheet, head)
        unmerge(cells, tail.merges())
        texts = commented(cells, self.limit)
        ending = self._comment(tab, texts, head=head, tail=tail) if texts else tail.text
        rows = Rows(cells, Colouring(sheet.prefix, self.styles.marked, head.column_style()))
        patched = rows.patched(body(self.package.chunks(tab.part), sheet))
        self.package.stream(tab.part, chain([head.changed(cells)], patched, [ending]))
        return len(texts)

    def deselect(self, tab: Tab) -> None:
        """Make a sheet without marks not the selected one, for the listing is; most need no change at all."""
        if tab.kind != "worksheet":
            self._deselect_other(tab)
            return
        sheet = head_of(self.package.chunks(tab.part))
        head = read_head(sheet)
        if head.selected():
            close = b"</" + sheet.prefix + b"sheetData>" if sheet.end == sheet.start else b""
            rest = _skipped(self.package.chunks(tab.part), sheet.start)
            self.package.stream(tab.part, chain([head.changed({}), close], rest))

    def _deselect_other(self, tab: Tab) -> None:
        text = self.package.read(tab.part)
        views = [view for views in outline(text, depth=3).all("sheetViews") for view in views.children]
        selected = [view for view in views if view.attributes.get("tabSelected") in {"1", "true"}]
        edits = [(v.start, v.inner, with_attributes(text[v.start : v.inner], tabSelected=None)) for v in selected]
        if edits:
            self.package.write(tab.part, spliced(text, edits))

    def _comment(self, tab: Tab, texts: Texts, *, head: Head, tail: Tail) -> bytes:
        """Write comments and boxes; gives the sheet's tail, which has to name the drawing of the boxes."""
        boxed = self._write_comments(tab, texts)
        grid, relation = Grid.of(head), tail.legacy_drawing()
        self.block = self.block or next_block(self._drawings())
        first, self.block = self.block, self.block + blocks_needed(len(boxed))
        if relation is not None:
            part = self._drawing(tab, relation)
            asked = {place: boxed[place] for place in texts}
            self.package.write(part, added_boxes(self.package.read(part), asked, grid, first_block=first))
            return tail.text
        part = self._new_name("drawings/vmlDrawing{}.vml")
        self.package.write(part, new_boxes(boxed, grid, first_block=first))
        self.package.default_type("vml", VML_TYPE)
        relations = self.book.relations
        new = self.package.relate(tab.part, part, f"{relations}/vmlDrawing")
        return tail.with_legacy_drawing(new, relations)

    def _write_comments(self, tab: Tab, texts: Texts) -> Texts:
        """Write the comments part; gives what stands in every comment of the sheet then, old ones included."""
        part = self.package.related(tab.part, "comments")
        if part is not None:
            old = OldComments(self.package.read(part))
            self.package.write(part, old.added(texts))
            shown = {place: old.shown(place) for place in old.places()}
            return shown | {place: "\n".join(filter(None, (shown.get(place), text))) for place, text in texts.items()}
        part = self._new_name("comments{}.xml")
        self.package.write(part, new_comments(texts, self.book.space), content_type=COMMENTS_TYPE)
        self.package.relate(tab.part, part, f"{self.book.relations}/comments")
        return texts

    def _drawing(self, tab: Tab, relation: str) -> str:
        related = (known.part for known in self.package.relations(tab.part) if known.id == relation)
        part = self.package.find(next(related, ""))
        if part is None:
            raise BadMarkup("the drawing of the comments is missing")
        return part

    def _drawings(self) -> Iterator[bytes]:
        return (self.package.read(name) for name in self.package.names() if name.casefold().endswith(".vml"))

    def _new_name(self, pattern: str) -> str:
        return self.package.free_name(posixpath.join(posixpath.dirname(self.book.part), pattern))


def _skipped(chunks: Iterable[bytes], count: int) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk[count:]
        count = max(count - len(chunk), 0)
