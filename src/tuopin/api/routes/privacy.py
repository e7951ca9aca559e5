"""Numbers opened with a reason; a person erased by two officers. Clause R3c."""

from datetime import datetime
from typing import Any, Literal

from django.utils import timezone
from ninja import Router, Schema, Status

from tuopin.api.acting import needs
from tuopin.api.problem import NO
from tuopin.api.shapes import Code, Given, Number, Reason
from tuopin.register.actions import erasure
from tuopin.register.actions.reveal import KINDS, reveal
from tuopin.register.queries.listing import proposed_erasures

router = Router(tags=["privacy"])
Kind: Any = Literal[tuple(KINDS)]


class Revealing(Given):
    """Which number of whom, and why."""

    kind: Kind
    code: Code
    reason: Reason


class Revealed(Schema):
    """The number, in the clear."""

    number: str


class Erasing(Given):
    """Who is to be erased, and why."""

    person: Code
    reason: Reason


class Proposed(Schema):
    """The number of the proposal."""

    proposal: int


class Waiting(Schema):
    """An erasure that was proposed and is not approved yet."""

    number: int
    person_code: str
    place: str
    reason: str
    proposed_by: str
    proposed_at: datetime


class Erased(Schema):
    """What an erasure did: its act, how many acts and waiting rows it took, the households bound anew."""

    act: int
    acts: int
    waiting: int
    again: list[str]


@router.post("/reveals", response={201: Revealed, **NO}, summary="Open a number: an act, with a reason")
@needs("privacy.reveal")
def revealed(request: Any, asked: Revealing) -> Any:
    """The act goes into the log."""
    return Status(201, {"number": reveal(asked.kind, asked.code, reason=asked.reason, by=request.by, at=timezone.now())})


@router.get("/erasures", response={200: list[Waiting], **NO}, summary="Erasures that wait for another officer")
@needs("privacy.erase")
def waiting(request: Any) -> Any:  # noqa: ARG001
    """The oldest first, a hundred at most."""
    return proposed_erasures()


@router.post("/erasures", response={201: Proposed, **NO}, summary="Propose that a person be erased")
@needs("privacy.erase")
def proposed(request: Any, asked: Erasing) -> Any:
    """Another officer approves."""
    return Status(201, {"proposal": erasure.propose_erasure(asked.person, reason=asked.reason, by=request.by, at=timezone.now())})


@router.post("/erasures/{number}/approve", response={200: Erased, **NO}, summary="Approve another's proposal: the person is erased at once")
@needs("privacy.erase", in_person=True)
def approved(request: Any, number: Number) -> Any:
    """Her record and salt go; the log keeps its commitments."""
    return erasure.approve_erasure(number, by=request.by, at=timezone.now())
