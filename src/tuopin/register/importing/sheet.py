"""One sheet understood and read: typed columns of the rows that may be taken, findings, and the count of every row."""

import re
from dataclasses import dataclass
from itertools import chain, islice

import polars as pl

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.importing import grid as cells_of
from tuopin.register.importing import header as headers
from tuopin.register.importing.cells import folded
from tuopin.register.importing.columns import read_columns
from tuopin.register.importing.found import together, worded
from tuopin.register.importing.grid import Grid
from tuopin.register.importing.header import Header
from tuopin.register.importing.lines import Line, lines
from tuopin.register.importing.options import Options
from tuopin.register.importing.recognise import Column, Recognised, recognise
from tuopin.register.importing.row_keys import keyed
from tuopin.register.importing.rules import FATAL
from tuopin.register.importing.sheets import Merge, Row, Sheet
from tuopin.register.importing.vocabulary import known_labels
from tuopin.register.layouts import Layout

WIDEST = 500  # columns of a sheet that are looked at
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
FILLED_DOWN = ("place.", "key.household_code", "key.village_code", "household.", "household_year.")


@dataclass
class SheetRead:
    """What one sheet gave. `rows` holds row, keys and a column "table.field" for each field read; refused rows are out of it."""

    file: str
    sheet: str
    layout: Layout
    header_row: int
    year: int | None
    columns: list[Column]
    left_aside: list[str]
    counts: dict[str, int]
    rows: pl.DataFrame
    problems: pl.DataFrame


def read_sheet(sheet: Sheet, file: str, options: Options) -> SheetRead | None:
    """A sheet read; None where it holds no table. BadInput where it is a table nobody knows."""
    where = f"{file} · {sheet.name}"
    rows = sheet.rows()
    top = list(islice(rows, headers.LOOKED_AT))
    header = _header(top, sheet, where=where, options=options)
    if header is None:
        return None
    seen = recognise(header, where, options.mapping)
    columns = sorted({*header.labels, *range(sheet.left, sheet.left + min(WIDEST, max(map(len, top))))})
    raw = cells_of.grid(chain(top[header.last + 1 :], rows), columns, sheet.left)
    raw = cells_of.with_errors(raw, [(row - header.last - 1, column) for row, column in sheet.errors])
    text = _folded(_filled(raw, seen, sheet.merges, first_row=header.last + 1))
    kinds = lines(text, seen.columns, header.labels)
    return _read(_Data(sheet.name, file, header, seen, raw, text, kinds), options)


@dataclass(frozen=True)
class _Data:
    name: str
    file: str
    header: Header
    seen: Recognised
    raw: Grid
    text: pl.DataFrame
    kinds: pl.Series


def _header(top: list[Row], sheet: Sheet, *, where: str, options: Options) -> Header | None:
    mapping = options.mapping
    known = known_labels().union(mapping.columns if mapping else ())
    header = headers.find(top, sheet, known, at=mapping.header_row if mapping else None) if top else None
    if header is None and mapping and mapping.header_row:
        raise BadInput(where, Words(f"第 {mapping.header_row} 行没有表头", f"no header in row {mapping.header_row}"))
    return header


def _filled(raw: Grid, seen: Recognised, merges: list[Merge], *, first_row: int) -> Grid:
    """Merged cells of place and household columns hold for every row they span."""
    if not merges:
        return raw
    text, numbers = raw.text, dict(raw.numbers)
    for column in seen.columns:
        if column.target.startswith(FILLED_DOWN) and (
            ranges := cells_of.ranges_of(merges, column.number, first_row=first_row, rows=len(raw))
        ):
            filled, mask = cells_of.fill_down(text[str(column.number)], numbers.get(column.number), ranges=ranges)
            text = text.with_columns(filled.alias(str(column.number)))
            numbers |= {column.number: mask} if mask is not None else {}
    return Grid(text, numbers)


def _folded(raw: Grid) -> pl.DataFrame:
    return raw.text.select(folded(raw.text[name]).alias(name) for name in raw.text.columns)


def _read(data: _Data, options: Options) -> SheetRead:
    is_data = data.kinds == Line.DATA.value
    numbers = (
        (pl.int_range(len(data.kinds), eager=True, dtype=pl.Int64) + data.header.last + 2)
        .filter(is_data)
        .alias("row")
    )
    text = data.text.filter(is_data)
    masks = {number: mask.filter(is_data) for number, mask in data.raw.numbers.items()}
    frame, cell_findings = read_columns(text, masks, rows=numbers, seen=data.seen, mapping=options.mapping)
    year = _year(data, options)
    keys, key_findings = keyed(frame, text, data.seen, year=year, options=options, where=f"{data.file} · {data.name}")
    findings = together([key_findings, cell_findings])
    refused = findings.filter(pl.col("rule").is_in(FATAL))["row"].unique()
    counts = {line.value: int((data.kinds == line.value).sum()) for line in Line}
    return SheetRead(
        file=data.file,
        sheet=data.name,
        layout=data.seen.layout,
        header_row=data.header.last + 1,
        year=year,
        columns=data.seen.columns,
        left_aside=data.seen.left_aside,
        counts=counts | {"read": len(data.kinds)},
        rows=keys.filter(~pl.col("row").is_in(refused.implode())),
        problems=worded(
            findings,
            keys.select("row", "village_code", "household_code", "person_code", "year"),
            file=data.file,
            sheet=data.name,
        ),
    )


def _year(data: _Data, options: Options) -> int | None:
    """The year of the facts: as given, else the only year named in the title, else in the sheet's name."""
    if options.year or (options.mapping and options.mapping.year):
        return options.year or (options.mapping.year if options.mapping else None)
    for text in (data.header.title, data.name):
        named = {int(year) for year in YEAR.findall(text)}
        if len(named) == 1 and "年" in text:
            return named.pop()
    if any(column.target == "key.year" for column in data.seen.columns):
        return None
    raise BadInput(
        f"{data.file} · {data.name}",
        Words("看不出是哪一年的数据（标题和“年度”列都没有）", "no year: neither the title nor a column 年度 says it"),
        Words("用 --year 指明，如 --year 2016", "say it, such as --year 2016"),
    )
