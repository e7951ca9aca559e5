"""Shapes that many routes share: a page and its mark, words in both languages, a job that was asked for."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from tuopin.common.words import Words

Limit = Annotated[int, Field(ge=1, le=200, description="rows a page")]
Place = Annotated[str, Field(pattern=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})?$", description="place code; empty is the nation")]
Code = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[0-9A-Za-z_-]+$")]
Year = Annotated[int, Field(ge=2013, le=2100)]
Number = Annotated[int, Field(ge=0, le=2**63 - 1)]
Reason = Annotated[str, Field(min_length=4, max_length=2000, pattern=r"^[^\x00]*$", description="why, in plain words")]
Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Mark = Annotated[str, Field(max_length=200, pattern=r"^[0-9A-Za-z_=:.+-]+$", description="where the next page begins, from the page before")]
SignIn = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00/]+$", description="sign-in name")]
Language = Literal["zh", "en"]
Subject = Literal["household", "person", "village", "county", "place"]


class Said(Schema):
    """Words in both languages."""

    zh: str
    en: str


class Asked(Schema):
    """A job that was asked for."""

    job: UUID
    state: str


class Paper(Schema):
    """A paper behind a change, by its digest."""

    name: Text
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


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


def said(words: Words | None) -> dict[str, str] | None:
    """A pair as the API gives it."""
    return words._asdict() if words else None
