"""A layout written as a workbook."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from tuopin.register.layouts import Layout
from tuopin.register.sheets.cells import cells
from tuopin.register.sheets.package import write_pages
from tuopin.register.sheets.page import Page

ONE_SHEET_ROWS = 1_048_576
LONGEST_NAME = 31


def write_layout(
    tables: Mapping[str, pl.DataFrame], layout: Layout, path: Path, *, title: str, names: Mapping[str, str], year: int | None = None, synthetic: bool = False
) -> int:
    """Write the tables in a layout, as a real export looks; returns the rows written.

    Lines of `title` stand above the header, one a row, filled up to the layout's title rows; `names` are place names by code;
    `year` is the year whose facts are shown (default: the latest). More rows than a sheet holds go on on further sheets.
    """
    frame = cells(tables, layout, names=names, year=year)
    write_pages(path, pages(frame, layout, title), synthetic=synthetic)
    return len(frame)


def pages(frame: pl.DataFrame, layout: Layout, title: str) -> list[Page]:
    """A layout's cells as the pages of a workbook."""
    titles = [*title.split("\n"), *[""] * layout.title_rows][: layout.title_rows]
    most = ONE_SHEET_ROWS - layout.title_rows - 1
    starts = range(0, max(len(frame), 1), most)
    labels = [column.label for column in layout.columns]
    return [
        Page(sheet_name(layout, nth), titles, labels, frame.slice(start, most))
        for nth, start in enumerate(starts, 1)
    ]


def sheet_name(layout: Layout, nth: int = 1) -> str:
    """The name of a layout's sheet: its title before any bracket."""
    stem = layout.title.zh.partition("（")[0][: LONGEST_NAME - 3]
    return stem if nth == 1 else f"{stem}{nth}"
