"""The added sheet as XML: title, how to use it, legend of colours, then one row a problem with a link to its cell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from tuopin.report.marking.cells import address, letters, location
from tuopin.report.marking.gather import Cells
from tuopin.report.marking.layout import LINE, SAMPLE, line_count, row_xml, tallness, text_xml, widths_of
from tuopin.report.marking.marks import LAST_ROW, At, Listing, ListingCell
from tuopin.report.marking.markup import DECLARATION, attribute
from tuopin.report.marking.styles import StyleBook
from tuopin.report.style import LEVEL_WORDS, LEVELS

LINK_LIMIT: Final = 65_530  # Excel's most links in a sheet
_USE: Final = (
    "点击“位置”跳到出错的单元格，鼠标停在有颜色的单元格上看说明；请直接在原表中改正后交回本文件。\n"
    "Click a location to jump to the cell, rest the mouse on a coloured cell to read why; mend it there and send this file back."
)
_MORE: Final = "……另有 {count} 条未列出（工作表已满）。 … {count} more are not listed, the sheet is full."
_EXACT: Final = 10**15  # numbers beyond lose digits in Excel
_PAGE: Final = (
    b'<printOptions horizontalCentered="1"/>'
    b'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
    b'<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    b"<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>"
)


@dataclass(slots=True)
class ListingSheet:
    """Writes one listing; after `xml` is used up, `rows`, `left_out` and `names` say what came of it."""

    listing: Listing
    name: str
    notes: Sequence[str]
    marked: dict[str, Cells]
    styles: StyleBook
    sheets: frozenset[str]
    space: str
    rows: int = 0
    left_out: int = 0
    header: int = 0
    _links: list[bytes] = field(default_factory=list)
    _merged: list[str] = field(default_factory=list)

    def xml(self) -> Iterator[bytes]:
        """The sheet, piece by piece."""
        stream = iter(self.listing.rows)
        sample = list(islice(stream, SAMPLE))
        widths = list(self.listing.widths or widths_of(self.listing.columns, sample))
        top = list(self._top(widths))
        self.header = len(top) + 1
        yield self._opening(widths)
        yield from top
        yield self._header(widths)
        yield from self._rows(chain(sample, stream), widths)
        yield self._closing()

    def names(self) -> dict[str, str]:
        """The built-in defined names of the sheet: what is filtered, which row every printed page repeats."""
        last = letters(max(len(self.listing.columns), 1))
        filtered = f"{location(self.name, self.header, 1)}:{last}{self._last()}"
        sheet = location(self.name, 1, 1).rpartition("!")[0]
        fixed = filtered.replace("!A", "!$A$").replace(f":{last}", f":${last}$")
        return {"_xlnm._FilterDatabase": fixed, "_xlnm.Print_Titles": f"{sheet}!${self.header}:${self.header}"}

    def _opening(self, widths: Sequence[float]) -> bytes:
        columns = b"".join(
            b'<col min="%d" max="%d" width="%.2f" customWidth="1"/>' % (number, number, width)
            for number, width in enumerate(widths, start=1)
        )
        pane = b'<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>' % (
            self.header, self.header + 1,
        )  # fmt: skip
        return (
            DECLARATION
            + b"<worksheet"
            + attribute("xmlns", self.space)
            + b'><sheetPr><tabColor rgb="FFC0392B"/><pageSetUpPr fitToPage="1"/></sheetPr>'
            + b'<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
            + pane
            + b'<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="16.5"/>'
            + (b"<cols>" + columns + b"</cols>" if columns else b"")
            + b"<sheetData>"
        )

    def _top(self, widths: Sequence[float]) -> Iterator[bytes]:
        lines = [(text, "title" if place == 0 else "note") for place, text in enumerate(self.listing.title)]
        lines += [(text, "note") for text in (*self.notes, _USE)]
        for number, (text, look) in enumerate(lines, start=1):
            if len(self.listing.columns) > 1:
                self._merged.append(f"A{number}:{letters(len(self.listing.columns))}{number}")
            height = 30.0 if look == "title" else 4 + LINE * line_count(text, sum(widths))
            yield row_xml(number, [text_xml((number, 1), text, self.styles.look(look))], height)
        yield self._legend(len(lines) + 1, widths)

    def _legend(self, row: int, widths: Sequence[float]) -> bytes:
        texts = ["颜色 Colours", *(f"{LEVEL_WORDS[level].zh} {LEVEL_WORDS[level].en}" for level in LEVELS)]
        looks = map(self.styles.look, ("note", *LEVELS))
        cells = [
            text_xml((row, place), text, look) for place, (text, look) in enumerate(zip(texts, looks, strict=True), 1)
        ]
        return row_xml(row, cells, tallness(texts, [*widths, *[8.0] * len(texts)]) + 3)

    def _header(self, widths: Sequence[float]) -> bytes:
        look, row = self.styles.look("header"), self.header
        cells = [text_xml((row, column), text, look) for column, text in enumerate(self.listing.columns, start=1)]
        tall = max(
            (line_count(text, width) for text, width in zip(self.listing.columns, widths, strict=False)), default=1
        )
        return row_xml(row, cells, 9 + LINE * tall)

    def _rows(self, rows: Iterable[Sequence[ListingCell]], widths: Sequence[float]) -> Iterator[bytes]:
        number = self.header
        for cells in rows:
            if number + 1 >= LAST_ROW:
                self.left_out += 1
                continue
            number += 1
            self.rows += 1
            drawn = [self._cell(number, column, value) for column, value in enumerate(cells, start=1)]
            yield row_xml(number, drawn, tallness(cells, widths))
        if self.left_out:
            yield row_xml(
                LAST_ROW, [text_xml((LAST_ROW, 1), _MORE.format(count=self.left_out), self.styles.look("note"))]
            )

    def _cell(self, row: int, column: int, value: ListingCell) -> bytes:
        if isinstance(value, At):
            return self._place(row, column, value)
        if isinstance(value, int) and abs(value) < _EXACT:
            return b'<c r="%b" s="%d"><v>%d</v></c>' % (address(row, column).encode(), self.styles.look("count"), value)
        text = "" if value is None else str(value)
        return text_xml((row, column), text, self.styles.look(_LOOK_OF_WORD.get(text, "text")))

    def _place(self, row: int, column: int, at: At) -> bytes:
        linked = at.sheet in self.sheets and len(self._links) < LINK_LIMIT
        style = self.styles.look("link" if linked else "text")
        mark = self.marked.get(at.sheet, {}).get(at.row, {}).get(at.column or 1)
        if mark:
            style = self.styles.marked(style, mark.level)
        if linked:
            target = attribute("location", location(at.sheet, at.row, at.column or 1))
            self._links.append(b"<hyperlink" + attribute("ref", address(row, column)) + target + b"/>")
        place = f"第{at.row}行" if at.column is None else address(at.row, at.column)
        return text_xml((row, column), f"{at.sheet} {place}", style)

    def _closing(self) -> bytes:
        reference = f"A{self.header}:{letters(max(len(self.listing.columns), 1))}{self._last()}"
        merged = b"".join(b"<mergeCell" + attribute("ref", area) + b"/>" for area in self._merged)
        return b"".join([
            b"</sheetData>",
            b"<autoFilter" + attribute("ref", reference) + b"/>",
            b"<mergeCells>" + merged + b"</mergeCells>" if merged else b"",
            b"<hyperlinks>" + b"".join(self._links) + b"</hyperlinks>" if self._links else b"",
            _PAGE + b"</worksheet>",
        ])  # fmt: skip

    def _last(self) -> int:
        return self.header + self.rows


_LOOK_OF_WORD: Final = {
    word: level for level, words in LEVEL_WORDS.items() for word in (words.zh, words.en, f"{words.zh} {words.en}")
}
