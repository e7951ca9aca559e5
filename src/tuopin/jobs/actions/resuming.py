"""Jobs whose worker is gone are put back in the queue, at most three times; the third time they fail, with words."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from tuopin.common.acting import NATION, SYSTEM, By
from tuopin.jobs import queue, rules
from tuopin.jobs.lease import numbers
from tuopin.jobs.models import Job
from tuopin.settings.scope import acting

THE_SYSTEM = By(SYSTEM, SYSTEM, NATION)
SILENT = 15.0  # seconds without a sign of life
# Open jobs nobody is at: running without a sign of life, or waiting while the queue's row was taken by a worker that is gone.
STALLED = """
SELECT job.id FROM jobs_job AS job
LEFT JOIN procrastinate_jobs AS queued ON queued.id = job.queued_as
LEFT JOIN procrastinate_workers AS worker ON worker.id = queued.worker_id
WHERE job.id = coalesce(%(job)s, job.id) AND CASE job.state
    WHEN 'running' THEN job.heartbeat_at < clock_timestamp() - make_interval(secs => %(silent)s)
    WHEN 'queued' THEN CASE queued.status
        WHEN 'todo' THEN false
        WHEN 'doing' THEN worker.id IS NULL OR worker.last_heartbeat < clock_timestamp() - make_interval(secs => %(silent)s)
        ELSE true END
    ELSE false END
"""
# Rows that a worker left behind when it could not say that it was through: they would bar the job's next turn.
SWEEP = """
DELETE FROM procrastinate_jobs AS queued USING jobs_job AS job
WHERE queued.status = 'doing' AND queued.lock = 'job:' || job.id AND (job.queued_as IS DISTINCT FROM queued.id OR job.ended_at IS NOT NULL)
    AND NOT EXISTS (
        SELECT FROM procrastinate_workers AS worker
        WHERE worker.id = queued.worker_id AND worker.last_heartbeat >= clock_timestamp() - make_interval(secs => %s)
    )
"""
TAKE_OUT = "DELETE FROM procrastinate_jobs WHERE id = %s"


def resume(*, at: datetime, silent: float | None = None) -> int:
    """Find jobs without a sign of life for `silent` seconds (SILENT) and with nobody holding them; how many were moved."""
    silent = SILENT if silent is None else silent
    with acting(THE_SYSTEM), connection.cursor() as cursor:
        cursor.execute(SWEEP, [silent])
        found = _stalled(silent)
    return sum(_resumed(job, silent=silent, at=at) for job in found)


def again(job: Job, *, counted: bool, at: datetime) -> None:
    """Put a job back in the queue within this transaction; `counted` says whether the attempt that was begun counts."""
    if job.state == rules.RUNNING and not counted:
        job.attempts -= 1
    if job.cancel_requested:
        job.state, job.ended_at = rules.CANCELLED, at
    elif counted and job.attempts >= rules.ATTEMPTS:
        job.state, job.ended_at = rules.FAILED, at
        job.error_zh, job.error_en = rules.given_up(job.attempts)
    else:
        job.state, job.heartbeat_at = rules.QUEUED, None
        job.queued_as = queue.put(job.id)
    job.save(update_fields=("state", "ended_at", "error_zh", "error_en", "heartbeat_at", "attempts", "queued_as"))


def _resumed(number: UUID, *, silent: float, at: datetime) -> bool:
    """One job, looked at again under its lock: whoever holds it is alive, whatever its heartbeat says."""
    with acting(THE_SYSTEM), connection.cursor() as cursor:
        job = Job.objects.select_for_update(skip_locked=True).filter(id=number, state__in=(rules.QUEUED, rules.RUNNING)).first()
        if job is None:
            return False
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [numbers(job.id)[0]])
        if not cursor.fetchone()[0]:
            return False
        if not _stalled(silent, job.id):
            return False
        cursor.execute(TAKE_OUT, [job.queued_as])
        again(job, counted=job.state == rules.RUNNING, at=at)
        return True


def _stalled(silent: float, job: UUID | None = None) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(STALLED, {"job": job, "silent": silent})
        return [row[0] for row in cursor.fetchall()]
