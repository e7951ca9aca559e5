"""The numbers in a text, also where they are spaced, hyphenated or dotted. Clause R3c.

A chain is eleven digits or more with up to three marks between one and the next. Unbroken runs of a chain are judged as
they stand; runs in a row are joined where they are grouped as people group such numbers. One dot alone is a decimal
point: 13.800138000 is no phone. Digests and UUIDs are no chains. Commas, semicolons, tabs, quotes, bars and ends of lines
part numbers from each other: they part cells and amounts.
"""

import re
from collections.abc import Iterator
from typing import Final

from tuopin.common.guard.folding import fold
from tuopin.common.guard.kinds import Hit, Kind
from tuopin.common.guard.shapes import bank, identity, mobile, old_identity, plausible_area, whole

MARKS: Final = r"[ \-._/\\()\[\]~'\x00-\x08\x0b\x0c\x0e-\x1b\x7f]"
CHAIN: Final = re.compile(rf"(?<![0-9])[0-9](?:{MARKS}{{0,3}}[0-9]){{10,}}(?:{MARKS}{{0,3}}[Xx](?![A-Za-z])(?:[0-9]{{2}}){{0,2}})?")
RUN: Final = re.compile(r"[0-9]+(?:[Xx][0-9]*)?|[Xx]")
DECIMAL: Final = re.compile(r"(\d+)\.(\d+)", re.ASCII)
SCIENTIFIC: Final = re.compile(r"(?<![\d.])(\d)\.(\d{9,18})[eE]\+?(1\d)(?!\d)", re.ASCII)
UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
HEX: Final = re.compile(r"(?<![0-9A-Za-z])(?=[0-9a-f]*[a-f])[0-9a-f]{32,}(?![0-9A-Za-z])", re.IGNORECASE)
AROUND: Final = 128  # characters beside a chain that may make it part of a digest
LONGEST: Final = 22
Runs = list[tuple[str, int]]  # unbroken digits of a chain, and where each begins

UNINTERESTING: Final = frozenset((12, 14))  # lengths of villages' and persons' codes, and of nothing that is looked for
GROUPED_PHONES: Final = frozenset(
    ((3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (5, 6), (6, 5), (4, 7), (3, 2, 2, 2, 2), (2, 9), (1, 10), (8, 3))
)
GROUPED_OLD: Final = frozenset(((6, 6, 3), (6, 9), (12, 3), (3, 3, 3, 3, 3), (6, 2, 2, 2, 3)))


def numbers(text: str) -> Iterator[Hit]:
    """Every identity number, mobile number and bank account of a text, in order; `start` counts in the folded text."""
    yield from folded_numbers(fold(text))


def folded_numbers(text: str) -> Iterator[Hit]:
    """The same of a text whose digits are ASCII already."""
    for match in CHAIN.finditer(text):
        chain = match[0]
        if chain.isdigit() and len(chain) in UNINTERESTING:
            continue
        yield from _hits(chain, match.start(), text)
    for match in SCIENTIFIC.finditer(text):
        digits = (match[1] + match[2]).ljust(int(match[3]) + 1, "0")
        if len(match[2].rstrip("0")) <= int(match[3]) and (found := whole(digits[: int(match[3]) + 1])):
            yield Hit(*found, match.start())


def _hits(chain: str, start: int, text: str) -> Iterator[Hit]:
    hits = [Hit(kind, digits, start + at) for kind, digits, at in _judged(chain)]
    if hits and not _in_digest(text, start, start + len(chain)):
        yield from hits


def _judged(chain: str) -> Iterator[tuple[Kind, str, int]]:
    decimal = DECIMAL.fullmatch(chain)
    if decimal:
        yield from _decimal(decimal)
        return
    runs = [(match[0], match.start()) for match in RUN.finditer(chain)]
    taken = -1
    for at in range(len(runs)):
        if at <= taken:
            continue
        found = _alone(runs[at][0]) or None
        last = at
        if not found:
            found, last = _joined(runs, at, chain)
        if found:
            taken = last
            yield *found, runs[at][1]


def _decimal(match: re.Match[str]) -> Iterator[tuple[Kind, str, int]]:
    """A number with one dot: its whole part if nothing follows (13800138000.0), else only a certain identity number."""
    if not match[2].strip("0"):
        if found := _alone(match[1]):
            yield *found, 0
    elif identity(match[1] + match[2], strict=True):
        yield Kind.IDENTITY, match[1] + match[2], 0


def _alone(run: str) -> tuple[Kind, str] | None:
    return whole(run) if len(run) >= 11 and len(run) not in UNINTERESTING else None


def _joined(runs: Runs, first: int, chain: str) -> tuple[tuple[Kind, str] | None, int]:
    """What runs in a row are together, the longest first that is anything; and the last of them."""
    digits = runs[first][0]
    best: tuple[tuple[Kind, str] | None, int] = (None, first)
    for at in range(first + 1, len(runs)):
        digits += runs[at][0]
        if len(digits) > LONGEST:
            break
        if len(digits) >= 11 and not _decimals(runs, chain, first=first, last=at) and (found := _grouped(digits, runs, first=first, last=at)):
            best = (found, at)
    return best


def _decimals(runs: Runs, chain: str, *, first: int, last: int) -> bool:
    """Whether a dot inside or beside the runs is a decimal point: 12.154 2345 1880.5 are three amounts; 199.0000.1234 is a phone."""
    between = [chain[runs[at][1] + len(runs[at][0]) : runs[at + 1][1]] for at in range(first, last)]
    inner = sum("." in mark for mark in between)
    end = runs[last][1] + len(runs[last][0])
    beside = chain[runs[first][1] - 1 : runs[first][1]] == "." or (chain[end : end + 1] == "." and last + 1 < len(runs))
    return beside or 0 < inner < len(between) or (inner == 1 == len(between))


def _grouped(digits: str, runs: Runs, *, first: int, last: int) -> tuple[Kind, str] | None:
    lengths = tuple(len(run) for run, _ in runs[first : last + 1])
    if identity(digits) and plausible_area(digits):
        return Kind.IDENTITY, digits
    singles = set(lengths) == {1} and _ends(runs, first, last)
    if (singles or lengths in GROUPED_PHONES) and mobile(digits):
        return Kind.PHONE, digits
    if (singles or lengths in GROUPED_OLD) and digits.isdigit() and old_identity(digits):
        return Kind.IDENTITY, digits
    if (singles or _fours(lengths)) and digits.isdigit() and bank(digits):
        return Kind.BANK, digits
    return None


def _ends(runs: Runs, first: int, last: int) -> bool:
    """Whether single digits in a row are all of them: a list of thirty zeros and ones is no phone."""
    before = first == 0 or len(runs[first - 1][0]) > 1
    return before and (last + 1 == len(runs) or len(runs[last + 1][0]) > 1)


def _fours(lengths: tuple[int, ...]) -> bool:
    """Groups of four and a rest, or the bank's six and the rest."""
    return (set(lengths[:-1]) == {4} and lengths[-1] <= 4) or (len(lengths) == 2 and lengths[0] in {6, 8})


def _in_digest(text: str, start: int, end: int) -> bool:
    near = max(0, start - AROUND)
    beside = text[near : end + AROUND]
    return any(
        match.start() + near <= start and end <= match.end() + near
        for pattern in (HEX, UUID)
        for match in pattern.finditer(beside)
        if not match[0].replace("-", "").isdigit()
    )
