"""Events, one route for each declared form: what is asked, of which kind, within which limits, comes from the declaration. Clause R3a."""

from typing import Annotated, Any, Literal

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field, create_model

from tuopin.api.acting import needs
from tuopin.api.problem import NO
from tuopin.api.shapes import Because, Changed, Code, Day, Given, Number, Paper, Reason, Text, Village, Year, changed
from tuopin.register.actions.events import record_event, take_back
from tuopin.register.forms import CORRECTED, FORMS, MOST_PERSONS, Ask, Asked, Form

router = Router(tags=["events"])
Answer = bool | Annotated[int, Field(ge=-(2**53), le=2**53)] | Text | Annotated[list[Text], Field(max_length=20)] | None
Relation = Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$", description="relation to the householder: its token or a label")]
SIMPLE: dict[Asked, Any] = {
    Asked.DAY: Day, Asked.HOUSEHOLD: Code, Asked.PERSON: Code, Asked.VILLAGE: Village, Asked.CODE: Code, Asked.RELATION: Relation,
    Asked.YEAR: Year, Asked.TEXT: Text, Asked.TABLE: Literal[CORRECTED],
    Asked.HOUSEHOLDS: Annotated[list[Code], Field(min_length=1, max_length=MOST_PERSONS)],
    Asked.PERSONS: Annotated[list[Code], Field(min_length=1, max_length=MOST_PERSONS)],
    Asked.RELATIONS: Annotated[dict[str, Relation], Field(max_length=MOST_PERSONS)],
}  # fmt: skip


class Evidence(Given):
    """Every event has a reason, and the papers behind it."""

    reason: Reason
    evidence: Annotated[list[Paper], Field(max_length=20)] = Field(default_factory=list)


def body(form: Form) -> type[Evidence]:
    """What a form asks, as the body of its route."""
    told: dict[str, Any] = {ask.name: _asked(form, ask) for ask in form.asks}
    return create_model(_name(form.kind), __base__=Evidence, __doc__=f"{form.words.en}: {form.says.en}.", **told)


def _asked(form: Form, ask: Ask) -> tuple[Any, Any]:
    kind = _kind(form, ask)
    words = f"{ask.words.en} · {ask.words.zh}" + (f" ({ask.note.en})" if ask.note else "")
    return (kind, Field(..., description=words)) if ask.required else (kind | None, Field(None, description=words))


def _kind(form: Form, ask: Ask) -> Any:
    if ask.kind not in (Asked.FACTS, Asked.MEMBERS):
        return SIMPLE[ask.kind]
    if not ask.fields:
        return Annotated[dict[str, Answer], Field(max_length=100)]
    names: dict[str, Any] = {
        field.name: (Answer, Field(..., description=field.en)) if field.name in ask.needs else (Answer, Field(None, description=field.en))
        for field in ask.fields
    }
    facts: Any = create_model(f"{_name(form.kind)}{_name(ask.name)}", __base__=Given, **names)
    return Annotated[list[facts], Field(min_length=1, max_length=MOST_PERSONS)] if ask.kind is Asked.MEMBERS else facts


def _name(token: str) -> str:
    return "".join(part.capitalize() for part in token.split("_"))


def _route(form: Form) -> None:
    asks = body(form)

    def recorded(request: Any, asked: Any) -> Any:
        given = {ask.name: told for ask in form.asks if (told := _plain(getattr(asked, ask.name))) is not None}
        papers = [paper.dict() for paper in asked.evidence]
        done = record_event(form.kind, given, reason=asked.reason, by=request.by, at=timezone.now(), evidence=papers)
        return Status(201, changed(done))

    recorded.__name__ = recorded.__qualname__ = form.kind
    recorded.__doc__ = f"{form.says.en[0].upper()}{form.says.en[1:]}."
    recorded.__annotations__["asked"] = asks
    summary = f"{form.words.en[0].upper()}{form.words.en[1:]} · {form.words.zh}"
    router.post(f"/events/{form.kind}", response={201: Changed, **NO}, summary=summary)(needs(form.power)(recorded))


def _plain(told: Any) -> Any:
    """As a form is read: only what was given."""
    if isinstance(told, Given):
        return told.dict(exclude_unset=True)
    return [_plain(each) for each in told] if isinstance(told, list) else told


for _form in FORMS.values():
    _route(_form)


@router.post("/changes/{number}/take-back", response={201: Changed, **NO}, summary="Take an event back that was recorded by mistake")
@needs("register.correct")
def taken_back(request: Any, number: Number, asked: Because) -> Any:
    """What it closed holds again, what it brought is closed; both stay on record."""
    return Status(201, changed(take_back(number, reason=asked.reason, by=request.by, at=timezone.now())))
