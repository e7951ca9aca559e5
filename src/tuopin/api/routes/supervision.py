"""Break-glass reads, their reviews, notices to supervisors; kin on whom an officer never decides."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from tuopin.api.acting import needs
from tuopin.api.problem import NO
from tuopin.api.routes.officers import Done
from tuopin.api.shapes import Code, Given, Number, Place, Reason, SignIn, Text
from tuopin.officers import actions, queries
from tuopin.register.queries.households import household

router = Router(tags=["supervision"])


class Breaking(Given):
    """A read outside one's place."""

    place: Place
    reason: Reason
    hours: Annotated[int, Field(ge=1, le=8)]


class Broken(Schema):
    """A read behind broken glass."""

    id: int
    officer: str
    home: str
    place: str
    reason: str
    opened_at: datetime
    ends_at: datetime
    closed_at: datetime | None
    reviewed_by: str | None
    finding: str | None


class Reviewing(Given):
    """The finding of a review."""

    finding: Literal["justified", "unjustified"]
    remark: Text = ""


class Declaring(Given):
    """Households of one's own and of relatives, by number."""

    households: Annotated[list[Code], Field(min_length=1, max_length=50)]


@router.post("/breaks", response={201: Broken, **NO}, summary="Look outside one's place: with a reason, for hours, and the supervisor is told")
@needs("breakglass.open")
def opened(request: Any, asked: Breaking) -> Any:
    """Reads only."""
    return Status(201, _shown(actions.break_glass(asked.place, because=asked.reason, hours=asked.hours, by=request.by, at=timezone.now())))


@router.get("/breaks", response={200: list[Broken], **NO}, summary="Reads behind broken glass that nobody has reviewed")
@needs("breakglass.review")
def waiting(request: Any) -> Any:
    """The oldest first."""
    return [_shown(each) for each in queries.breaks_to_review(request.by.place)]


@router.post("/breaks/{number}/review", response={200: Broken, **NO}, summary="Find a read justified or not")
@needs("breakglass.review")
def reviewed(request: Any, number: Number, asked: Reviewing) -> Any:
    """By somebody else than who looked."""
    found = actions.review_break_glass(number, finding=asked.finding, remark=asked.remark, by=request.by, at=timezone.now())
    return _shown(found)


@router.post("/officers/{sign_in}/kin", response={200: Done, **NO}, summary="Declare whose households an officer never decides on")
@needs("register.read", in_person=True)
def declared(request: Any, sign_in: SignIn, asked: Declaring) -> Any:
    """One's own, or an officer's of one's place; the members are declared with the household."""
    members = [each["person_code"] for code in asked.households if (found := household(code)) for each in found.members]
    actions.declare_kin(sign_in, [*asked.households, *members], by=request.by, at=timezone.now())
    return Done()


def _shown(each: Any) -> dict[str, Any]:
    names = ("home", "place", "reason", "opened_at", "ends_at", "closed_at", "reviewed_by", "finding")
    return {"id": each.pk, "officer": each.officer_id} | {name: getattr(each, name) for name in names}
