"""An explanation as the API gives it: the same parts as on paper, words in both languages. Clauses R3c, H1."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from ninja import Schema

from tuopin.api.shapes import Said
from tuopin.common.words import Words


class Fact(Schema):
    """A fact as read: its value in words, and as stored."""

    name: str
    label: Said
    value: Said
    stored: Any = None


class Numbers(Schema):
    """Value, threshold and margin in the criterion's measure; a positive margin is room."""

    measure: str
    value: int | None
    threshold: int | None
    margin: int | None


class Member(Schema):
    """One person a criterion is about."""

    who: Said
    verdict: str
    facts: list[Fact]


class Found(Schema):
    """One criterion: what was asked, what was found, what was read, what would meet it or is to be found out."""

    criterion: str
    title: Said
    clause: str
    binding: bool
    verdict: str
    asked: Said
    numbers: Numbers
    facts: list[Fact]
    members: list[Member]
    remedy: list[Said]
    find_out: list[Said]


class Head(Schema):
    """Who, where, by which edition, for which year, and the verdict in a sentence."""

    unit: str
    code: str
    place: str
    year: int
    edition: str
    synthetic: bool
    verdict: str
    may_leave: bool
    sentence: Said


class Why(Schema):
    """A household explained."""

    head: Head
    status: Said
    findings: list[Found]


def plain(told: Any) -> Any:
    """Plain values: words as pairs, days as text, parts by name."""
    if isinstance(told, Words):
        return told._asdict()
    if is_dataclass(told) and not isinstance(told, type):
        return {field.name: plain(getattr(told, field.name)) for field in fields(told)}
    if isinstance(told, list | tuple):
        return [plain(each) for each in told]
    return told.isoformat() if isinstance(told, date) else told
