"""A sheet in the making, whose rows can be damaged, doubled, merged; where each row ends up is known at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from tuopin.register.layouts import Layout
from tuopin.register.sheets.page import Page, Value
from tuopin.synthetic.dice import Dice

JUNK_WIDTH = 3


@dataclass(eq=False)
class Row:
    """One row under the header."""

    cells: list[Value]


Household = list[Row]


@dataclass
class Sheet:
    """One file's sheet of a layout; `frame` is its text until somebody touches the rows."""

    file: str
    name: str
    layout: Layout
    titles: Sequence[str]
    labels: Sequence[str]
    frame: pl.DataFrame
    dice: Dice
    merged: list[tuple[Row, Row, int]] = field(default_factory=list)
    hidden: list[tuple[str, list[list[Value]]]] = field(default_factory=list)
    _rows: list[Row] | None = None

    @property
    def rows(self) -> list[Row]:
        """The rows, for changing."""
        if self._rows is None:
            self._rows = [Row(list(cells)) for cells in self.frame.iter_rows()]
        return self._rows

    def column(self, *targets: str) -> int | None:
        """The column that holds the first of these targets that the layout has, from 0."""
        found = {column.target: number for number, column in reversed(list(enumerate(self.layout.columns)))}
        return next((found[target] for target in targets if target in found), None)

    def households(self) -> list[Household]:
        """The rows by household, in their order (each row alone where a row is no person or household)."""
        code = self.column("key.household_code")
        homes: list[Household] = []
        before: Value = None
        for row in self.rows:
            mine = row.cells[code] if code is not None else None
            if mine is not None and mine == before:
                homes[-1].append(row)
            else:
                homes.append([row])
            before = mine
        return homes

    def after(self, row: Row, new: Row) -> None:
        """Put a new row under another."""
        self.rows.insert(self.rows.index(row) + 1, new)

    def places(self) -> dict[int, int]:
        """By a row's identity, its number as Excel counts."""
        return {id(row): number for number, row in enumerate(self.rows, len(self.titles) + 2)}

    def pages(self) -> list[Page]:
        """The pages to write."""
        if self._rows is None:
            return [Page(self.name, self.titles, self.labels, self.frame)]
        at = {id(row): number for number, row in enumerate(self._rows)}
        merges = [(at[id(first)], column, at[id(last)], column) for first, last, column in self.merged]
        values = [row.cells for row in self._rows]
        pages = [Page.of_values(self.name, titles=self.titles, labels=self.labels, values=values, merges=merges)]
        return pages + [
            Page.of_values(name, titles=(), labels=[str(label) for label in rows[0]], values=rows[1:], hidden=True) for name, rows in self.hidden
        ]
