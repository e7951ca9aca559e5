"""One act: a savepoint around it, and what the database refuses told in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, transaction

from tuopin.officers.rules.refusals import refused


@contextmanager
def decided() -> Iterator[None]:
    """Done whole or not at all; a constraint or trigger of ours that held becomes its Refused."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        refusal = refused(error)
        if refusal is None:
            raise
        raise refusal from error
