"""Runs of an edition over a frozen register: counts, lists, the verdict on a household or place, and why. Clauses H1, R3c."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from tuopin.api.acting import needs
from tuopin.api.problem import NO
from tuopin.api.shapes import Asked, Code, Digest, Given, Limit, Mark, Number, Place, PlaceCode, Text, Year, asked
from tuopin.api.why import Why, plain
from tuopin.assessment import queries
from tuopin.assessment.rules import KINDS
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.jobs import actions
from tuopin.register.actions.reveal import log_read
from tuopin.standard.edition import listed as editions

router = Router(tags=["assessment"])
Kind: Any = Literal[KINDS]
NOT_A_MARK = Words("不是翻页标记", "not the mark of a page")


class RunShape(Schema):
    """An edition run over a snapshot; its parts are named by digests."""

    id: int
    key: str
    snapshot_digest: str
    edition: str
    edition_digest: str
    code_version: str
    year: int
    place: str
    synthetic: bool
    verdict_digest: str
    officer: str
    at: datetime
    act_id: int


class Runs(Schema):
    """A page of runs: the latest year first, in it the latest run."""

    runs: list[RunShape]
    after: str | None


class Running(Given):
    """Which snapshot, by which edition, for which year (the snapshot's own unless named)."""

    snapshot: Digest
    edition: Text
    year: Year | None = None


class VerdictShape(Schema):
    """What a run found of one household; `criteria` are met, not met or unknown, with value and threshold where they are numbers."""

    run: int
    household: str
    village: str
    status: str | None
    members: int | None
    standard_met: bool | None
    may_leave: bool
    kind: str
    criteria: dict[str, Any]


class Listed(Schema):
    """A page of a list in order of village and household."""

    rows: list[VerdictShape]
    after: str | None


class Counts(Schema):
    """Households on each list, in all and by part of the place; of what the post may see."""

    counts: dict[str, int]
    parts: dict[str, dict[str, int]]


class OfPlace(Schema):
    """What a run found of a place; no verdict where it is no unit of exit."""

    kinds: dict[str, int]
    verdict: dict[str, Any] | None


@router.get("/editions", response={200: list[str], **NO}, summary="Editions of the standard that are shipped")
@needs("assessment.read")
def shipped(request: Any) -> Any:  # noqa: ARG001
    """By name."""
    return [edition.name for edition in editions()]


@router.get("/runs", response={200: Runs, **NO}, summary="Runs that judge households of a place")
@needs("assessment.read")
def listed(request: Any, place: Place = "", year: Year | None = None, after: Mark | None = None, limit: Limit = 50) -> Any:
    """The latest year first, in it the latest run."""
    found = queries.runs(place or request.by.place, year=year, after=_mark(after), by=request.by, limit=limit)
    return {"runs": found, "after": f"{found[-1].year}.{found[-1].id}" if len(found) == limit else None}


@router.post("/runs", response={202: Asked, **NO}, summary="Assess a frozen register")
@needs("assessment.run")
def assess(request: Any, given: Running) -> Any:
    """As a job; the same snapshot, edition and year are the same run."""
    queries.snapshot_named(given.snapshot, by=request.by)
    return Status(202, asked(actions.start("assessment.run", given.dict(exclude_none=True), by=request.by, at=timezone.now())))


@router.get("/runs/{number}", response={200: RunShape, **NO}, summary="A run")
@needs("assessment.read")
def one(request: Any, number: Number) -> Any:
    """Snapshot, edition and verdicts by their digests."""
    return queries.run_of(number, by=request.by)


@router.get("/runs/{number}/counts", response={200: Counts, **NO}, summary="How many households of a place are on each list")
@needs("assessment.read")
def counted(request: Any, number: Number, place: Place = "") -> Any:
    """By part of the place; of what the post may see."""
    run, where = queries.run_of(number, by=request.by), place or request.by.place
    return {"counts": queries.counts(run, where, by=request.by), "parts": queries.parts(run, where, by=request.by)}


@router.get("/runs/{number}/lists/{kind}", response={200: Listed, **NO}, summary="A list: who may leave, not yet, unknown, wrongly exited")
@needs("assessment.read")
def on_list(request: Any, number: Number, kind: Kind, place: Place = "", after: Mark | None = None, limit: Limit = 50) -> Any:
    """In order of village and household."""
    run = queries.run_of(number, by=request.by)
    return queries.lists(run, place or request.by.place, kind, by=request.by, after=after, limit=limit)


@router.get("/runs/{number}/places/{code}", response={200: OfPlace, **NO}, summary="What a run found of a village, township or county")
@needs("assessment.read")
def of_place(request: Any, number: Number, code: PlaceCode) -> Any:
    """Counts by list; the verdict of the standard where it is a unit of exit."""
    kinds, row = queries.place_verdict(queries.run_of(number, by=request.by), code, by=request.by)
    return {"kinds": kinds, "verdict": row}


@router.get("/runs/{number}/households/{code}", response={200: VerdictShape, **NO}, summary="The verdict of a run on a household")
@needs("assessment.read")
def of_household(request: Any, number: Number, code: Code) -> Any:
    """As it was found, whatever has become of the register since."""
    return queries.verdict(code, number, by=request.by)


@router.get("/runs/{number}/households/{code}/why", response={200: Why, **NO}, summary="Why a run found what it found of a household")
@needs("assessment.read")
def why(request: Any, number: Number, code: Code, names: Annotated[bool, Field(description="with the names of its members")] = False) -> Any:  # noqa: FBT002
    """From the frozen facts, checked by their digests. The look is kept."""
    told = queries.why(code, number, by=request.by, names=names)
    log_read("household", code, place=told.head.place, by=request.by, at=timezone.now())
    return plain(told)


def _mark(after: str | None) -> tuple[int, int] | None:
    if after is None:
        return None
    year, _, number = after.partition(".")
    if not (year.isdigit() and number.isdigit() and len(year) == 4 and len(number) < 19):
        raise BadInput("after", NOT_A_MARK)
    return int(year), int(number)
