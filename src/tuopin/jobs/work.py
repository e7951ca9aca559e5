"""What a handler is given: what was asked and by whom, a folder, its transactions, and how to tell, stop and publish."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from tuopin.common.acting import By
from tuopin.common.guard import Allowed
from tuopin.common.words import Words
from tuopin.jobs import artefacts
from tuopin.jobs.lease import Lease
from tuopin.jobs.rules import WITH_NUMBERS
from tuopin.officers.rules.powers import may
from tuopin.settings import scope

NOTHING = Words("", "")


class Cancelled(BaseException):
    """Somebody asked for an end, and this is a safe point. Not an Exception, so that no handler swallows it."""


class HandedBack(BaseException):
    """The worker is leaving, and this is a safe point: the job goes back to the queue and another worker resumes it."""


class Leaving(threading.Event):
    """Set when the worker must go before its jobs are done."""


@dataclass(frozen=True)
class Work:
    """One attempt at one job."""

    id: UUID
    kind: str
    arguments: Mapping[str, Any]
    by: By
    attempt: int
    lease: Lease
    leaving: Leaving

    @property
    def folder(self) -> Path:
        """A folder of this job alone; it survives a broken attempt, so that the next resumes where this one stopped."""
        return artefacts.scratch(self.id)

    @contextmanager
    def acting(self) -> Iterator[By]:
        """A transaction within the owner's place. Nothing of it stays if the job was taken over by another worker meanwhile."""
        with scope.acting(self.by):
            self.lease.enter_gate()
            yield self.by

    def progress(self, done: int, total: int, step: Words | str = NOTHING) -> None:
        """How far it is and what it is doing; cheap, seen at once by others, whatever transaction is open. Also a safe point."""
        self.lease.tell(done, total, step if isinstance(step, Words) else Words(step, step))
        self.cancelled()

    def cancelled(self) -> None:
        """A safe point: raises Cancelled or HandedBack when the job is to stop here (a transaction that is open is undone)."""
        if self.lease.asked_to_stop():
            raise Cancelled
        if self.leaving.is_set():
            raise HandedBack

    def artefact(self, path: Path, *, rows: int, name: str, may_hold: Allowed | None = None) -> UUID:
        """Publish a file from the job's folder: guarded, digested, counted, for the owner's place, until it expires.

        One that may hold personal numbers says so on its face and takes the power to export them, here and at every taking.
        """
        if may_hold:
            may(self.by, WITH_NUMBERS)
        from tuopin.jobs.actions import publish

        made = artefacts.sealed(path, name=name, may_hold=may_hold)
        with self.acting():
            return publish(self.id, made, rows=rows, by=self.by, at=datetime.now(UTC))
