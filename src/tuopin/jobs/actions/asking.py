"""What officers do: ask for a job, cancel it, ask for it again. The job's row and the queue's are made in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tuopin.common.acting import By
from tuopin.jobs import handlers, queue, rules
from tuopin.jobs.models import Job
from tuopin.jobs.queries import locked
from tuopin.officers.rules.powers import may
from tuopin.settings.scope import acting

MANAGE = "jobs.manage"


def start(kind: str, arguments: Mapping[str, Any], *, by: By, at: datetime, key: str | None = None) -> Job:
    """Ask for a job. The same `key` at the same place, kind and arguments is the same job, however often it is asked for."""
    may(by, handlers.known(kind).power)
    rules.must_fit(arguments, key)
    with acting(by):
        job = _made(kind, arguments, by=by, at=at, key=key)
        rules.must_be_same(arguments, job.arguments)
        return job


def cancel(job: UUID, *, by: By, at: datetime) -> Job:
    """End a job: at once if it waits, at its next safe point if it is being done."""
    with acting(by):
        found = locked(job)
        _may_manage(found, by)
        rules.must_be_open(found.state)
        if found.state == rules.RUNNING:
            found.cancel_requested = True
        else:
            queue.take_out(found.queued_as)
            found.state, found.ended_at = rules.CANCELLED, at
        found.save(update_fields=("cancel_requested", "state", "ended_at"))
        return found


def retry(job: UUID, *, by: By, at: datetime) -> Job:  # noqa: ARG001  every action is told the time
    """Ask for a failed or cancelled job again; it goes on from its own folder. Its attempts are counted anew."""
    with acting(by):
        found = locked(job)
        _may_manage(found, by)
        rules.must_have_stopped(found.state)
        found.state, found.ended_at, found.heartbeat_at = rules.QUEUED, None, None
        found.error_zh = found.error_en = ""
        found.cancel_requested, found.attempts = False, 0
        found.queued_as = queue.put(found.id)
        found.save(update_fields=("state", "ended_at", "heartbeat_at", "error_zh", "error_en", "cancel_requested", "attempts", "queued_as"))
        return found


def _made(kind: str, arguments: Mapping[str, Any], *, by: By, at: datetime, key: str | None) -> Job:
    number = uuid4()
    given = {"id": number, "arguments": dict(arguments), "owner": by.officer, "body": by.body, "created_at": at}
    if key is None:
        job = Job.objects.create(kind=kind, place=by.place, **given)
    else:
        job, _ = Job.objects.get_or_create(kind=kind, place=by.place, key=key, defaults=given)
    if job.id == number:
        job.queued_as = queue.put(job.id)
        job.save(update_fields=("queued_as",))
    return job


def _may_manage(job: Job, by: By) -> None:
    """One's own job, with the power that its kind takes; or anybody's within one's place with the power to manage jobs."""
    if job.owner == by.officer:
        may(by, handlers.known(job.kind).power)
    else:
        may(by, MANAGE, job.place)
