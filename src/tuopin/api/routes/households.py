"""Households and people as on a day and as known at an instant, their history, search; every look is kept. Clauses R3a, R3c."""

from datetime import date, datetime
from typing import Annotated, Any

from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from tuopin.api.acting import needs
from tuopin.api.problem import NO
from tuopin.api.routes.places import PlaceShape
from tuopin.api.shapes import Code, Day, Given, Instant, Limit, Place, Village
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.officers.rules.powers import may
from tuopin.register.actions import completeness
from tuopin.register.actions.reveal import log_read
from tuopin.register.queries import listing
from tuopin.register.queries.history import history
from tuopin.register.queries.households import household, person
from tuopin.register.queries.search import MOST, search

router = Router(tags=["register"])
Quarter = Annotated[str, Field(pattern=r"^20[0-9]{2}-Q[1-4]$", description="such as 2016-Q4")]
Sought = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00]+$", description="name, household code or document number")]
SearchMark = Annotated[str, Field(max_length=1000, pattern=r"^[0-9A-Za-z_=-]+$", description="`after` of the page before")]
NONE = Words("登记中没有，或不在本岗位的区划之内", "it is not in the register, or not within the place of this post")
Facts = dict[str, Any]


class HouseholdShape(Schema):
    """A household: facts, members, yearly facts by year, members' yearly facts by person and year; numbers masked."""

    code: str
    facts: Facts
    members: list[Facts]
    years: dict[int, Facts]
    person_years: dict[str, dict[int, Facts]]
    places: list[PlaceShape]


class HouseholdListed(Schema):
    """A household in a list."""

    code: str
    group: str | None
    head: str | None
    status: str | None
    kind: str | None
    identified_on: date | None
    members: int


class HouseholdsListed(Schema):
    """A page of a village's households in the order of their numbers."""

    found: list[HouseholdListed]
    after: str | None


class PersonShape(Schema):
    """A person: facts, yearly facts by year; numbers masked."""

    code: str
    facts: Facts
    years: dict[int, Facts]
    places: list[PlaceShape]


class ChangeTold(Schema):
    """A change as its makers told it."""

    number: int
    kind: str | None
    officer: str | None
    body: str | None
    at: datetime
    on: date | None
    reason: str | None
    evidence: list[dict[str, Any]]
    undoes: int | None


class VersionLine(Schema):
    """One version: its facts without numbers, when and by which act it was recorded, which act closed it."""

    table: str
    code: str
    facts: Facts
    recorded_at: datetime
    superseded_at: datetime | None
    act: int
    change: ChangeTold
    closed_by: int | None


class Link(Schema):
    """A household came out of another, or went into it."""

    kind: str
    earlier: str
    later: str
    on: date
    change: int


class HistoryShape(Schema):
    """Every version in the order in which it was recorded, and the households it is tied to."""

    code: str
    lines: list[VersionLine]
    links: list[Link]


class Seeking(Given):
    """What is looked for; in the body, so that no number stands in an address."""

    text: Sought
    place: Place = ""
    after: SearchMark | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class Hit(Schema):
    """A person found; `ended` is the first day on which she no longer belonged to the household."""

    person_code: str
    household_code: str
    village_code: str
    name: str | None
    relation: str | None
    sex: str | None
    birth_on: date | None
    ended: date | None


class Hits(Schema):
    """A page of hits."""

    found: list[Hit]
    after: str | None


class Standing(Schema):
    """A household's status and path under the root of its county for a quarter."""

    status: str
    salt: str
    path: str
    act: int


@router.get("/households/{code}", response={200: HouseholdShape, **NO}, summary="A household on a day, as known at an instant")
@needs("register.read")
def one(request: Any, code: Code, on: Day | None = None, known_at: Instant | None = None) -> Any:
    """As it is now, unless named. The look is kept."""
    found = household(code, on=on, known_at=known_at)
    if found is None:
        raise BadInput(code, NONE)
    _looked(request, "household", code, found.village)
    return found


@router.get("/villages/{code}/households", response={200: HouseholdsListed, **NO}, summary="Households on the register of a village today")
@needs("register.read")
def of_village(request: Any, code: Village, after: Code | None = None, limit: Limit = 50) -> Any:  # noqa: ARG001
    """In the order of their numbers, a hundred a page at most."""
    return listing.of_village(code, after=after, limit=min(limit, listing.MOST))


@router.get("/persons/{code}", response={200: PersonShape, **NO}, summary="A person on a day, as known at an instant")
@needs("register.read")
def of_person(request: Any, code: Code, on: Day | None = None, known_at: Instant | None = None) -> Any:
    """As she is now, unless named. The look is kept."""
    found = person(code, on=on, known_at=known_at)
    if found is None:
        raise BadInput(code, NONE)
    _looked(request, "person", code, found.facts["village_code"])
    return found


@router.get("/households/{code}/history", response={200: HistoryShape, **NO}, summary="Every version of a household and its members")
@needs("register.read")
def of_household(request: Any, code: Code) -> Any:
    """Who recorded it, why, on what evidence. The look is kept."""
    return _history(request, code)


@router.get("/persons/{code}/history", response={200: HistoryShape, **NO}, summary="Every version of a person")
@needs("register.read")
def history_of_person(request: Any, code: Code) -> Any:
    """Who recorded it, why, on what evidence. The look is kept."""
    return _history(request, code)


@router.get("/households/{code}/standing/{quarter}", response={200: Standing, **NO}, summary="A household's place under the completeness root")
@needs("register.read")
def standing(request: Any, code: Code, quarter: Quarter) -> Any:  # noqa: ARG001
    """What it takes home to see that there is no second one."""
    found = completeness.standing(code, quarter)
    return {"status": found.status, "salt": found.salt.hex(), "path": found.path, "act": found.act}


@router.post("/search", response={200: Hits, **NO}, summary="People by name, household code or document number")
@needs("register.read")
def sought(request: Any, asked: Seeking) -> Any:
    """Within a place; the post's own unless named. A POST that only reads; the look is kept, not what was typed."""
    where = asked.place or request.by.place
    may(request.by, "register.read", where)
    found = search(asked.text, place=where, after=asked.after, limit=asked.limit)
    _looked(request, "search", "", where)
    return found


def _history(request: Any, code: str) -> Any:
    found = history(code)
    if not found.lines:
        raise BadInput(code, NONE)
    _looked(request, "history", code, found.lines[-1].facts["village_code"])
    return found


def _looked(request: Any, what: str, code: str, place: str) -> None:
    log_read(what, code, place=place, by=request.by, at=timezone.now())
