"""After a rotation every sealed value is sealed anew under the current key: in chunks, each a transaction; stopped, it goes on. Clause R3c.

What a value says does not change, nor its blind index; the database lets nothing but the sealed columns change. In = out: every
value that was under an older key is under the current one, and is counted once.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from tuopin.common.acting import NATION, SYSTEM, By
from tuopin.common.keys import Keys
from tuopin.common.progress import Advance
from tuopin.common.sealed import open_many, prefix, seal_many
from tuopin.common.words import Words
from tuopin.register.stored import STORED
from tuopin.settings.scope import acting

AT_ONCE: Final = 5_000
ITSELF: Final = By(SYSTEM, SYSTEM, NATION)
SAYS: Final = Words("改用新密钥", "sealing anew")
Shown = Callable[[Words, int], AbstractContextManager[Advance]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of sealed values: its table, its name, the field and the row (in SQL) to which each value is bound."""

    table: str
    name: str
    field: str
    row: str


def columns() -> Iterator[Column]:
    """Every sealed column: of versions, of rows that wait, of other departments' lists."""
    for name, stored in STORED.items():
        for field in stored.sealed:
            for table in (stored.name, stored.staged):
                yield Column(table, f"{field.name}_sealed", f"{name}.{field.name}", stored.code)
    yield Column("register_cross_list_row", "id_number_sealed", "cross_list.id_number", "list_id || '/' || \"row\"")


def reseal_all(keys: Keys, progress: Shown, *, at_once: int = AT_ONCE) -> int:
    """Seal everything that is under an older key under the current one; how many values. Opens its own transactions."""
    waiting = {column: _waiting(column, keys) for column in columns()}
    done = 0
    with progress(SAYS, sum(waiting.values())) as advance:
        for column in waiting:
            for sealed in _chunks(column, keys, at_once=at_once):
                done += sealed
                advance(sealed)
    left = sum(_waiting(column, keys) for column in waiting)
    if left:
        raise RuntimeError(f"{left} values are still sealed with an older key")
    return done


def _older(column: Column) -> str:
    """Sealed with another key than the current one: its first bytes say so."""
    return f"{column.name} IS NOT NULL AND NOT ({column.name} >= %s AND {column.name} < %s)"


def _range(keys: Keys) -> list[bytes]:
    begins = prefix(keys.current)
    return [begins, begins[:-1] + bytes([begins[-1] + 1])]


def _waiting(column: Column, keys: Keys) -> int:
    with acting(ITSELF), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {column.table} WHERE {_older(column)}", _range(keys))
        return int(cursor.fetchone()[0])


def _chunks(column: Column, keys: Keys, *, at_once: int) -> Iterator[int]:
    """How many values each transaction sealed anew."""
    last = 0
    while True:
        with acting(ITSELF), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('tuopin.resealing', 'on', true)")
            cursor.execute(
                f"SELECT id, {column.row}, {column.name} FROM {column.table} WHERE id > %s AND {_older(column)} ORDER BY id LIMIT %s",
                [last, *_range(keys), at_once],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            sealed = _sealed(cursor, column, rows, keys=keys)
            cursor.execute("SELECT set_config('tuopin.resealing', '', true)")
        last = rows[-1][0]
        yield sealed


def _sealed(cursor: Any, column: Column, rows: list[Any], *, keys: Keys) -> int:
    """A value that somebody changed meanwhile stays: it has been sealed with the current key then."""
    numbers, codes, before = [row[0] for row in rows], [row[1] for row in rows], [bytes(row[2]) for row in rows]
    after = seal_many(open_many(before, codes, field=column.field, keys=keys), codes, field=column.field, keys=keys)
    cursor.execute(
        f"UPDATE {column.table} AS v SET {column.name} = s.after FROM unnest(%s::bigint[], %s::bytea[], %s::bytea[]) AS s (id, before, after) "
        f"WHERE v.id = s.id AND v.{column.name} = s.before",
        [numbers, before, after],
    )
    return int(cursor.rowcount)
