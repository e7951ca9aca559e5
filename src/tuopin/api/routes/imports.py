"""Imports: workbooks uploaded by one officer, compared with the register, accepted by another, or taken back. Clause R2d."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from ninja import File, Form, Router, Schema, Status, UploadedFile
from pydantic import Field

from tuopin.api.acting import needs
from tuopin.api.problem import NO
from tuopin.api.received import received
from tuopin.api.shapes import Asked, Because, Code, Given, Limit, Number, Place, PlaceCode, Reason, Said, Year, asked
from tuopin.jobs import actions
from tuopin.officers.rules.powers import may
from tuopin.register.actions.imports import upload
from tuopin.register.queries import imports as queries
from tuopin.register.rules import imports as rules

router = Router(tags=["imports"])
Table: Any = Literal[queries.TABLES]
Found: Any = Literal[tuple(rules.FOUND)]


class BatchShape(Schema):
    """An import: its files by digest, how far it is, what was read and what it would change."""

    id: int
    digest: str
    files: list[dict[str, Any]]
    place: str
    year: int
    state: str
    counts: dict[str, Any]
    job: UUID | None
    uploaded_by: str
    uploaded_at: datetime
    accepted_by: str | None
    accepted_at: datetime | None


class Batches(Schema):
    """A page of imports, the newest first."""

    imports: list[BatchShape]
    after: int | None


class VillageShape(Schema):
    """What an import would change in one village, and whether that was accepted."""

    village_code: str
    counts: dict[str, Any]
    accepted_by: str | None
    accepted_at: datetime | None
    change_id: int | None


class FieldLine(Schema):
    """A field: what the register says and what the file says; numbers masked."""

    field: str
    label: Said
    old: Said | None
    new: Said | None


class Difference(Schema):
    """One row of an import beside the register."""

    id: int
    table: str
    village_code: str
    household_code: str | None
    code: str
    name: str | None
    year: int | None
    found: str
    suspicious: int
    lines: list[FieldLine]


class Differences(Schema):
    """A page of rows."""

    rows: list[Difference]
    after: int | None


class Missing(Schema):
    """In the register, and not in a file that lists everybody."""

    village: str
    household: str
    code: str
    name: str | None


class ImportProblem(Schema):
    """A problem that the rules found."""

    id: int
    village_code: str
    household_code: str | None
    person_code: str | None
    year: int | None
    rule: str
    level: str
    table: str | None
    field: str | None
    because_zh: str
    because_en: str


class Problems(Schema):
    """A page of problems."""

    problems: list[ImportProblem]
    after: int | None


class Uploaded(Schema):
    """The import, and the job that reads and compares it."""

    batch: int
    job: UUID
    state: str


class Accepting(Given):
    """All of it, or some villages."""

    reason: Reason
    villages: Annotated[list[PlaceCode], Field(min_length=1, max_length=500)] | None = None


Files = Annotated[list[UploadedFile], File(description="workbooks")]


@router.get("/imports", response={200: Batches, **NO}, summary="Imports within the place of the post")
@needs("register.read")
def listed(request: Any, after: Number | None = None, limit: Limit = 50) -> Any:  # noqa: ARG001
    """The newest first."""
    found = queries.batches(after=after, limit=limit)
    return {"imports": found, "after": found[-1].pk if len(found) == limit else None}


@router.post("/imports", response={202: Uploaded, **NO}, summary="Upload workbooks; reading and comparing them is a job")
@needs("register.import")
def uploaded(request: Any, files: Files, place: Annotated[Place, Form()], year: Annotated[Year, Form()]) -> Any:
    """The same files for the same place and year are the same import."""
    may(request.by, "register.import", place)
    at = timezone.now()
    with received(files) as paths:
        batch = upload(paths, place=place, year=year, by=request.by, at=at, synthetic=settings.SYNTHETIC)
    job = actions.start("register.stage", {"batch": batch.pk}, by=request.by, at=at, key=f"stage-{batch.digest}")
    if batch.job != job.id:
        batch.job = job.id
        batch.save(update_fields=("job",))
    return Status(202, {"batch": batch.pk, "job": job.id, "state": batch.state})


@router.get("/imports/{number}", response={200: BatchShape, **NO}, summary="How far an import is")
@needs("register.read")
def one(request: Any, number: Number) -> Any:  # noqa: ARG001
    """Rows in = rows taken + rows refused."""
    return queries.batch(number)


@router.get("/imports/{number}/villages", response={200: list[VillageShape], **NO}, summary="What an import would change, by village")
@needs("register.read")
def villages(request: Any, number: Number) -> Any:  # noqa: ARG001
    """In order of code."""
    queries.batch(number)
    return queries.villages(number)


@router.get("/imports/{number}/villages/{village}/{table}", response={200: Differences, **NO}, summary="The difference in one village, field by field")
@needs("register.read")
def differences(request: Any, number: Number, village: PlaceCode, table: Table, found: Found | None = None, after: Number = 0, limit: Limit = 50) -> Any:  # noqa: ARG001
    """What accepting it would write; `found` names another kind of row."""
    queries.batch(number)
    rows = queries.differences(number, table, village, kinds=(found,) if found else rules.WRITTEN, after=after, limit=limit)
    return {"rows": rows, "after": rows[-1].id if len(rows) == limit else None}


@router.get("/imports/{number}/villages/{village}/{table}/missing", response={200: list[Missing], **NO}, summary="Whom a whole list does not name")
@needs("register.read")
def missing(request: Any, number: Number, village: PlaceCode, table: Literal["household", "person"], limit: Limit = 200) -> Any:  # noqa: ARG001
    """For people to look into; nobody is removed by it."""
    names = ("village", "household", "code", "name")
    return [dict(zip(names, row, strict=True)) for row in queries.missing(number, table, village, limit=limit)]


@router.get("/imports/{number}/households/{code}", response={200: list[Difference], **NO}, summary="All that an import says of a household")
@needs("register.read")
def household(request: Any, number: Number, code: Code) -> Any:  # noqa: ARG001
    """Itself, its members, their years."""
    queries.batch(number)
    return queries.household(number, code)


@router.get("/imports/{number}/problems", response={200: Problems, **NO}, summary="What the rules found")
@needs("register.read")
def problems(request: Any, number: Number, village: Place = "", after: Number = 0, limit: Limit = 50) -> Any:  # noqa: ARG001
    """In the order in which it was found."""
    queries.batch(number)
    found = queries.problems(number, village, after=after, limit=limit)
    return {"problems": found, "after": found[-1].pk if len(found) == limit else None}


@router.post("/imports/{number}/files", response={202: Asked, **NO}, summary="The difference as a workbook, and the originals marked")
@needs("register.read")
def as_files(request: Any, number: Number) -> Any:
    """As a job."""
    queries.batch(number)
    return Status(202, asked(actions.start("import.files", {"batch": number}, by=request.by, at=timezone.now())))


@router.post("/imports/{number}/accept", response={202: Asked, **NO}, summary="Accept an import of another officer, whole or by villages")
@needs("register.accept")
def accept(request: Any, number: Number, given: Accepting) -> Any:
    """As a job; only then does the register change."""
    rules.must_be_another(queries.batch(number).uploaded_by, request.by.officer)
    told = {"batch": number, **given.dict(exclude_none=True)}
    return Status(202, asked(actions.start("register.accept", told, by=request.by, at=timezone.now())))


@router.post("/imports/{number}/withdraw", response={202: Asked, **NO}, summary="Take an import back")
@needs("register.import")
def withdraw(request: Any, number: Number, given: Because) -> Any:
    """As a job; what was accepted is undone by corrections."""
    batch = queries.batch(number)
    if batch.state in {rules.ACCEPTING, rules.ACCEPTED}:
        may(request.by, "register.accept")
    told = {"batch": number, "reason": given.reason}
    return Status(202, asked(actions.start("register.withdraw", told, by=request.by, at=timezone.now())))
