"""Marking a workbook: the original file with its bad cells coloured and commented, and one added sheet that lists them."""

import posixpath
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Final

from tuopin.report.marking.archive import Archive
from tuopin.report.marking.gather import Cells, by_sheet, cell_count
from tuopin.report.marking.listing import ListingSheet
from tuopin.report.marking.marks import COMMENT_LIMIT, CannotMark, Listing, Mark, MarkCount
from tuopin.report.marking.outline import BadMarkup
from tuopin.report.marking.package import Package
from tuopin.report.marking.press import BadArchive, Press, write_archive
from tuopin.report.marking.sheet import SheetPatcher
from tuopin.report.marking.styles import StyleBook
from tuopin.report.marking.tabs import Book, worksheet
from tuopin.report.style import sheet_name

LISTING_NAME: Final = "问题清单"
_SHEETML: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LEFT_OUT: Final = (
    "有 {count} 个单元格只涂了颜色、没有批注（每张工作表最多 {limit} 条批注，先注严重的），请看下表。\n"
    "{count} cells are coloured without a comment (at most {limit} a sheet, the worst first): read them in the table below."
)


def mark_workbook(
    source: Path, marks: Sequence[Mark], out: Path, *, listing: Listing, comment_limit: int = COMMENT_LIMIT
) -> MarkCount:
    """The workbook `source` again as `out`, its marked cells coloured and commented, with a sheet that lists all problems.

    Everything else keeps its bytes: sheets stream past, only rows with marks are parsed. The list comes first and is what
    the file opens on. Several marks on one cell make one comment and the worst level's colour; a mark on a cell covered by
    a merged one goes to that one's first cell. Beyond `comment_limit` comments a sheet, cells are coloured only. Same
    input, same bytes; `out` appears whole or not at all and may be `source` itself.

    Raises CannotMark when the file is no sound .xlsx/.xlsm, ValueError when a mark names a sheet that is not there.
    """
    try:
        with Archive(source) as archive, closing(Press()) as press, _appearing(out) as file:
            marking = _Marking(source, Package(archive, press), comment_limit)
            counted = marking.mark(marks, listing)
            write_archive(file, marking.package.members())
    except (BadArchive, BadMarkup) as error:
        raise CannotMark(
            source, f"不是完好的 xlsx 工作簿（{error}）", f"not a sound xlsx workbook ({error})"
        ) from error
    return counted


class _Marking:
    """One workbook being marked: its parts and what has been changed in them."""

    def __init__(self, source: Path, package: Package, limit: int) -> None:
        self.source, self.package, self.limit = source, package, limit
        self.book = Book(package)
        self._styles_part = package.related(self.book.part, "styles") or package.find(self._beside("styles.xml"))
        text = package.read(self._styles_part) if self._styles_part else None
        self.styles = StyleBook(text, self.book.space)

    def mark(self, marks: Sequence[Mark], listing: Listing) -> MarkCount:
        """Patch every sheet with marks, add the listing, then write what both need of styles and workbook."""
        marked = by_sheet(marks)
        patcher = SheetPatcher(self.package, self.book, self.styles, self.limit)
        tabs = {name: worksheet(self.book.tabs, name, self.source.name) for name in marked}
        for tab in self.book.tabs:
            if tab.name not in tabs:
                patcher.deselect(tab)
        comments = sum(patcher.patch(tab, marked[name]) for name, tab in tabs.items())
        cells = sum(map(cell_count, marked.values()))
        sheet = self._list(listing, by_sheet(marks), cells - comments)
        self._write_styles()
        return MarkCount(
            marks=len(marks),
            cells=cells,
            comments=comments,
            comments_left_out=cells - comments,
            listing_sheet=sheet.name,
            listing_rows=sheet.rows,
            listing_rows_left_out=sheet.left_out,
        )

    def _list(self, listing: Listing, marked: dict[str, Cells], left_out: int) -> ListingSheet:
        names = [tab.name for tab in self.book.tabs]
        sheet = ListingSheet(
            listing=listing,
            name=sheet_name(LISTING_NAME, names),
            notes=[_LEFT_OUT.format(count=left_out, limit=self.limit)] if left_out else [],
            marked=marked,
            styles=self.styles,
            sheets=frozenset(names),
            space=self.book.space,
        )
        part = self.package.free_name(self._beside("worksheets/sheet{}.xml"))
        self.package.stream(part, sheet.xml(), content_type=f"{_SHEETML}.worksheet+xml")
        self.book.put_first(sheet.name, self.book.relate(part, "worksheet"), sheet.names())
        return sheet

    def _write_styles(self) -> None:
        part = self._styles_part or self._beside("styles.xml")
        declared = None if self._styles_part else f"{_SHEETML}.styles+xml"
        self.package.write(part, self.styles.xml(), content_type=declared)
        if part not in {relation.part for relation in self.package.relations(self.book.part)}:
            self.book.relate(part, "styles")

    def _beside(self, pattern: str) -> str:
        return posixpath.join(posixpath.dirname(self.book.part), pattern)


@contextmanager
def _appearing(out: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only when everything is written."""
    partial = out.with_name(f".{out.name}.partial")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
