"""What a criterion is: a small pure function from an edition's numbers to a three-valued finding. Clauses H1, V1-V2, C1-C2.

A finding's `met` is a Narwhals expression over the unit's facts: true met, false not met, null unknown (nulls follow Kleene's
tables, so a missing fact never passes). The same expression runs on Polars and on Spark.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, get_type_hints

import narwhals as nw

from tuopin.common.words import Words


class Unit(StrEnum):
    """Who is assessed."""

    HOUSEHOLD = "household"
    VILLAGE = "village"
    TOWNSHIP = "township"
    COUNTY = "county"


class Stricter(StrEnum):
    """Which way a parameter tightens; an overlay may go that way only."""

    HIGHER = "higher"
    LOWER = "lower"
    FEWER = "fewer"  # a set: any subset is stricter
    MORE = "more"  # a set: any superset is stricter


class Quantity(StrEnum):
    """What a number in an edition counts, as it is written there."""

    YUAN = "yuan"
    SQUARE_METRES = "square_metres"
    PERCENT = "percent"
    YEARS = "years"
    LITRES = "litres"
    MINUTES = "minutes"
    COUNT = "count"

    @property
    def scale(self) -> int:
        """How often it is multiplied before it is compared: money is fen, areas are hundredths of a square metre."""
        return 100 if self in {Quantity.YUAN, Quantity.SQUARE_METRES} else 1

    @property
    def bounds(self) -> tuple[int, int | None]:
        """The least and the most that makes sense, as written; None: no most."""
        return {Quantity.YEARS: (1, 100), Quantity.PERCENT: (0, 100)}.get(self, (0, None))


class Shape(StrEnum):
    """What a parameter is, read from the function's own annotation."""

    NUMBER = "number"  # int; an edition may give one a year
    SWITCH = "switch"  # bool
    NAMES = "names"  # tuple[str, ...]
    BY_REGION = "by_region"  # Mapping[str, int]: west and other
    BY_YEAR = "by_year"  # Mapping[int, int]: the function itself looks several years up


SHAPES: dict[Any, Shape] = {
    int: Shape.NUMBER,
    bool: Shape.SWITCH,
    tuple[str, ...]: Shape.NAMES,
    Mapping[str, int]: Shape.BY_REGION,
    Mapping[int, int]: Shape.BY_YEAR,
}


class Measure(StrEnum):
    """What a value and its threshold count, for people to read."""

    FEN_PER_HEAD = "fen_per_head"
    FEN = "fen"
    PERSONS = "persons"
    FLAG = "flag"
    AREA_PER_HEAD = "area_per_head"  # hundredths of m²
    COUNT = "count"
    SHARE = "share"  # hundredths of a percent
    GRADE = "grade"
    YEARS = "years"


@dataclass(frozen=True)
class Finding:
    """A finding on the unit's own facts. `value` and `threshold` are whole numbers in the criterion's measure, or absent.

    `better` says whether a higher or a lower value is better, so that a margin is positive when there is room.
    """

    met: nw.Expr
    value: nw.Expr | None = None
    threshold: nw.Expr | int | None = None
    better: Stricter = Stricter.HIGHER


@dataclass(frozen=True)
class EachMember:
    """A finding that every member must satisfy: `must` is an expression over one person's facts of the year.

    The household's value is the number of members who fail; the threshold is none. A member whose `must` is null, or a member
    counted on the household but absent from the person table, leaves the household unknown (unless another one fails).
    """

    must: nw.Expr


Function = Callable[..., Finding | EachMember]


@dataclass(frozen=True, eq=False)  # one of each, in CRITERIA
class Criterion:
    """A named criterion: what it is for, what it reads, which way its numbers tighten, how people are told.

    Its verdict is a column of its name, so the name is no fact's name, unless it is that very yes or no.
    """

    name: str
    unit: Unit
    clause: str
    measure: Measure
    title: Words
    asks: Words  # a sentence with the parameters in braces
    remedy: Words  # the smallest change that meets it; {gap} is what is missing
    reads: tuple[str, ...]
    stricter: Mapping[str, Stricter]
    function: Function
    units: Mapping[str, Quantity] = field(default_factory=dict)

    @cached_property
    def takes_year(self) -> bool:
        """Whether the function looks at the year assessed."""
        return "year" in get_type_hints(self.function)

    @cached_property
    def parameters(self) -> Mapping[str, Shape]:
        """The numbers (and lists) an edition must give, by name, in the function's order."""
        hints = get_type_hints(self.function)
        return {name: SHAPES[hint] for name, hint in hints.items() if name not in {"year", "return"}}


CRITERIA: dict[tuple[Unit, str], Criterion] = {}


def criterion(unit: Unit, **declared: Any) -> Callable[[Function], Function]:
    """Register a criterion under its function's name. Keywords are Criterion's fields; the name must be new in its unit."""

    def register(function: Function) -> Function:
        name = function.__name__
        if (unit, name) in CRITERIA:
            raise ValueError(f"criterion {unit}.{name} is declared twice")
        CRITERIA[unit, name] = Criterion(name=name, unit=unit, function=function, **declared)
        return function

    return register
