"""Lists of other departments, such as vehicles, companies or the school roll, kept with source and day. Clause R3a."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.utils import timezone
from ninja import File, Form, Router, Schema, Status, UploadedFile
from pydantic import Field

from tuopin.api.acting import needs
from tuopin.api.problem import NO
from tuopin.api.received import kept, received
from tuopin.api.shapes import Asked, Day, Limit, Number, Place, asked
from tuopin.jobs import actions
from tuopin.officers.rules.powers import may
from tuopin.register.queries import cross_lists as queries
from tuopin.register.rules.cross_lists import KINDS

router = Router(tags=["cross-lists"])
Kind: Any = Literal[tuple(KINDS)]
Source = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$", description="the department that gave it")]
Upload = Annotated[UploadedFile, File(description="a workbook or CSV file")]


class ListShape(Schema):
    """A list: its kind, who gave it, as of which day, how many rows were kept and refused."""

    id: int
    kind: str
    source: str
    as_of: date
    place: str
    digest: str
    file: str
    columns: list[Any]
    rows: int
    refused: int
    officer: str
    at: datetime


class Lists(Schema):
    """A page of lists, the newest first."""

    lists: list[ListShape]
    after: int | None


class Entry(Schema):
    """One row; the number masked."""

    row: int
    name: str | None
    id_number: str | None
    detail: dict[str, Any]


class Entries(Schema):
    """A page of rows."""

    rows: list[Entry]
    after: int | None


@router.get("/cross-lists", response={200: Lists, **NO}, summary="Lists of other departments")
@needs("register.read")
def listed(request: Any, kind: Kind | None = None, after: Number | None = None, limit: Limit = 50) -> Any:  # noqa: ARG001
    """The newest first."""
    found = queries.lists(kind=kind or "", after=after, limit=limit)
    return {"lists": found, "after": found[-1].pk if len(found) == limit else None}


@router.post("/cross-lists", response={202: Asked, **NO}, summary="Import a list of another department")
@needs("register.import")
def imported(
    request: Any, file: Upload, kind: Annotated[Kind, Form()], source: Annotated[Source, Form()], as_of: Annotated[Day, Form()],
    place: Annotated[Place, Form()],
) -> Any:  # fmt: skip
    """As a job; the same file again is the list that is there."""
    may(request.by, "register.import", place)
    with received([file]) as (path,):
        told = {"file": kept(path), "kind": kind, "source": source, "as_of": as_of.isoformat(), "place": place}
    return Status(202, asked(actions.start("cross_list.import", told, by=request.by, at=timezone.now())))


@router.get("/cross-lists/{number}", response={200: ListShape, **NO}, summary="A list")
@needs("register.read")
def one(request: Any, number: Number) -> Any:  # noqa: ARG001
    """Without its rows."""
    return queries.one(number)


@router.get("/cross-lists/{number}/rows", response={200: Entries, **NO}, summary="The rows of a list, numbers masked")
@needs("register.read")
def rows(request: Any, number: Number, after: Number = 0, limit: Limit = 50) -> Any:  # noqa: ARG001
    """In the order of the file."""
    queries.one(number)
    found = queries.entries(number, after=after, limit=limit)
    return {"rows": found, "after": found[-1].row if len(found) == limit else None}
