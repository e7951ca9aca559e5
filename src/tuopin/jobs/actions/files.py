"""Published files: entered, taken, and gone after their day. Every taking leaves a row. Clauses R3c, W4b."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.jobs import artefacts, handlers, rules
from tuopin.jobs.models import Artefact, Fetch, Job
from tuopin.jobs.queries import artefact as artefact_of
from tuopin.officers.rules.powers import may
from tuopin.settings.scope import acting


def publish(job: UUID, made: artefacts.Sealed, *, rows: int, by: By, at: datetime) -> UUID:
    """Enter a guarded file and move it to its place, within the transaction of the work; again under one name, it is replaced."""
    told = {
        "sha256": made.sha256,
        "size": made.size,
        "rows": rows,
        "may_hold": list(made.may_hold),
        "owner": by.officer,
        "place": by.place,
        "made_at": at,
        "expires_at": at + artefacts.KEPT,
        "gone_at": None,
    }
    entered, _ = Artefact.objects.update_or_create(job_id=job, name=made.name, defaults=told)
    artefacts.put(made, job)
    return entered.id


def fetch(artefact: UUID, *, by: By, at: datetime) -> Path:
    """Take a published file: who, when and which digest is written down before it is handed out.

    It takes the power of the job's kind (or to be the owner), and one more for a file that may hold personal numbers.
    """
    with acting(by):
        found = artefact_of(artefact, by=by)
        if found.owner != by.officer:
            may(by, handlers.known(found.job.kind).power)
        if found.may_hold:
            may(by, rules.WITH_NUMBERS)
        _must_be_there(found, at)
        path = artefacts.whole(found.job_id, found.name, found.sha256)
        Fetch.objects.create(artefact=found, officer=by.officer, body=by.body, place=found.place, sha256=found.sha256, at=at)
    return path


def expire(*, by: By, at: datetime) -> int:
    """Remove the files whose day has come, and the folders of jobs that ended as long ago; the rows stay. How many files went."""
    with acting(by):
        over = list(Artefact.objects.filter(expires_at__lte=at, gone_at=None).order_by("expires_at")[:1000])
        for each in over:
            artefacts.remove(each.job_id, each.name)
        Artefact.objects.filter(pk__in=[each.pk for each in over]).update(gone_at=at)
        ended = Job.objects.filter(state__in=rules.ENDED, ended_at__lte=at - artefacts.KEPT, ended_at__gt=at - 2 * artefacts.KEPT)
        for job in ended.values_list("id", flat=True):
            artefacts.clear(job)
    return len(over)


def _must_be_there(found: Artefact, at: datetime) -> None:
    if found.gone_at is not None or found.expires_at <= at:
        raise Refused(
            "artefact-expired",
            because=Words("文件已过期删除", "the file has expired and was removed"),
            remedy=Words("重新执行任务", "run the job again"),
        )
    if found.job.state != rules.DONE:
        raise Refused(
            "job-not-done",
            because=Words("任务没有完成，文件可能不完整", "the job is not done: the file may not be all of it"),
            remedy=Words("等任务完成", "wait until the job is done"),
        )
