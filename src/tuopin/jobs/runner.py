"""One attempt at one job, from taking it to putting it down, whatever happens in between."""

import time
from datetime import UTC, datetime
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, connection

from tuopin.common.acting import By
from tuopin.jobs import actions, artefacts, handlers, rules
from tuopin.jobs.actions.resuming import THE_SYSTEM
from tuopin.jobs.lease import Lease, Lost
from tuopin.jobs.queries import locked
from tuopin.jobs.work import Cancelled, HandedBack, Leaving, Work
from tuopin.settings.scope import acting

leaving = Leaving()
log = structlog.get_logger("tuopin.jobs")
# A query of a worker that was killed ends soon, instead of running on to its end and being thrown away.
NOTICE = "SET client_connection_check_interval = '2s'"


class BrokenOff(Exception):
    """The attempt ended without a word on the job; the queue is told that it failed, and the job will be found and resumed."""


def run(job: UUID) -> None:
    """Do a job, if it still waits and nobody else has it."""
    began = time.monotonic()
    try:
        with Lease(job) as lease:
            if lease.told is None:
                return
            with structlog.contextvars.bound_contextvars(job=str(job), kind=lease.told["kind"], attempt=lease.told["attempts"]):
                log.info("job begun")
                state = _attempted(_work(job, lease))
                log.info("job put down", state=state, duration=round(time.monotonic() - began, 3))
    except Lost as error:
        log.warning("job lost", job=str(job), error=type(error.__cause__).__name__)
        raise BrokenOff from error
    finally:
        connection.close()


def _work(job: UUID, lease: Lease) -> Work:
    told = lease.told or {}
    by = By(told["owner"], told["body"], told["place"])
    return Work(job, told["kind"], told["arguments"], by, told["attempts"], lease, leaving)


def _attempted(work: Work) -> str:
    """Run the handler and say how it ended."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(NOTICE)
        counts = handlers.known(work.kind).run(work)
        rules.must_add_up(counts)
        work.lease.end(rules.DONE, counts=counts)
    except Cancelled:
        work.lease.end(rules.CANCELLED)
        return rules.CANCELLED
    except HandedBack:
        return _again(work, counted=False)
    except (OperationalError, InterfaceError) as error:
        log.warning("database failed the job", exc_info=error)
        connection.close()
        return _again(work, counted=True)
    except Exception as error:  # a handler may fail in any way; the job then says so
        log.warning("job failed", exc_info=error)
        work.lease.end(rules.FAILED, error=rules.why(error))
        return rules.FAILED
    artefacts.clear(work.id)
    return rules.DONE


def _again(work: Work, *, counted: bool) -> str:
    """Back to the queue: the worker leaves, or the database broke off."""
    with acting(THE_SYSTEM):
        job = locked(work.id)
        actions.again(job, counted=counted, at=datetime.now(UTC))
        return job.state
