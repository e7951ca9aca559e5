"""The public log: its state, policy and checkpoint for everybody; acts and proofs within the place of the post. Clauses R3c, W4b."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field

from tuopin.api.acting import needs
from tuopin.api.document import TEXT as OF_TEXT
from tuopin.api.problem import NO
from tuopin.api.shapes import Given, Limit, Number, Place, Subject
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger import place as of_log
from tuopin.ledger import queries, witnessing
from tuopin.ledger.log.tiles import Tiles
from tuopin.officers.rules.powers import may

router = Router(tags=["ledger"])
TEXT = "text/plain; charset=utf-8"
NO_CHECKPOINT = Words("还没有签发检查点", "no checkpoint is signed yet")


class State(Schema):
    """How far the log is."""

    size: int
    waiting: int
    signed_size: int
    signed_at: datetime | None


class ActShape(Schema):
    """An act; its record is the text that the log is committed to."""

    id: int
    kind: str
    place: str
    officer: str
    at: datetime
    seq: int | None
    commitment: str
    record: str | None


class Acts(Schema):
    """A page of acts, the newest first."""

    acts: list[ActShape]
    before: int | None


class Proven(Schema):
    """A record and the proof that the log holds it."""

    record: str
    proof: str


class Lines(Given):
    """Cosignature lines of witnesses."""

    lines: Annotated[list[Annotated[str, Field(max_length=4000, pattern=r"^[^\x00]*$")]], Field(min_length=1, max_length=20)]


@router.get("/ledger", response={200: State, **NO}, auth=None, summary="How far the log is")
def state(request: Any) -> Any:  # noqa: ARG001
    """Entries, acts waiting, the newest checkpoint."""
    return queries.state()


@router.get("/ledger/checkpoint", response={200: str, **NO}, auth=None, openapi_extra=OF_TEXT, summary="The newest signed checkpoint (C2SP tlog-checkpoint)")
def checkpoint(request: Any) -> Any:  # noqa: ARG001
    """As text."""
    text = Tiles(of_log.folder()).checkpoint()
    if text is None:
        raise Refused("no-checkpoint", because=NO_CHECKPOINT)
    return HttpResponse(text, content_type=TEXT)


@router.get("/ledger/policy", response={200: str, **NO}, auth=None, openapi_extra=OF_TEXT, summary="Whose signatures suffice (C2SP tlog-policy)")
def policy(request: Any) -> Any:  # noqa: ARG001
    """As text."""
    return HttpResponse(witnessing.policy_text(of_log.log()), content_type=TEXT)


@router.post("/ledger/cosignatures", response={200: str, **NO}, auth=None, openapi_extra=OF_TEXT, summary="A witness hands in its signature")
def cosigned(request: Any, asked: Lines) -> Any:  # noqa: ARG001
    """Lines of known witnesses that hold; others are refused."""
    return HttpResponse(witnessing.cosigned(of_log.log(), asked.lines), content_type=TEXT)


@router.get("/acts", response={200: Acts, **NO}, summary="Acts at a place, the newest first")
@needs("audit.read")
def within(request: Any, place: Place = "", before: Number | None = None, limit: Limit = 50) -> Any:
    """For inspectors, auditors and supervisors."""
    where = place or request.by.place
    may(request.by, "audit.read", where)
    return _page(queries.acts_within(where, before=before, most=limit), limit)


@router.get("/acts/of/{kind}/{code}", response={200: Acts, **NO}, summary="Acts on a household, person or place")
@needs("register.read")
def of(request: Any, kind: Subject, code: Annotated[str, Field(max_length=60)]) -> Any:  # noqa: ARG001
    """The newest first."""
    return _page(queries.acts_of(f"{kind}/{code}"), queries.MOST)


@router.get("/acts/{number}/proof", response={200: Proven, **NO}, summary="What a household takes home: its record and the proof")
@needs("register.read")
def proven(request: Any, number: Number) -> Any:  # noqa: ARG001
    """To be checked offline."""
    return queries.proven(of_log.log(), number)


def _page(found: list[queries.Recorded], limit: int) -> dict[str, Any]:
    names = ("id", "kind", "place", "officer", "at", "seq", "record")
    acts = [{name: getattr(each, name) for name in names} | {"commitment": each.commitment.hex()} for each in found]
    return {"acts": acts, "before": found[-1].id if len(found) == limit else None}
