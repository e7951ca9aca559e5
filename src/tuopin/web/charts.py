"""Charts as our own SVG, made on the server: a stacked bar with its numbers beside it in words."""

from dataclasses import dataclass

from tuopin.assessment.rules import MAY_LEAVE, NOT_YET, REST, UNKNOWN, WRONGLY_EXITED

WIDTH = 600
CLASSES = {MAY_LEAVE: "a", NOT_YET: "b", UNKNOWN: "c", WRONGLY_EXITED: "d", REST: "e"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a bar, in units of 600."""

    kind: str
    look: str
    number: int
    start: float
    width: float


def bar(counts: dict[str, int]) -> list[Piece]:
    """The pieces of a bar that shows shares of a whole."""
    total, start, pieces = sum(counts.values()), 0.0, []
    for kind, look in CLASSES.items():
        number = counts.get(kind, 0)
        width = WIDTH * number / total if total else 0
        pieces.append(Piece(kind, look, number, round(start, 2), round(width, 2)))
        start += width
    return pieces
