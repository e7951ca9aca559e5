"""The cells of a table, read in blocks of rows: each cell by itself, and identity numbers dealt out over neighbouring cells. Clause R3c."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, islice
from typing import Final

from tuopin.common.guard.folding import fold
from tuopin.common.guard.kinds import Hit, Kind
from tuopin.common.guard.labels import Excused, excused
from tuopin.common.guard.numbers import folded_numbers
from tuopin.common.guard.report import Report
from tuopin.common.guard.shapes import born
from tuopin.common.identity import id_valid
from tuopin.common.words import Words

CELL: Final = "\x1f"
BLOCK: Final = 4000  # rows read at once
HEAD: Final = 40  # rows in which headers stand
NARROW: Final = 3  # columns of a table whose labels stand to the left
SPLIT: Final = re.compile(r"(?<![^\x1f\n])([1-9]\d{5}|\d{14}|\d{17})(?:\.0)?((?:\x1f\d{1,12}[Xx]?(?:\.0)?|\x1f[Xx]){1,4})(?=[\x1f\n]|$)", re.ASCII)
WORD: Final = re.compile(r"[^\W\d_]")

Place = Callable[[int, int], Words]


class Table:
    """A table that is being read: `place` says row and column (from 0) as a person counts them."""

    def __init__(self, report: Report, place: Place) -> None:
        """`place` says row and column as a person counts them; both come from 0."""
        self.report, self.place = report, place
        self.rows = 0
        self.head: list[Sequence[str]] = []
        self.excused = Excused()
        self.fitting: defaultdict[int, int] = defaultdict(int)
        self.dealt: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)

    def read(self, rows: Iterable[Sequence[object]]) -> None:
        """All rows, then what only the whole table tells."""
        several = iter(rows)
        while block := [list(map(str, row)) for row in islice(several, BLOCK)]:
            self._block(block)
        for row, column, hit in self.excused.betrayed(self.rows - 1):
            self._report(hit, row, column)
        for column, found in self.dealt.items():
            if len(found) * 2 >= self.fitting[column]:  # by chance one in eleven has the right check character
                self._report(Hit(Kind.IDENTITY, found[0][1], 0), found[0][0], column)

    def _block(self, block: list[list[str]]) -> None:
        self.head += block[: max(0, HEAD - len(self.head))]
        lines = [CELL.join(row) for row in block]
        if "\n".join(lines).count("\n") >= len(lines) or any(line.count(CELL) >= max(1, len(row)) for line, row in zip(lines, block, strict=True)):
            lines = [CELL.join(" ".join(cell.replace(CELL, " ").split("\n")) for cell in row) for row in block]
        lines = fold("\n".join(lines)).split("\n")
        text, starts = "\n".join(lines), [0, *accumulate(len(line) + 1 for line in lines)]
        for hit in folded_numbers(text):
            row = bisect_right(starts, hit.start) - 1
            column = text.count(CELL, starts[row], hit.start)
            self._judge(hit, row, column, cell=lines[row].split(CELL)[column])
        self._split(text, starts)
        self.rows += len(block)

    def _judge(self, hit: Hit, row: int, column: int, *, cell: str) -> None:
        row += self.rows
        if cell.strip().removesuffix(".0") == hit.digits and excused(self.label(row, column), hit):
            self.excused.add(column, row, hit)
            self.report.spared.add(hit.digits)
        else:
            self._report(hit, row, column)

    def _report(self, hit: Hit, row: int, column: int) -> None:
        self.report.number(hit.kind, hit.digits, lambda: self.place(row, column))

    def label(self, row: int, column: int) -> str:
        """What stands above a cell within the table's head; in a narrow table also what stands left of it."""
        above = [line[column] for line in self.head[:row] if column < len(line) and WORD.search(line[column])]
        if above and len(above) > HEAD // 2:
            above = above[:2]  # a column of words: only its header speaks
        beside = self.head[row][:column] if row < len(self.head) and (not above or len(self.head[row]) <= NARROW) else []
        return " ".join([*above, *beside])

    def _split(self, text: str, starts: list[int]) -> None:
        for match in SPLIT.finditer(text):
            row = bisect_right(starts, match.start()) - 1
            column = text.count(CELL, starts[row], match.start())
            digits = match[1]
            for part in match[2].replace(".0", "").split(CELL)[1:]:
                digits += part.zfill(18 - len(digits)) if len(digits) == 14 and len(part) < 4 else part
                if len(digits) >= 18:
                    break
            if len(digits) == 18 and digits[:17].isdigit() and born(digits):
                self.fitting[column] += 1
                if id_valid(digits):
                    self.dealt[column].append((row + self.rows, digits))
