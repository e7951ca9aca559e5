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
from tuopin.common.guard.runs import Runs
from tuopin.common.guard.shapes import bank, identity, mobile, old_identity, plausible_area, whole

MARKS: Final = r"[ \-._/\\()\[\]~'\x00-\x08\x0b\x0c\x0e-\x1b\x7f]"
CHAIN: Final = re.compile(rf"(?<![0-9])[0-9](?:{MARKS}{{0,3}}[0-9]){{10,}}(?:{MARKS}{{0,3}}[Xx](?:[0-9]{{2}}){{0,2}})?")
BEFORE_X: Final = re.compile(r"[Xx]")
DECIMAL: Final = re.compile(r"(\d+)\.(\d+)", re.ASCII)
SCIENTIFIC: Final = re.compile(r"(?<![\d.])(\d)\.(\d{9,18})[eE]\+?(1\d)(?!\d)", re.ASCII)
UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
HEX: Final = re.compile(r"(?<![0-9A-Za-z])(?=[0-9a-f]*[a-f])[0-9a-f]{32,}(?![0-9A-Za-z])", re.IGNORECASE)
AROUND: Final = 128  # characters beside a chain that may make it part of a digest
LENGTHS: Final = (22, 20, 19, 18, 17, 16, 15, 13, 11)  # of all that is looked for, the longest first
WITH_CHECK: Final = frozenset((18, 20, 22))
UNINTERESTING: Final = frozenset((12, 14))  # lengths of villages' and persons' codes, and of nothing that is looked for
GROUPED_PHONES: Final = frozenset(
    ((3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (5, 6), (6, 5), (4, 7), (3, 2, 2, 2, 2), (2, 9), (1, 10), (8, 3))
)
GROUPED_OLD: Final = frozenset(((6, 6, 3), (6, 9), (12, 3), (3, 3, 3, 3, 3), (6, 2, 2, 2, 3)))
GROUPED_CARDS: Final = frozenset(
    (*((4, 4, 4, rest) for rest in range(4, 8)), *((4, 4, 4, 4, rest) for rest in range(1, 4)), *((6, rest) for rest in range(10, 14)), (8, 8), (8, 11))
)


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
    runs = Runs(chain)
    taken = -1
    for at, run in enumerate(runs.texts):
        if at <= taken:
            continue
        alone = _alone(run)
        found, last = (alone, at) if alone else _joined(runs, at)
        if found:
            taken = last
            yield *found, runs.starts[at]


def _decimal(match: re.Match[str]) -> Iterator[tuple[Kind, str, int]]:
    """A number with one dot: its whole part if nothing follows (13800138000.0), else only a certain identity number."""
    if not match[2].strip("0"):
        if found := _alone(match[1]):
            yield *found, 0
    elif identity(match[1] + match[2], strict=True):
        yield Kind.IDENTITY, match[1] + match[2], 0


def _alone(run: str) -> tuple[Kind, str] | None:
    for digits in dict.fromkeys((run, BEFORE_X.split(run, maxsplit=1)[0])):  # an X may be the check character or a word's beginning
        if len(digits) >= 11 and len(digits) not in UNINTERESTING and (found := whole(digits)):
            return found
    return None


def _joined(runs: Runs, first: int) -> tuple[tuple[Kind, str] | None, int]:
    """What runs in a row are together, the longest first that is anything; and the last of them."""
    begin = runs.offsets[first]
    for length in LENGTHS:
        last = runs.ending.get(begin + length)
        if last is not None and last > first and (found := _grouped(runs, runs.digits[begin : begin + length], first=first, last=last)):
            return found, last
    return None, first


def _grouped(runs: Runs, digits: str, *, first: int, last: int) -> tuple[Kind, str] | None:
    """What the digits of several runs are, if their shape, their groups and the marks between them all fit."""
    if len(digits) in WITH_CHECK and plausible_area(digits) and identity(digits):
        return None if runs.decimals(first, last) else (Kind.IDENTITY, digits)
    phone = mobile(digits)
    if phone and runs.grouped(first, last, usual=GROUPED_PHONES, beyond=len(digits) - len(phone)):
        return Kind.PHONE, phone
    if not digits.isdigit():
        return None
    if old_identity(digits) and runs.grouped(first, last, usual=GROUPED_OLD):
        return Kind.IDENTITY, digits
    if bank(digits) and runs.grouped(first, last, usual=GROUPED_CARDS):
        return Kind.BANK, digits
    return None


def _in_digest(text: str, start: int, end: int) -> bool:
    near = max(0, start - AROUND)
    beside = text[near : end + AROUND]
    return any(
        match.start() + near <= start and end <= match.end() + near
        for pattern in (HEX, UUID)
        for match in pattern.finditer(beside)
        if not match[0].replace("-", "").isdigit()
    )
