"""Short duties of the system, done by the clock: by one worker at a time and once in their time, however many workers there are."""

import hashlib
import threading
from datetime import UTC, datetime

import structlog
from django.db import Error, connection

from tuopin.jobs.actions.resuming import THE_SYSTEM
from tuopin.jobs.handlers import Duty, duties

LOOK = 0.25  # seconds between two looks at the clock
AWAY = 2.0  # seconds before the database is tried again
log = structlog.get_logger("tuopin.jobs")
CLAIM = """INSERT INTO jobs_duty (name, done_at) VALUES (%s, clock_timestamp())
ON CONFLICT (name) DO UPDATE SET done_at = excluded.done_at WHERE jobs_duty.done_at <= clock_timestamp() - make_interval(secs => %s) RETURNING name"""


class Clock(threading.Thread):
    """The thread of a worker that does what is due, until it is told to stop."""

    def __init__(self) -> None:
        """Ready to start; a daemon, so that nothing waits for it but `stop`."""
        super().__init__(name="duties", daemon=True)
        self._over = threading.Event()

    def run(self) -> None:
        """Look, do what is due, look again."""
        while not self._over.wait(LOOK):
            if _reachable():
                turn()
            else:
                log.warning("database is away")
                self._over.wait(AWAY)
        connection.close()

    def stop(self) -> None:
        """The duty that is being done is finished first."""
        self._over.set()
        self.join()


def turn() -> list[str]:
    """Do every duty that is due and that nobody else is at; which ones were done. One that fails is logged and comes again."""
    return [duty.name for duty in duties() if _reachable() and _done(duty)]


def _reachable() -> bool:
    try:
        connection.ensure_connection()
    except Error:
        return False
    return True


def _done(duty: Duty) -> bool:
    try:
        return _held_and_done(duty)
    except Error as error:
        connection.close()
        log.warning("duty failed", duty=duty.name, exc_info=error)
    except Exception as error:  # a chapter's duty may fail in any way; the others are still done
        log.warning("duty failed", duty=duty.name, exc_info=error)
    return False


def _held_and_done(duty: Duty) -> bool:
    number = int.from_bytes(hashlib.sha256(f"tuopin duty {duty.name}".encode()).digest()[:8], "big", signed=True)
    if not _ask("SELECT pg_try_advisory_lock(%s)", number):
        return False
    try:
        if not _ask(CLAIM, duty.name, duty.seconds):
            return False
        duty.run(THE_SYSTEM, datetime.now(UTC))
        return True
    finally:
        if connection.connection is not None and not connection.closed_in_transaction:
            _ask("SELECT pg_advisory_unlock(%s)", number)


def _ask(sql: str, *given: object) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        row = cursor.fetchone()
    return row is not None and bool(row[0])
