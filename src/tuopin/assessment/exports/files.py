"""An export's files, written piece by piece: Parquet as it is, CSV that Excel opens rightly and cannot be made to run. Pure. Clause R3c.

CSV is UTF-8 with its mark. A text that Excel would take for a formula gets an apostrophe before it. What must be said on the face of
a file stands in the first line of the CSV and in the texts that Parquet carries about itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tuopin.common.words import Words

MARK = "\ufeff".encode()
FORMULA = r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]"


@dataclass(frozen=True)
class Written:
    """One file and the rows in it."""

    path: Path
    rows: int


def write(frames: Iterable[pl.DataFrame], folder: Path, name: str, *, face: Words | None) -> list[Written]:
    """NAME.csv and NAME.parquet in a folder, from frames of one shape; all rows are in both."""
    table, parts, rows = folder / f"{name}.csv", folder / f"{name}.parts", 0
    parts.mkdir()
    with table.open("wb") as file:
        file.write(MARK)
        if face:
            file.write(f"{face.zh} {face.en}\n".encode())
        for number, frame in enumerate(frames):
            file.write(harmless(frame).write_csv(include_header=number == 0).encode())
            frame.write_parquet(parts / f"{number:06}.parquet", compression="zstd", compression_level=1)
            rows += len(frame)
    whole = _joined(parts, folder / f"{name}.parquet", face)
    return [Written(table, rows), Written(whole, pl.scan_parquet(whole).select(pl.len()).collect().item())]


def harmless(frame: pl.DataFrame) -> pl.DataFrame:
    """Texts that begin as a formula does, with an apostrophe before them."""
    text = pl.col(pl.String)
    return frame.with_columns(pl.when(text.str.contains(FORMULA)).then("'" + text).otherwise(text).name.keep())


def _joined(parts: Path, out: Path, face: Words | None) -> Path:
    told = {"face": f"{face.zh} {face.en}"} if face else None
    pl.scan_parquet(sorted(parts.iterdir())).sink_parquet(out, compression="zstd", compression_level=1, metadata=told)
    for part in parts.iterdir():
        part.unlink()
    parts.rmdir()
    return out
