"""Whose eyes the database sees with: every transaction carries the place of the acting post, and row-level security obeys. Clause R2a.

The setting holds "/" and the place code, "/" alone is the nation: after a transaction PostgreSQL leaves an own setting empty, and
an empty one must show nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from tuopin.common.acting import By


@contextmanager
def acting(by: By) -> Iterator[By]:
    """A transaction that sees and writes only rows within `by.place`; without it the application's role sees no row at all."""
    with transaction.atomic():
        before = _set("/" + by.place, by.officer)
        yield by
        _set(*before)


def _set(scope: str, officer: str) -> tuple[str, str]:
    """Set scope and officer for this transaction; what they were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('tuopin.scope', true), ''), coalesce(current_setting('tuopin.officer', true), '')")
        before: tuple[str, str] = cursor.fetchone()
        cursor.execute("SELECT set_config('tuopin.scope', %s, true), set_config('tuopin.officer', %s, true)", [scope, officer])
    return before
