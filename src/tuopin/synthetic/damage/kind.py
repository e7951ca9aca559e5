"""A kind of damage: its name, the layouts it fits, what is right to find; the marks it leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tuopin.register.sheets.page import Value
from tuopin.synthetic.damage.sheet import Household, Row, Sheet

PERSON: Final = ("person", "exited", "monitored", "household_form")
FORM: Final = ("monitored", "household_form")
VISIT: Final = ("exit_check",)
VILLAGE: Final = ("village",)


@dataclass(frozen=True)
class Mark:
    """One damaged cell (no column: the whole row) and what it held before and after."""

    row: Row
    column: int | None
    original: Value
    damaged: Value


Act = Callable[[Sheet, Household], list[Mark]]


@dataclass(frozen=True)
class Kind:
    """One kind; its act damages a household's rows in place and returns the marks, none where it does not fit.

    A `healed` blank is filled from another list of the same people, if there is one.
    """

    name: str
    layouts: tuple[str, ...]
    expected: tuple[str, ...]
    refused: bool
    once: bool
    healed: bool
    act: Act


KINDS: dict[str, Kind] = {}


def damage(*expected: str, on: tuple[str, ...], refused: bool = False, once: bool = False, healed: bool = False) -> Callable[[Act], Act]:
    """Declare a kind under its function's name; `once`: at most one in a sheet."""

    def declare(act: Act) -> Act:
        name = act.__name__
        KINDS[name] = Kind(name, on, expected, refused, once, healed, act)
        return act

    return declare


def put(row: Row, column: int | None, value: Value) -> list[Mark]:
    """Write a cell; no mark where there is no such column or nothing changes."""
    if column is None or row.cells[column] == value:
        return []
    mark = Mark(row, column, row.cells[column], value)
    row.cells[column] = value
    return [mark]


def put_all(rows: Household, column: int | None, value: Value) -> list[Mark]:
    """Write a cell on every row of a household; one mark, on the first."""
    marks = [mark for row in rows for mark in put(row, column, value)]
    return marks[:1]


def text(row: Row, column: int | None) -> str | None:
    """What a cell says, None for an empty or missing one."""
    value = row.cells[column] if column is not None else None
    return value if isinstance(value, str) and value else None


def one(sheet: Sheet, rows: Household) -> Row:
    """One row of a household."""
    return rows[int(sheet.dice.between(0, len(rows) - 1, 1)[0])]
