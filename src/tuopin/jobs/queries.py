"""What is asked of jobs; every answer is within the asker's place, and what lies outside is not there."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Max, Q

from tuopin.common.acting import NATION, SYSTEM, By
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.jobs.models import Artefact, Duty, Fetch, Job
from tuopin.settings.scope import acting

LARGEST_PAGE = 200
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page:
    """Jobs, the newest first, and where the next page begins (None when this is the last)."""

    jobs: tuple[Job, ...]
    after: str | None


def job(number: UUID, *, by: By) -> Job:
    """One job. BadInput when there is none within the asker's place."""
    with acting(by):
        return _there(Job.objects.filter(id=number).first(), str(number))


def locked(number: UUID) -> Job:
    """One job, held until the end of this transaction, of which scope it must lie within."""
    return _there(Job.objects.select_for_update().filter(id=number).first(), str(number))


def jobs(*, by: By, place: str | None = None, states: tuple[str, ...] = (), after: str | None = None, limit: int = 50) -> Page:
    """Jobs at or below a place (the asker's own unless named), newest first, a page at a time; `after` is the page's before."""
    limit = min(max(limit, 1), LARGEST_PAGE)
    with acting(by):
        rows = Job.objects.order_by("-created_at", "-id")
        if place:
            rows = rows.filter(place__gte=place, place__lt=f"{place}~")
        if states:
            rows = rows.filter(state__in=states)
        if after:
            rows = rows.filter(_before(after))
        found = tuple(rows[: limit + 1])
    shown = found[:limit]
    return Page(shown, _token(shown[-1]) if len(found) > limit else None)


def waiting(*, by: By) -> dict[str, int]:
    """How many open jobs there are in each state, within the asker's place."""
    with acting(by):
        states = list(Job.objects.filter(state__in=("queued", "running")).values_list("state", flat=True))
    return {state: states.count(state) for state in ("queued", "running")}


def artefact(number: UUID, *, by: By) -> Artefact:
    """One published file, with its job."""
    with acting(by):
        return _there(Artefact.objects.select_related("job").filter(id=number).first(), str(number))


def artefacts(number: UUID, *, by: By) -> tuple[Artefact, ...]:
    """The files a job published, by name."""
    with acting(by):
        return tuple(Artefact.objects.filter(job_id=number).order_by("name"))


def fetches(number: UUID, *, by: By, limit: int = 50) -> tuple[Fetch, ...]:
    """Who took a file, the latest first."""
    with acting(by):
        return tuple(Fetch.objects.filter(artefact_id=number).order_by("-at", "-id")[: min(limit, LARGEST_PAGE)])


def _there(row: Row | None, where: str) -> Row:
    if row is None:
        raise BadInput(where, Words("没有这项，或不在本岗位的区划之内", "there is none such, or not within the place of this post"))
    return row


def _token(last: Job) -> str:
    return f"{last.created_at.isoformat()}_{last.id}"


def _before(after: str) -> Q:
    try:
        at, number = after.split("_")
        created_at, identity = datetime.fromisoformat(at), UUID(number)
    except ValueError as error:
        raise BadInput("after", Words("不是翻页标记", "not the mark of a page")) from error
    return Q(created_at__lt=created_at) | Q(created_at=created_at, id__lt=identity)


def by_state() -> dict[str, int]:
    """How many jobs there are in each state, in the whole office: counts only."""
    with acting(By(SYSTEM, SYSTEM, NATION)):
        return dict(Job.objects.values_list("state").annotate(number=Count("pk")).order_by("state"))


def worker_seen() -> datetime | None:
    """When a worker last did one of the system's duties: they are done every few seconds while one is alive."""
    seen: datetime | None = Duty.objects.aggregate(last=Max("done_at"))["last"]
    return seen
