"""The unbroken runs of digits in a chain, how they are grouped, and whether the dots between them are decimal points. Clause R3c."""

import re
from itertools import accumulate
from typing import Final

RUN: Final = re.compile(r"[0-9]+(?:[Xx][0-9]*)?|[Xx]")


class Runs:
    """A chain cut into its runs: `starts` in the chain, `offsets` in all `digits` together, `ending` by the offset behind each."""

    def __init__(self, chain: str) -> None:
        """Cut the chain."""
        self.chain = chain
        matches = list(RUN.finditer(chain))
        self.texts = [match[0] for match in matches]
        self.starts = [match.start() for match in matches]
        self.digits = "".join(self.texts)
        self.offsets = [0, *accumulate(map(len, self.texts))]
        self.ending = {offset: at for at, offset in enumerate(self.offsets[1:])}

    def grouped(self, first: int, last: int, *, usual: frozenset[tuple[int, ...]], beyond: int = 0) -> bool:
        """Whether people group such a number so, or digit by digit. `beyond` are digits of a country's code before the number."""
        lengths = [len(run) for run in self.texts[first : last + 1]]
        lengths[0] -= beyond
        singles = set(lengths) == {1} and self._all_singles(first, last)
        return (singles or tuple(lengths) in usual) and not self.decimals(first, last)

    def decimals(self, first: int, last: int) -> bool:
        """Whether a dot inside or beside is a decimal point: 12.154 2345 1880.5 are three amounts; 199.0000.1234 is a phone."""
        between = [self._after(at) for at in range(first, last)]
        inner = sum("." in mark for mark in between)
        beside = self.chain[self.starts[first] - 1 : self.starts[first]] == "." or (last + 1 < len(self.texts) and self._after(last) == ".")
        return beside or 0 < inner < len(between) or inner == len(between) == 1

    def _after(self, at: int) -> str:
        """The marks between a run and the next."""
        return self.chain[self.starts[at] + len(self.texts[at]) : self.starts[at + 1]]

    def _all_singles(self, first: int, last: int) -> bool:
        """Whether these are all the single digits in a row: thirty zeros and ones are no phone."""
        before = first == 0 or len(self.texts[first - 1]) > 1
        return before and (last + 1 == len(self.texts) or len(self.texts[last + 1]) > 1)
