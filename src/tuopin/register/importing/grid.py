"""The data rows of a sheet as columns of text, compact; which cells were numbers in the workbook is kept beside them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Any

import numpy as np
import polars as pl

from tuopin.register.importing.header import merged_down
from tuopin.register.importing.sheets import Merge, Row

CHUNK = 10_000  # rows turned into columns at a time
ERROR = "#ERROR"  # what a cell with an Excel error reads as
EXACT = 1e15  # Excel keeps 15 digits; a larger number has lost some


@dataclass(frozen=True)
class Grid:
    """Columns "0", "1", … (column numbers from 0) of text, and for those that hold numbers a mask of where."""

    text: pl.DataFrame
    numbers: dict[int, pl.Series]

    def __len__(self) -> int:
        """Rows."""
        return len(self.text)

    def column(self, number: int) -> pl.Series:
        """The text of one column; empty text where there was nothing."""
        return self.text[str(number)]


def grid(rows: Iterable[Row], columns: list[int], left: int) -> Grid:
    """The given columns (from 0) of some rows; `left` is the column in which the rows begin."""
    iterator, parts, masks = iter(rows), [], []
    while chunk := list(islice(iterator, CHUNK)):
        turned = _turned(chunk)
        cells = {number: _column(turned, number - left, len(chunk)) for number in columns}
        parts.append(
            pl.DataFrame({str(number): pl.Series(text, dtype=pl.String) for number, (text, _) in cells.items()})
        )
        masks.append({number: mask for number, (_, mask) in cells.items()})
    text = pl.concat(parts) if parts else pl.DataFrame(schema=dict.fromkeys(map(str, columns), pl.String()))
    return Grid(
        text,
        {
            number: pl.Series(np.concatenate([part[number] for part in masks]))
            for number in columns
            if any(part[number].any() for part in masks)
        },
    )


def _turned(chunk: list[Row]) -> list[Sequence[object]]:
    """Rows as columns; rows that end early are filled up."""
    return list(zip_longest(*chunk, fillvalue=""))


def _column(
    turned: list[Sequence[object]], index: int, rows: int
) -> tuple[Sequence[Any], "np.typing.NDArray[np.bool_]"]:
    mask = np.zeros(rows, dtype=bool)
    values = turned[index] if 0 <= index < len(turned) else [""] * rows
    if set(map(type, values)) == {str}:
        return values, mask
    text = []
    for number, value in enumerate(values):
        if type(value) is str:
            text.append(value)
            continue
        text.append(_text(value))
        mask[number] = isinstance(value, int | float) and not isinstance(value, bool) and not _exact(value)
    return text, mask


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _exact(value: float) -> bool:
    """A large whole number from a Parquet file, which keeps all its digits, as good as text."""
    return isinstance(value, int) and abs(value) >= EXACT


def _number(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    if abs(value) >= EXACT:
        return f"{value:.5E}"
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def with_errors(raw: Grid, cells: list[tuple[int, int]]) -> Grid:
    """The grid with cells that hold Excel errors (row from the first data row, column) saying so."""
    text = raw.text
    for name in {str(column) for _, column in cells} & set(text.columns):
        rows = sorted(row for row, column in cells if str(column) == name and 0 <= row < len(raw))
        text = text.with_columns(text[name].scatter(rows, ERROR)) if rows else text
    return Grid(text, raw.numbers)


def fill_down(
    text: pl.Series, numbers: pl.Series | None, *, ranges: list[tuple[int, int]]
) -> tuple[pl.Series, pl.Series | None]:
    """A column with merged ranges (first and last row, from 0) filled from their first cell."""
    index = np.arange(len(text))
    for first, last in ranges:
        index[first : last + 1] = first
    return text[index], None if numbers is None else numbers[index]


def ranges_of(merges: list[Merge], column: int, *, first_row: int, rows: int) -> list[tuple[int, int]]:
    """The vertical merges that begin in a column, as row ranges counted from the first data row."""
    return [
        (first - first_row, min(last - first_row, rows - 1))
        for (first, left), (last, _) in merged_down(merges)
        if left == column and first_row <= first < first_row + rows
    ]
