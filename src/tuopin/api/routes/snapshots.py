"""Frozen registers: what there is, and a freeze as a job. Clause P0."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from ninja import Router, Schema, Status

from tuopin.api.acting import needs
from tuopin.api.problem import NO
from tuopin.api.shapes import Asked, Day, Given, Instant, Limit, Number, Place, Year, asked
from tuopin.assessment import queries
from tuopin.jobs import actions
from tuopin.officers.rules.powers import may

router = Router(tags=["assessment"])


class SnapshotShape(Schema):
    """The register of a place, frozen; the digest names its whole content."""

    id: int
    digest: str
    place: str
    year: int
    on: date
    known_at: datetime
    counts: dict[str, int]
    synthetic: bool
    officer: str
    at: datetime
    act_id: int


class Snapshots(Schema):
    """A page of frozen registers, the newest first."""

    snapshots: list[SnapshotShape]
    before: int | None


class Freezing(Given):
    """What is frozen: a place for a year; valid on the year's last day and as known now, unless named."""

    place: Place
    year: Year
    on: Day | None = None
    known_at: Instant | None = None


@router.get("/snapshots", response={200: Snapshots, **NO}, summary="Frozen registers of places within a place")
@needs("assessment.read")
def listed(request: Any, place: Place = "", year: Year | None = None, before: Number | None = None, limit: Limit = 50) -> Any:
    """The newest first."""
    found = queries.snapshots(place, year=year, before=before, by=request.by, limit=limit)
    return {"snapshots": found, "before": found[-1].id if len(found) == limit else None}


@router.post("/snapshots", response={202: Asked, **NO}, summary="Freeze the register of a place")
@needs("snapshot.freeze")
def freeze(request: Any, given: Freezing) -> Any:
    """As a job."""
    may(request.by, "snapshot.freeze", given.place)
    told = {"place": given.place, "year": given.year}
    told |= {name: value.isoformat() for name in ("on", "known_at") if (value := getattr(given, name)) is not None}
    return Status(202, asked(actions.start("snapshot.freeze", told, by=request.by, at=timezone.now())))
