"""Parquet: text and whole-number columns (also nested ones), names of columns, and what the file says of itself. Clause R3c.

A first sieve runs inside polars, so that a nation's rows stay out of Python: only cells with eleven digits or more, but for
those of exactly the length of a village's or a person's code, come through.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import polars as pl

from tuopin.common.guard.books import read_name
from tuopin.common.guard.folding import fold
from tuopin.common.guard.labels import Excused, excused
from tuopin.common.guard.numbers import folded_numbers
from tuopin.common.guard.report import Report, Where
from tuopin.common.words import Words

LEAST: Final = 10**10  # the least number with as many digits as a phone
SIEVE: Final = r"\p{N}(?:[^\p{L}\p{N},;|\t\n\"]{0,6}\p{N}){10}"
SHORTEST: Final = 11  # bytes of a phone
CODES: Final = r"^(?:[0-9]{12}|[0-9]{14})$"
PIECE: Final = 100_000  # cells looked at together
ROW: Final = "row"


def read_parquet(stream: IO[bytes], report: Report) -> bool:
    """All columns; False if it is no Parquet file that can be read."""
    try:
        frame = pl.scan_parquet(_source(stream))
        schema = frame.collect_schema()
        read_name("\n".join([*schema.names(), *face_of(stream)]), report)
        rows = frame.select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, OSError):
        return False
    for name, kind in schema.items():
        column = frame.select(pl.col(name).alias("cell"))
        for cells in _plain(column, kind):
            _read_column(cells, name, report, rows=rows)
    return True


def face_of(stream: IO[bytes]) -> list[str]:
    """The texts a Parquet file carries about itself."""
    stream.seek(0)
    source = _source(stream)
    return [text for key, text in pl.read_parquet_metadata(source).items() if key != "ARROW:schema"]


def _source(stream: IO[bytes]) -> Path | bytes:
    stream.seek(0)
    name = getattr(stream, "name", None)
    return Path(name) if isinstance(name, str) and Path(name).is_file() else stream.read()


def _plain(frame: pl.LazyFrame, kind: pl.DataType) -> Iterator[pl.LazyFrame]:
    """The column as text with its row, only cells that may be something; nested ones leaf by leaf."""
    cell = pl.col("cell")
    if isinstance(kind, pl.List | pl.Array):
        yield from _plain(frame.select(cell.explode()), kind.inner)  # type: ignore[arg-type]
    elif isinstance(kind, pl.Struct):
        for field in kind.fields:
            yield from _plain(frame.select(cell.struct.field(field.name).alias("cell")), field.dtype)  # type: ignore[arg-type]
    elif kind.is_integer() or kind.is_decimal():
        yield _numbered(frame).filter(cell >= LEAST).with_columns(cell.cast(pl.String))
    elif kind.is_float():
        yield _numbered(frame).filter(cell.is_finite(), cell >= LEAST, cell < 2**63, cell == cell.floor()).with_columns(cell.cast(pl.Int64).cast(pl.String))
    elif isinstance(kind, pl.String | pl.Categorical | pl.Enum | pl.Binary):
        text = cell.cast(pl.String, strict=False)
        yield _numbered(frame).with_columns(text).filter(cell.str.len_bytes() >= SHORTEST).filter(~cell.str.contains(CODES)).filter(cell.str.contains(SIEVE))


def _numbered(frame: pl.LazyFrame) -> pl.LazyFrame:
    return frame.with_row_index(ROW).filter(pl.col("cell").is_not_null())


def _read_column(cells: pl.LazyFrame, name: str, report: Report, *, rows: int) -> None:
    found, spared = cells.collect(engine="streaming"), Excused()
    for piece in found.iter_slices(PIECE):
        texts = [fold(text).replace("\n", " ") for text in piece["cell"].to_list()]
        for row, text in zip(piece[ROW].to_list(), texts, strict=True):
            for hit in folded_numbers(text):
                if text.strip() == hit.digits and excused(name, hit):
                    spared.add(0, row, hit)
                else:
                    report.number(hit.kind, hit.digits, _where(name, row))
    for row, _, hit in spared.betrayed(rows):
        report.number(hit.kind, hit.digits, _where(name, row))


def _where(name: str, row: int) -> Where:
    return lambda: Words(f"列 {name} 第 {row + 1} 行", f"column {name}, row {row + 1}")
