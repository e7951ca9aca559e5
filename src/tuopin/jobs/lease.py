"""A worker's hold on one job, on a connection of its own: nobody else runs it, everybody sees how far it is.

Two advisory locks keep a job from running twice at once. The *hold* belongs to this connection and falls with it, however the
worker dies. Every transaction of the handler shares the *gate* and, holding it, asks this connection whether it is still there;
who takes the job over waits until nobody is in the gate. So a worker cut off from its hold cannot commit beside its successor.
"""

import hashlib
import threading
import time
from contextlib import suppress
from typing import Any, Self
from uuid import UUID

import psycopg
from django.db import connection
from procrastinate.contrib.django.utils import connector_params
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from tuopin.common.acting import NATION, SYSTEM
from tuopin.common.words import Words
from tuopin.jobs.rules import Counts

BEAT = 5.0  # seconds between signs of life
OFTEN = 0.5  # seconds between two tellings of progress, and between two questions whether to go on
GATE = "10s"  # how long the gate is waited for: the transactions of a worker that was cut off
SCOPE = "SELECT set_config('tuopin.scope', '/' || %s, false), set_config('tuopin.officer', %s, false), set_config('lock_timeout', %s, false)"
THROUGH_GATE = "SELECT pg_advisory_lock(%s)::text, pg_advisory_unlock(%s), set_config('lock_timeout', '0', false)"
BEGIN = """UPDATE jobs_job SET state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, now()), heartbeat_at = now()
WHERE id = %s AND state = 'queued' RETURNING kind, arguments, owner, body, place, attempts"""
TELL = """UPDATE jobs_job SET heartbeat_at = now(), done = %s, total = %s, step_zh = %s, step_en = %s
WHERE id = %s AND state = 'running' RETURNING cancel_requested"""
LIFE = "UPDATE jobs_job SET heartbeat_at = now() WHERE id = %s AND state = 'running' RETURNING cancel_requested"
ASK = "SELECT cancel_requested FROM jobs_job WHERE id = %s AND state = 'running'"
END = """UPDATE jobs_job SET state = %s, taken_in = %s, put_out = %s, refused = %s, result = %s, error_zh = %s, error_en = %s,
heartbeat_at = now(), ended_at = now() WHERE id = %s AND state = 'running'"""


class Lost(BaseException):
    """The hold on the job is gone: somebody else may have it. Not an Exception, so that no handler swallows it."""


def numbers(job: UUID) -> tuple[int, int]:
    """The two advisory locks of a job: its hold and its gate."""
    digest = hashlib.sha256(b"tuopin job " + job.bytes).digest()
    return int.from_bytes(digest[:8], "big", signed=True), int.from_bytes(digest[8:16], "big", signed=True)


class Lease:
    """Held from the moment a worker takes a job until it puts it down; `told` is what the job was asked, None if not to be had."""

    def __init__(self, job: UUID) -> None:
        """Nothing is asked yet."""
        self.job = job
        self.hold, self.gate = numbers(job)
        self.told: dict[str, Any] | None = None
        self.cancel_requested = False
        self._news: tuple[int, int, Words] | None = None
        self._written = self._asked = 0.0
        self._lock = threading.Lock()
        self._over = threading.Event()

    def __enter__(self) -> Self:
        """Take the hold, wait for the gate, begin the job, and show signs of life from here on."""
        self._link = psycopg.connect(**connector_params(), autocommit=True, row_factory=dict_row)
        try:
            self._ask(SCOPE, NATION, SYSTEM, GATE)
            if self._ask("SELECT pg_try_advisory_lock(%s) AS held", self.hold)["held"]:
                self._ask(THROUGH_GATE, self.gate, self.gate)
                self.told = self._ask(BEGIN, self.job)
        except BaseException:
            self._link.close()
            raise
        self._pulse = threading.Thread(target=self._live, name=f"job {self.job}", daemon=True)
        self._pulse.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Put the job down; the hold falls with the connection."""
        self._over.set()
        self._pulse.join()
        self._link.close()

    def enter_gate(self) -> None:
        """Called first in every transaction of the handler: it commits only while the hold is ours."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [self.gate])
        self._ask("SELECT 1 AS alive")

    def tell(self, done: int, total: int, step: Words) -> None:
        """How far it is; written at most twice a second, the last word always."""
        with self._lock:
            self._news = (done, total, step)
        if time.monotonic() - self._written >= OFTEN:
            self._beat()

    def asked_to_stop(self) -> bool:
        """Whether somebody wants it cancelled; asked at most twice a second."""
        if not self.cancel_requested and time.monotonic() - self._asked >= OFTEN:
            self._asked = time.monotonic()
            self.cancel_requested = bool((self._ask(ASK, self.job) or {}).get("cancel_requested"))
        return self.cancel_requested

    def end(self, state: str, *, counts: Counts | None = None, error: Words = Words("", "")) -> None:  # noqa: B008  a tuple
        """The last word on it: done, failed or cancelled."""
        self._beat()
        told = (counts.taken_in, counts.put_out, counts.refused, Jsonb(dict(counts.result))) if counts else (None, None, None, Jsonb({}))
        self._ask(END, state, *told, *error, self.job)

    def _beat(self) -> None:
        """News if there is some, else a sign of life."""
        with self._lock:
            news, self._news, self._written = self._news, None, time.monotonic()
        row = self._ask(TELL, *news[:2], *news[2], self.job) if news else self._ask(LIFE, self.job)
        self.cancel_requested = self.cancel_requested or bool((row or {}).get("cancel_requested"))

    def _live(self) -> None:
        """The pulse: until the job is put down or the connection is gone (the handler finds out at its next step)."""
        with suppress(Lost):
            while self.told is not None and not self._over.wait(OFTEN):
                if self._news or time.monotonic() - self._written >= BEAT:
                    self._beat()

    def _ask(self, sql: str, *given: object) -> Any:
        try:
            cursor = self._link.execute(sql, given)
            return cursor.fetchone() if cursor.description else None
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Lost from error
