"""Many rows into a table at once: by COPY into a table of this transaction, then over by INSERT, since row-level security takes no COPY."""

from collections.abc import Mapping
from typing import Any

import polars as pl

AT_ONCE = 50_000  # rows written as one piece of text


def load(cursor: Any, table: str, frame: pl.DataFrame, *, types: Mapping[str, str], fixed: Mapping[str, Any]) -> int:
    """Put the frame's rows (the columns of `types`) into `table`, the same `fixed` values on each; how many came."""
    if frame.is_empty():
        return 0
    names = _quoted(types)
    columns = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    cursor.execute("DROP TABLE IF EXISTS pg_temp.rows_coming")
    cursor.execute(f"CREATE TEMPORARY TABLE rows_coming ({columns}) ON COMMIT DROP")
    with cursor.copy(f"COPY rows_coming ({names}) FROM STDIN (FORMAT CSV)") as copy:
        for piece in frame.select(list(types)).iter_slices(AT_ONCE):
            copy.write(piece.write_csv(include_header=False).encode())
    cursor.execute(
        f"INSERT INTO {table} ({_quoted(fixed)}, {names}) SELECT {', '.join(['%s'] * len(fixed))}, {names} FROM rows_coming",
        list(fixed.values()),
    )
    if cursor.rowcount != len(frame):
        raise AssertionError(f"{table}: {cursor.rowcount} rows of {len(frame)} came")
    return len(frame)


def _quoted(names: Mapping[str, Any]) -> str:
    return ", ".join(f'"{name}"' for name in names)
