"""Jobs and the files they publish."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.utils import timezone
from ninja import Router, Schema

from tuopin.api.acting import needs
from tuopin.api.document import BYTES
from tuopin.api.problem import NO
from tuopin.api.shapes import JobShape, Limit, Mark, Place, said
from tuopin.jobs import actions, queries

router = Router(tags=["jobs"])


class Jobs(Schema):
    """A page of jobs, the newest first."""

    jobs: list[JobShape]
    after: str | None


class File(Schema):
    """A published file."""

    id: UUID
    name: str
    sha256: str
    size: int
    rows: int
    made_at: datetime
    expires_at: datetime


def shown(job: Any) -> dict[str, Any]:
    """A job as the API gives it."""
    names = ("id", "kind", "state", "place", "owner", "done", "total", "taken_in", "put_out", "refused", "result", "created_at", "ended_at")
    return {name: getattr(job, name) for name in names} | {"step": said(job.step), "error": said(job.error)}


@router.get("/jobs", response={200: Jobs, **NO}, summary="Jobs within the place of the post")
@needs("register.read")
def listed(request: Any, place: Place = "", after: Mark | None = None, limit: Limit = 50) -> Any:
    """The newest first."""
    page = queries.jobs(by=request.by, place=place or None, after=after, limit=limit)
    return {"jobs": [shown(job) for job in page.jobs], "after": page.after}


@router.get("/jobs/{number}", response={200: JobShape, **NO}, summary="How far a job is")
@needs("register.read")
def one(request: Any, number: UUID) -> Any:
    """State, progress, counts."""
    return shown(queries.job(number, by=request.by))


@router.post("/jobs/{number}/cancel", response={200: JobShape, **NO}, summary="Cancel a job at its next safe point")
@needs("register.read")
def cancel(request: Any, number: UUID) -> Any:
    """Its owner, or who manages jobs at the place."""
    return shown(actions.cancel(number, by=request.by, at=timezone.now()))


@router.post("/jobs/{number}/retry", response={200: JobShape, **NO}, summary="Ask for an ended job again")
@needs("register.read")
def retry(request: Any, number: UUID) -> Any:
    """Its owner, or who manages jobs at the place."""
    return shown(actions.retry(number, by=request.by, at=timezone.now()))


@router.get("/jobs/{number}/files", response={200: list[File], **NO}, summary="Files that a job published")
@needs("register.read")
def files(request: Any, number: UUID) -> Any:
    """By name."""
    return list(queries.artefacts(number, by=request.by))


@router.get("/files/{number}", response={200: None, **NO}, openapi_extra=BYTES, summary="A published file; who takes it is recorded")
@needs("export")
def fetched(request: Any, number: UUID) -> Any:
    """The bytes, as digested."""
    found = queries.artefact(number, by=request.by)
    path = actions.fetch(number, by=request.by, at=timezone.now())
    response = FileResponse(path.open("rb"), as_attachment=True, filename=found.name)
    response["Digest"] = f"sha-256={found.sha256}"
    return response
