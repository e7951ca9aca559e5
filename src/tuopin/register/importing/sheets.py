"""One table as it lies in a file: name, rows of raw cells, merged ranges; not yet understood."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

import polars as pl
import python_calamine as calamine

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.importing import container
from tuopin.register.importing.archive import DAMAGED, cell_at, check_archive, damaged, sheet_parts
from tuopin.register.importing.text_file import decoded, delimited

T = TypeVar("T")
AT_ONCE = 1000  # rows
Row = Sequence[object]
Merge = tuple[tuple[int, int], tuple[int, int]]  # (first row, first column), (last row, last column), from 0
WHOLE_SHEET = "-"  # the name of the one sheet of a CSV or Parquet file


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows()` yields rows from the sheet's first; cell k of a row stands in column `left` + k (from 0)."""

    name: str
    rows: Callable[[], Iterator[Row]]
    left: int = 0
    hidden: bool = False
    merges: list[Merge] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(
        default_factory=list
    )  # row and column, from 0, of cells with an Excel error


def sheets(path: Path) -> Iterator[Sheet]:
    """The sheets of a workbook, CSV or Parquet file, in order, hidden ones too. BadInput if it cannot be read."""
    kind = container.kind_of(path)
    if kind == "csv":
        text = decoded(path)
        yield Sheet(WHOLE_SHEET, lambda: delimited(path, text))
    elif kind == "parquet":
        yield _parquet(path)
    else:
        yield from _workbook(path, check_archive(path) if kind == "xlsx" else {})


def _parquet(path: Path) -> Sheet:
    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, *DAMAGED) as error:
        raise damaged(path, type(error).__name__) from None
    return Sheet(WHOLE_SHEET, lambda: iter([list(frame.columns), *map(list, frame.iter_rows())]))


def _workbook(path: Path, errors: dict[str, list[str]]) -> Iterator[Sheet]:
    parts = sheet_parts(path) if errors else {}
    book = _guarded(path, lambda: calamine.CalamineWorkbook.from_path(path))
    with book:
        for number, meta in enumerate(book.sheets_metadata):
            if meta.typ is not calamine.SheetTypeEnum.WorkSheet:
                continue
            hidden = meta.visible is not calamine.SheetVisibleEnum.Visible
            sheet = _sheet(path, book, number, hidden=hidden)
            yield replace(sheet, errors=[cell_at(cell) for cell in errors.get(parts.get(sheet.name, ""), [])])


def _sheet(path: Path, book: calamine.CalamineWorkbook, number: int, *, hidden: bool) -> Sheet:
    name = book.sheet_names[number]
    sheet = _guarded(path, lambda: book.get_sheet_by_index(number))
    merges = _guarded(path, lambda: sheet.merged_cell_ranges or [])
    return Sheet(name, lambda: _rows(path, sheet), left=(sheet.start or (0, 0))[1], hidden=hidden, merges=merges)


def _rows(path: Path, sheet: calamine.CalamineSheet) -> Iterator[Row]:
    rows = _guarded(path, sheet.iter_rows)
    while chunk := _guarded(path, lambda: list(islice(rows, AT_ONCE))):
        yield from chunk


def _guarded(path: Path, read: Callable[[], T]) -> T:
    try:
        return read()
    except calamine.PasswordError:
        raise BadInput(path.name, container.PASSWORD, container.NO_PASSWORD) from None
    except (calamine.CalamineError, *DAMAGED) as error:
        raise damaged(path, str(error)) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what the Rust reader raises where it gives up
            raise
        raise damaged(path, Words("表格内部结构混乱", "its inner structure is broken").en) from None
