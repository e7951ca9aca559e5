"""Rows in bulk: PostgreSQL writes CSV, polars reads it; many rows in bounded memory, seen at one instant. Clause P0."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import polars as pl
from django.db import connection, transaction

from tuopin.common.acting import By
from tuopin.settings.scope import acting

IN_MEMORY = 64 * 1024**2  # bytes of CSV held before they go to a file


@contextmanager
def at_one_instant(by: By) -> Iterator[None]:
    """A transaction that only reads and sees the database as it is at its first statement, within the actor's place.

    It is the outermost: within another transaction its isolation could not be chosen any more.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        with acting(by):
            yield


def copied(sql: str, parameters: Sequence[Any]) -> IO[bytes]:
    """What a SELECT gives, as CSV without a header, at its beginning; the caller closes it."""
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  the caller closes it
    with connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT CSV)", parameters) as copy:
        for chunk in copy:
            file.write(chunk)
    file.seek(0)
    return file


def frame(file: IO[bytes], types: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """The CSV as a table: an empty cell is null, an empty text between quotes is one. The file is closed."""
    with file:
        content = file.read()
    return pl.read_csv(content, has_header=False, schema=dict(types)) if content else pl.DataFrame(schema=dict(types))
