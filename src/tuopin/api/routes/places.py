"""Places as of a day: one, what it lies in, what lies in it with counts, what became of its code. Clauses V1, C1."""

from datetime import date
from typing import Annotated, Any

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from tuopin.api.acting import needs
from tuopin.api.problem import NO
from tuopin.api.shapes import Changed, Day, Given, Limit, Mark, PlaceCode, Reason, Text, changed
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.officers.rules.days import day
from tuopin.register.actions.places import succeed
from tuopin.register.queries import places

router = Router(tags=["places"])
NONE = Words("那一天没有这个区划", "no place has this code on that day")


class PlaceShape(Schema):
    """A place as it was on a day."""

    code: str
    name: str
    level: str
    parent: str | None
    valid_from: date
    valid_to: date | None


class Child(Schema):
    """A place within another, with the households and persons in it that the post may see."""

    place: PlaceShape
    households: int
    persons: int


class Children(Schema):
    """A page of places in order of code."""

    places: list[Child]
    after: str | None


class Succession(Schema):
    """A code given up for another on a day."""

    earlier: str
    later: str
    on: date


class Successions(Schema):
    """What a code came from and what became of it, step by step."""

    from_: list[Succession]
    into: list[Succession]


class Succeeding(Given):
    """Each code that is given up with the one that follows it, places inside too; names of new ones."""

    codes: Annotated[dict[PlaceCode, PlaceCode], Field(min_length=1, max_length=5000)]
    names: Annotated[dict[PlaceCode, Text], Field(max_length=5000)] = Field(default_factory=dict)
    on: Day
    reason: Reason


@router.get("/places", response={200: Children, **NO}, summary="The provinces, with counts")
@needs("register.read")
def provinces(request: Any, on: Day | None = None, after: Mark | None = None, limit: Limit = 50) -> Any:  # noqa: ARG001
    """Counts are of what the post may see."""
    return _page("", on=on, after=after, limit=limit)


@router.get("/places/{code}", response={200: PlaceShape, **NO}, summary="A place")
@needs("register.read")
def one(request: Any, code: PlaceCode, on: Day | None = None) -> Any:  # noqa: ARG001
    """As of a day; today unless named."""
    found = places.place(code, on or day(timezone.now()))
    if found is None:
        raise BadInput(code, NONE)
    return found


@router.get("/places/{code}/children", response={200: Children, **NO}, summary="The places within, with counts")
@needs("register.read")
def children(request: Any, code: PlaceCode, on: Day | None = None, after: Mark | None = None, limit: Limit = 50) -> Any:  # noqa: ARG001
    """Counts are of what the post may see."""
    return _page(code, on=on, after=after, limit=limit)


@router.get("/places/{code}/chain", response={200: list[PlaceShape], **NO}, summary="What a place lies in, from the top, itself the last")
@needs("register.read")
def chain(request: Any, code: PlaceCode, on: Day | None = None) -> Any:  # noqa: ARG001
    """Up to five."""
    return places.chain(code, on or day(timezone.now()))


@router.get("/places/{code}/successors", response={200: Successions, **NO}, by_alias=False, summary="What became of a code, and what it came from")
@needs("register.read")
def successors(request: Any, code: PlaceCode) -> Any:  # noqa: ARG001
    """Step by step; empty where it was never given up."""
    return {"from_": places.predecessors(code), "into": places.successors(code)}


@router.post("/successions", response={201: Changed, **NO}, summary="Codes are given up for others from a day on")
@needs("places.change")
def succeeded(request: Any, given: Succeeding) -> Any:
    """Whoever lives there follows."""
    done = succeed(given.codes, names=given.names, on=given.on, reason=given.reason, by=request.by, at=timezone.now())
    return Status(201, changed(done))


def _page(code: str, *, on: date | None, after: str | None, limit: int) -> dict[str, Any]:
    """A place holds some hundreds of others at most: the page is cut from all of them."""
    found = [child for child in places.children(code, on or day(timezone.now())) if child.place.code > (after or "")]
    shown = found[:limit]
    return {"places": shown, "after": shown[-1].place.code if len(found) > limit else None}
