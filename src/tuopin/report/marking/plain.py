"""A marked workbook for sources that cannot be patched (.xls, .csv, Parquet): a new one from the cell values."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from tuopin.report.marking.marks import LAST_COLUMN, LAST_ROW, Listing, Mark, MarkCount
from tuopin.report.marking.workbook import mark_workbook

Value = str | int | float | bool | Decimal | dt.date | dt.datetime | None

_CREATED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp, so that same input gives same bytes
_FIRST_YEAR: Final = 1900
_EXACT: Final = 10**15
_LONGEST_TEXT: Final = 32_767


def plain_workbook(
    rows: Mapping[str, Iterable[Sequence[Value]]], marks: Sequence[Mark], out: Path, *, listing: Listing
) -> MarkCount:
    """A new workbook with these sheets (name → rows, the first row being row 1), coloured, commented and listed alike.

    Texts stay texts, also those that look like formulas or links; numbers of more than 15 digits are written as text so that
    no digit is lost. Rows are read once. Raises ValueError when a sheet has more rows or columns than Excel takes, when
    its name is not legal, or when a mark names a sheet that is not there.
    """
    bare = out.with_name(f".{out.name}.plain")
    try:
        _write(rows, bare)
        return mark_workbook(bare, marks, out, listing=listing)
    finally:
        bare.unlink(missing_ok=True)


def _write(sheets: Mapping[str, Iterable[Sequence[Value]]], out: Path) -> None:
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(out), options) as book:
        book.set_properties({"created": _CREATED})
        looks = {kind: book.add_format({"num_format": code}) for kind, code in _CODES.items()}
        for name, rows in (sheets or {"Sheet1": ()}).items():
            _fill(book.add_worksheet(name), rows, looks)


_CODES: Final = {"text": "@", "day": "yyyy-mm-dd", "instant": "yyyy-mm-dd hh:mm:ss"}


def _fill(sheet: Any, rows: Iterable[Sequence[Value]], looks: Mapping[str, Any]) -> None:
    for number, row in enumerate(rows):
        if number >= LAST_ROW or len(row) > LAST_COLUMN:
            raise ValueError(f"more than {LAST_ROW} rows or {LAST_COLUMN} columns")
        for column, value in enumerate(row):
            if value is not None and value != "":
                written, look = _written(value)
                sheet.write(number, column, written, looks.get(look))


def _written(value: Value) -> tuple[object, str]:
    """A value as it goes into a cell, and the look it needs ("" for none)."""
    if isinstance(value, bool):
        return value, ""
    if isinstance(value, dt.datetime) and value.year >= _FIRST_YEAR:
        return value.replace(tzinfo=None), "instant"
    if isinstance(value, dt.date) and value.year >= _FIRST_YEAR:
        return value, "day"
    if isinstance(value, int | float | Decimal) and math.isfinite(value) and -_EXACT < value < _EXACT:
        return value, ""
    return str(value)[:_LONGEST_TEXT], "text"
