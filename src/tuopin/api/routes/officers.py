"""Officers, posts, invitations and tokens."""

from datetime import date
from typing import Annotated, Any

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from tuopin.api.acting import needs
from tuopin.api.problem import NO
from tuopin.api.shapes import Day, Given, Language, Limit, Number, Place, SignIn, Text
from tuopin.officers import actions, queries
from tuopin.officers.rules.days import day
from tuopin.officers.rules.inviting import Person, Seat
from tuopin.officers.rules.powers import may

router = Router(tags=["officers"])


class PostShape(Schema):
    """A post that is held."""

    id: int
    officer: str
    name: str
    body: str
    place: str
    from_on: date
    until_on: date | None


class Posts(Schema):
    """A page of posts in the order they were made."""

    posts: list[PostShape]
    after: int | None


class Inviting(Given):
    """Whom to invite into which post."""

    sign_in: SignIn
    name: Text
    body: Text
    place: Place
    language: Language = "zh"
    from_on: Day | None = None
    until_on: Day | None = None


class Invited(Schema):
    """The secret to hand over; it is shown once."""

    secret: str


class Asking(Given):
    """A token to issue."""

    name: Text
    powers: Annotated[list[Text], Field(min_length=1, max_length=50)]
    ends_on: Day


class Issued(Schema):
    """The token; it is shown once."""

    token: str


class Done(Schema):
    """It is done."""

    done: bool = True


@router.get("/officers", response={200: Posts, **NO}, summary="Who serves within a place")
@needs("officers.read")
def serving(request: Any, place: Place = "", after: Number = 0, limit: Limit = 50) -> Any:
    """Posts held today."""
    where = place or request.by.place
    may(request.by, "officers.read", where)
    found = queries.serving(where, on=day(timezone.now()), after=after, limit=limit)
    posts = [
        {"id": post.pk, "officer": post.officer_id, "name": post.officer.display_name}
        | {name: getattr(post, name) for name in ("body", "place", "from_on", "until_on")}
        for post in found
    ]
    return {"posts": posts, "after": found[-1].pk if len(found) == limit else None}


@router.post("/invitations", response={201: Invited, **NO}, summary="Invite somebody into a post")
@needs("officers.invite")
def invited(request: Any, asked: Inviting) -> Any:
    """At or below one's own place."""
    seat = Seat(asked.body, asked.place, asked.from_on, asked.until_on)
    person = Person(asked.sign_in, asked.name, asked.language)
    return Status(201, {"secret": actions.invite(person, seat, by=request.by, at=timezone.now())})


@router.delete("/invitations/{number}", response={200: Done, **NO}, summary="Take an open invitation back")
@needs("officers.invite")
def withdrawn(request: Any, number: Number) -> Any:
    """Before it is accepted."""
    actions.withdraw_invitation(number, by=request.by, at=timezone.now())
    return Done()


@router.post("/posts/{number}/end", response={200: Done, **NO}, summary="End a post")
@needs("officers.end")
def ended(request: Any, number: Number) -> Any:
    """From today on."""
    actions.end_post(number, by=request.by, at=timezone.now())
    return Done()


@router.post("/officers/{sign_in}/lock", response={200: Done, **NO}, summary="Lock an officer out")
@needs("officers.lock")
def locked(request: Any, sign_in: SignIn) -> Any:
    """At once, everywhere."""
    actions.lock(sign_in, by=request.by, at=timezone.now())
    return Done()


@router.post("/officers/{sign_in}/unlock", response={200: Done, **NO}, summary="Let an officer in again")
@needs("officers.lock")
def unlocked(request: Any, sign_in: SignIn) -> Any:
    """The password stays."""
    actions.unlock(sign_in, by=request.by, at=timezone.now())
    return Done()


@router.post("/tokens", response={201: Issued, **NO}, summary="Issue a token of the post acted by")
@needs("tokens.issue")
def issued(request: Any, asked: Asking) -> Any:
    """With some of its powers, for a year at most."""
    text = actions.issue_token(asked.name, powers_asked=asked.powers, ends_on=asked.ends_on, by=request.by, at=timezone.now())
    return Status(201, {"token": text})


@router.delete("/tokens/{number}", response={200: Done, **NO}, summary="Revoke a token")
@needs("register.read", in_person=True)
def revoked(request: Any, number: Number) -> Any:
    """One's own, or by who may lock out."""
    actions.revoke_token(number, by=request.by, at=timezone.now())
    return Done()
