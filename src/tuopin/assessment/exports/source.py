"""What an export reads: one table of the database, piece after piece along an index, in one transaction. Clause R3c.

Row-level security keeps to the asker's place. Pieces follow one another by their key, so nothing is left out and nothing comes twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import connection

from tuopin.common import sealed
from tuopin.common.keys import keys
from tuopin.register.queries.copied import copied, frame

AT_ONCE = 100_000


@dataclass(frozen=True)
class Column:
    """One column: its name, how the database gives it, what it is in Parquet; `sealed_as` names the field where it is to be opened."""

    name: str
    sql: str
    kind: pl.DataType
    sealed_as: str | None = None


@dataclass(frozen=True)
class Source:
    """One file's worth of rows; `key` are columns that tell the rows apart and that an index follows."""

    name: str
    table: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    where: str
    parameters: tuple[Any, ...] = ()
    row: str = ""  # the column that sealed values are bound to

    def count(self) -> int:
        """How many rows the database has."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {self.table} WHERE {self.where}", self.parameters)
            return int(cursor.fetchone()[0])

    def frames(self) -> Iterator[pl.DataFrame]:
        """All rows in the order of the key, at most `AT_ONCE` at a time; sealed columns opened. At least one frame, if an empty one."""
        last: tuple[Any, ...] = ()
        while True:
            part = self._part(last)
            yield self._opened(part)
            if len(part) < AT_ONCE:
                return
            last = part.select(self.key).row(-1)

    def _part(self, last: Sequence[Any]) -> pl.DataFrame:
        told = ", ".join(f"{column.sql} AS {column.name}" for column in self.columns)
        key = ", ".join(self.key)
        after = f"AND ({key}) > ({', '.join(['%s'] * len(last))})" if last else ""
        sql = f"SELECT {told} FROM {self.table} WHERE {self.where} {after} ORDER BY {key} LIMIT {AT_ONCE}"
        return frame(copied(sql, [*self.parameters, *last]), self._types())

    def _types(self) -> Mapping[str, pl.DataType]:
        return {column.name: column.kind for column in self.columns}

    def _opened(self, part: pl.DataFrame) -> pl.DataFrame:
        for column in self.columns:
            if column.sealed_as:
                values = [value and bytes.fromhex(value[2:]) for value in part[column.name]]
                plain = sealed.open_many(values, part[self.row].to_list(), field=column.sealed_as, keys=keys())
                part = part.with_columns(pl.Series(column.name, plain, pl.String))
        return part
