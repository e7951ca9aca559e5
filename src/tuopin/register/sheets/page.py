"""A page as the national system writes it: title rows, a header row, every cell text; made as one XML part, a column at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

import polars as pl

Value = str | int | float | date | None
TITLE, NOTE, HEADER, TEXT, NUMBER, DAY = 1, 2, 3, 4, 5, 6  # cell styles, in the order of parts.STYLES
TITLE_HEIGHT, HEADER_HEIGHT = 28, 30
WIDEST, NARROWEST, MARGIN = 30, 7, 2
LONG: Final = {"证件号码": 23, "户编号": 13, "人编号": 15, "联系电话": 14, "行政村": 16, "乡镇": 16, "乡(镇)": 16, "姓名": 10}
EPOCH: Final = date(1899, 12, 30)
NAMESPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True)
class Page:
    """One sheet: title lines (a row each), the header's labels, the rows as text columns.

    `others` are cells below the header that are not text, by (row, column) from 0 under the header; `merges` are ranges
    (row, column, row, column) counted in the same way.
    """

    name: str
    titles: Sequence[str]
    labels: Sequence[str]
    rows: pl.DataFrame
    others: dict[tuple[int, int], Value] = field(default_factory=dict)
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden: bool = False

    @classmethod
    def of_values(cls, name: str, *, titles: Sequence[str], labels: Sequence[str], values: Sequence[Sequence[Value]], **more: Any) -> "Page":
        """A page of mixed values, row by row."""
        others: dict[tuple[int, int], Value] = {
            (row, column): value
            for row, cells in enumerate(values)
            for column, value in enumerate(cells)
            if value is not None and not isinstance(value, str)
        }
        columns = [[cells[column] if isinstance(cells[column], str) else None for cells in values] for column in range(len(labels))]
        frame = pl.DataFrame({f"{number}": pl.Series(cells, dtype=pl.String) for number, cells in enumerate(columns)})
        return cls(name, titles, labels, frame, others=others, **more)

    @property
    def first(self) -> int:
        """The row of the first cell under the header, as Excel counts."""
        return len(self.titles) + 2


def letters(column: int) -> str:
    """A column's name: 0 is A, 26 is AA."""
    name = ""
    while column >= 0:
        name, column = chr(ord("A") + column % 26) + name, column // 26 - 1
    return name


def sheet_xml(page: Page) -> bytes:
    """The page as a worksheet part."""
    head = "".join(f'<col min="{at}" max="{at}" width="{width(label)}" customWidth="1"/>' for at, label in enumerate(page.labels, 1))
    split = page.first - 1
    pane = f'<pane ySplit="{split}" topLeftCell="A{page.first}" activePane="bottomLeft" state="frozen"/>'
    top = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{NAMESPACE}">'
        f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"{f'<cols>{head}</cols>' if head else ''}<sheetData>"
    )
    body = "".join([*_titles(page), _header(page), *_rows(page)])
    return f"{top}{body}</sheetData>{_merged(page)}</worksheet>".encode()


def width(label: str) -> int:
    """A column's width for its label; a Chinese character counts two."""
    wide = sum(2 if ord(character) > 255 else 1 for character in label)
    known = next((size for name, size in LONG.items() if name in label), 0)
    return max(known, NARROWEST, min(WIDEST, wide + MARGIN))


def _titles(page: Page) -> list[str]:
    looks = [TITLE, *[NOTE] * len(page.titles)]
    heights = [f' ht="{TITLE_HEIGHT}" customHeight="1"', *[""] * len(page.titles)]
    return [f'<row r="{row}"{heights[row - 1]}>{_text(f"A{row}", text, looks[row - 1])}</row>' for row, text in enumerate(page.titles, 1)]


def _header(page: Page) -> str:
    row = page.first - 1
    labels = "".join(_text(f"{letters(column)}{row}", label, HEADER) for column, label in enumerate(page.labels))
    return f'<row r="{row}" ht="{HEADER_HEIGHT}" customHeight="1">{labels}</row>'


def _rows(page: Page) -> list[str]:
    if page.rows.is_empty():
        return []
    number = pl.int_range(page.first, page.first + pl.len()).cast(pl.String)
    columns = [_column(name, column, page).alias(name) for column, name in enumerate(page.rows.columns)]
    cells = page.rows.with_columns(number.alias("#")).with_columns(columns)
    return cells.select(pl.concat_str(pl.lit('<row r="'), "#", pl.lit('">'), *page.rows.columns, pl.lit("</row>"))).to_series().to_list()


def _column(name: str, column: int, page: Page) -> pl.Expr:
    """A column's cells as XML; those that are not text are put in from `others`."""
    at = letters(column)
    text = pl.col(name).str.replace_many(["&", "<", ">"], ["&amp;", "&lt;", "&gt;"])
    full = pl.concat_str(pl.lit(f'<c r="{at}'), "#", pl.lit(f'" s="{TEXT}" t="inlineStr"><is><t xml:space="preserve">'), text, pl.lit("</t></is></c>"))
    empty = pl.concat_str(pl.lit(f'<c r="{at}'), "#", pl.lit(f'" s="{TEXT}"/>'))
    cells = pl.when(pl.col(name).is_null()).then(empty).otherwise(full)
    mine = {page.first + row: _other(f"{at}{page.first + row}", value) for (row, where), value in page.others.items() if where == column}
    if not mine:
        return cells
    return pl.coalesce(pl.col("#").replace_strict({str(row): xml for row, xml in mine.items()}, default=None, return_dtype=pl.String), cells)


def _other(at: str, value: Value) -> str:
    if isinstance(value, date):
        return f'<c r="{at}" s="{DAY}"><v>{(value - EPOCH).days}</v></c>'
    return f'<c r="{at}" s="{NUMBER}"><v>{value!r}</v></c>'


def _text(at: str, text: str, look: int) -> str:
    return f'<c r="{at}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' if text else f'<c r="{at}" s="{look}"/>'


def _merged(page: Page) -> str:
    wide = letters(len(page.labels) - 1)
    ranges = [f"A{row}:{wide}{row}" for row in range(1, len(page.titles) + 1)] if len(page.labels) > 1 else []
    ranges += [f"{letters(left)}{page.first + top}:{letters(right)}{page.first + bottom}" for top, left, bottom, right in page.merges]
    cells = "".join(f"<mergeCell ref={quoteattr(each)}/>" for each in ranges)
    return f'<mergeCells count="{len(ranges)}">{cells}</mergeCells>' if ranges else ""
