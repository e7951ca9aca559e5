"""Two looks beyond one's own place: at the whole nation, for who supervises; at what belongs to a secret that somebody shows."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from tuopin.common.acting import NATION, By
from tuopin.settings.scope import acting


@contextmanager
def nationwide(by: By) -> Iterator[None]:
    """For the few questions whose answer lies outside one's place: who supervises it, whether an officer also serves elsewhere."""
    with acting(By(by.officer, by.body, NATION)):
        yield


@contextmanager
def shown(digest: str) -> Iterator[None]:
    """A transaction that sees the one invitation or token whose secret has this digest, and nothing else."""
    with transaction.atomic():
        _set("tuopin.shown", digest)
        yield
        _set("tuopin.shown", "")


@contextmanager
def own(sign_in: str) -> Iterator[None]:
    """A transaction that sees an officer's own rows, and no place."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('tuopin.officer', true), '')")
        (before,) = cursor.fetchone()
        _set("tuopin.officer", sign_in)
        yield
        _set("tuopin.officer", before)


def _set(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
