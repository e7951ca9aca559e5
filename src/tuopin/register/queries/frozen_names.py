"""The names that belong to a frozen register, for readers who may see them: files on disk hold none. Clause R3c."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection

from tuopin.common.acting import By
from tuopin.settings.scope import acting


def names_known(codes: Sequence[str], *, on: date, known_at: datetime, by: By) -> dict[str, str]:
    """Persons' names as valid on a day and known at an instant; who has been erased, or lies outside the place, is not there."""
    with acting(by), connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_code, name FROM register_person WHERE person_code = ANY(%s) AND name IS NOT NULL AND recorded_at <= %s "
            "AND (superseded_at IS NULL OR superseded_at > %s) AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)",
            [list(codes), known_at, known_at, on, on],
        )
        return dict(cursor.fetchall())
