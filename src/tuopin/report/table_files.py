"""A list as a file: CSV that Excel opens with its Chinese right, or a workbook; the same values, the numbers as numbers."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tuopin.assessment.facts_read import in_words, label_of
from tuopin.assessment.listing import Listing
from tuopin.common.refused import BadInput
from tuopin.common.words import Words, language
from tuopin.register.schema import Field, Kind
from tuopin.report.style import text_units

MOST_ROWS = 1_048_000  # of a sheet
SCALE = {Kind.FEN: 100, Kind.HUNDREDTHS: 100, Kind.TENK_FEN: 1_000_000}
LOOKS = {Kind.CODE: "code", Kind.COUNT: "count", Kind.FEN: "money", Kind.HUNDREDTHS: "money", Kind.TENK_FEN: "money"}


def write(listing: Listing, path: Path, *, year: int) -> int:
    """Write the whole list to `path` (.csv or .xlsx) and give the number of rows. BadInput for another ending."""
    writers = {".csv": _csv, ".xlsx": _xlsx}
    if path.suffix.lower() not in writers:
        raise BadInput(path.name, Words("应为 .csv 或 .xlsx", "expected .csv or .xlsx"))
    partial = path.with_name(path.name + ".partial")
    try:
        rows = writers[path.suffix.lower()](listing, partial, year)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return rows


def lines(listing: Listing) -> Iterator[str]:
    """One JSON object a row, values as stored."""
    for frame in listing.frames:
        for row in frame.iter_rows(named=True):
            yield json.dumps({name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}, ensure_ascii=False)


def _csv(listing: Listing, path: Path, _year: int) -> int:
    rows = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_header(field).replace("\n", " ") for field in listing.fields])
        for frame in listing.frames:
            writer.writerows([_plain(field, value) for field, value in zip(listing.fields, row, strict=True)] for row in frame.iter_rows())
            rows += len(frame)
    return rows


def _xlsx(listing: Listing, path: Path, year: int) -> int:
    from tuopin.report.result_book import Book

    rows, taken = 0, 0
    with Book(path, year=year, title=listing.title) as book:
        sheet = None
        for frame in listing.frames:
            for row in frame.iter_rows():
                if sheet is None or taken == MOST_ROWS:
                    sheet, taken = _sheet(book, listing), 0
                sheet.row([_cell(field, value) for field, value in zip(listing.fields, row, strict=True)])
                rows, taken = rows + 1, taken + 1
        if sheet is None:
            _sheet(book, listing)
    return rows


def _sheet(book: Any, listing: Listing) -> Any:
    from tuopin.report.result_book import Column

    columns = [Column(label_of(field), max(10, min(36, text_units(field.zh) + 4)), LOOKS.get(field.kind, "text")) for field in listing.fields]
    return book.sheet(listing.name, listing.title, columns)


def _cell(field: Field, value: Any) -> Any:
    """A number as a number in the unit people use, everything else as words (Chinese first)."""
    if value is None or field.kind in SCALE or field.kind is Kind.COUNT:
        return None if value is None else value / SCALE.get(field.kind, 1)
    words = in_words(field, value)
    return words.zh if words.zh == words.en else f"{words.zh} {words.en}"


def _plain(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if field.kind in SCALE:
        return str(Decimal(value) / SCALE[field.kind])
    if field.kind is Kind.COUNT:
        return str(value)
    words = in_words(field, value)
    return words.zh if language() == "zh" else words.en


def _header(field: Field) -> str:
    unit = f"（{field.unit.zh}）" if field.unit and field.kind in {*SCALE, Kind.COUNT} else ""
    label = label_of(field)
    return f"{label.zh}{unit}\n{label.en}"


