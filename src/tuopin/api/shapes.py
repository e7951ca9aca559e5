"""Shapes that many routes share: a page and its mark, words in both languages, a job that was asked for."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from tuopin.common.words import Words

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(ISO.pattern + r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})")


def _day(told: Any) -> Any:
    """A day is text of one form; numbers are not taken for seconds since some day."""
    if isinstance(told, date):
        return told
    if not (isinstance(told, str) and ISO.fullmatch(told)):
        raise ValueError("a day, such as 2016-11-01")
    return date.fromisoformat(told)


def _instant(told: Any) -> Any:
    if isinstance(told, datetime):
        return told
    if not (isinstance(told, str) and INSTANT.fullmatch(told)):
        raise ValueError("an instant with its time zone, such as 2016-11-01T08:00:00+08:00")
    at = datetime.fromisoformat(told)
    if not 2 <= at.year <= 9998:  # in some time zone it would have no year
        raise ValueError("an instant of these centuries")
    return at


Limit = Annotated[int, Field(ge=1, le=200, description="rows a page")]
Place = Annotated[str, Field(pattern=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})?$", description="place code; empty is the nation")]
PlaceCode = Annotated[str, Field(pattern=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$", description="place code")]
Village = Annotated[str, Field(pattern=r"^[0-9]{12}$", description="village code")]
Code = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[0-9A-Za-z_.-]+$", description="a household's or person's code")]
Year = Annotated[int, Field(ge=2013, le=2100)]
Number = Annotated[int, Field(ge=0, le=2**63 - 1)]
Reason = Annotated[str, Field(min_length=4, max_length=2000, pattern=r"^[^\x00]*$", description="why, in plain words")]
Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Mark = Annotated[str, Field(max_length=200, pattern=r"^[0-9A-Za-z_=:.+-]+$", description="where the next page begins, from the page before")]
SignIn = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00/]+$", description="sign-in name")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256")]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Instant = Annotated[datetime, BeforeValidator(_instant), WithJsonSchema({"type": "string", "format": "date-time"})]
Language = Literal["zh", "en"]
Subject = Literal["household", "person", "village", "county", "place"]


class Given(Schema):
    """What a request brings: the fields named, no others."""

    model_config = ConfigDict(extra="forbid")


class Said(Schema):
    """Words in both languages."""

    zh: str
    en: str


class Asked(Schema):
    """A job that was asked for."""

    job: UUID
    state: str


class Because(Given):
    """Why something is done."""

    reason: Reason


class Paper(Given):
    """A paper behind a change, by its digest."""

    name: Text
    sha256: Digest


class Changed(Schema):
    """What was changed: the number of the change, and the act on each subject."""

    change: int
    acts: dict[str, int]


class JobShape(Schema):
    """How far a job is."""

    id: UUID
    kind: str
    state: str
    place: str
    owner: str
    step: Said
    done: int
    total: int
    taken_in: int | None
    put_out: int | None
    refused: int | None
    result: dict[str, Any] | None = None
    error: Said | None = None
    created_at: datetime
    ended_at: datetime | None


def changed(done: Any) -> dict[str, Any]:
    """A change as the API gives it."""
    return {"change": done.number, "acts": done.acts}


def asked(job: Any) -> dict[str, Any]:
    """A job that was asked for, as the API gives it."""
    return {"job": job.id, "state": job.state}


def said(words: Words | None) -> dict[str, str] | None:
    """A pair as the API gives it."""
    return words._asdict() if words else None
