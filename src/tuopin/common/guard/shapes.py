"""Which digits are an identity number, a mobile number, a bank account. Clause R3c.

Identity: 18 characters (20 or 22 with a disability card's tail) with the right check character and a birthday of 1900 to
2049. A wrong check character is forgiven where the first six digits are a county of 2016: a mistyped number still tells who
it is; by chance one 18-digit number in 700,000 is taken for one. Old numbers (15 digits) have no check character: province,
and birthday. Mobile: 1, 3 to 9, nine digits; 86 or 0086 before it. Bank: 16 to 19 digits that pass Luhn's test and begin
as cards do, unless they begin as a township does (62 is UnionPay and Gansu, 4 is Visa and Henan).
"""

import re
from datetime import date
from functools import cache
from typing import Final

from tuopin.common.guard.kinds import Kind
from tuopin.common.identity import LENGTHS, MADE_UP_AREA, PLACEHOLDER, id_birth, id_checksum
from tuopin.common.places import places

YEARS: Final = range(1900, 2050)
_PROVINCES: Final = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
PROVINCES: Final = frozenset((*_PROVINCES.split(), "99"))  # 99: what the product makes up
FOREIGN: Final = "9"  # a foreigner's card of permanent residence: 9, then the province
PHONE: Final = re.compile(r"(?:(?:00)?86)?(1[3-9]\d{9})", re.ASCII)
CARD: Final = re.compile(r"(?:62|60|4|5|35|9558)\d+", re.ASCII)
CARD_LENGTHS: Final = range(16, 20)
LUHN_DOUBLED: Final = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
SYNTHETIC_AREAS: Final = range(990_000, 1_000_000)  # what the product makes up; no place begins with 99


def identity(digits: str, *, strict: bool = False) -> bool:
    """Whether 18, 20 or 22 characters are an identity number; `strict` asks for a county of 2016 as well as the check character."""
    if len(digits) not in LENGTHS or not digits[:17].isdigit() or not born(digits):
        return False
    right = id_checksum(digits) == digits[17].upper()
    return (right and (not strict or _known_area(digits))) or (not right and digits[:6] in _counties() and not digits.startswith(PLACEHOLDER))


def old_identity(digits: str) -> bool:
    """Whether 15 digits are an identity number of before 1999."""
    return len(digits) == 15 and _province(digits) and id_birth(f"{digits[:6]}19{digits[6:12]}") is not None


def mobile(digits: str) -> str | None:
    """The eleven digits of a mobile number, without the country's code."""
    found = PHONE.fullmatch(digits)
    return found[1] if found else None


def bank(digits: str) -> bool:
    """Whether 16 to 19 digits are a bank card."""
    return len(digits) in CARD_LENGTHS and CARD.fullmatch(digits) is not None and luhn(digits) and digits[:9] not in places()


def luhn(digits: str) -> bool:
    """Luhn's test: every second digit from the right doubled, the cross sum divides by ten (ISO/IEC 7812-1)."""
    return sum(LUHN_DOUBLED[int(digit)] if at % 2 else int(digit) for at, digit in enumerate(reversed(digits))) % 10 == 0


def whole(digits: str) -> tuple[Kind, str] | None:
    """What an unbroken run of digits is (its last character may be X)."""
    if found := mobile(digits):
        return Kind.PHONE, found
    if identity(digits) or old_identity(digits):
        return Kind.IDENTITY, digits
    if bank(digits):
        return Kind.BANK, digits
    return inside(digits)


def inside(digits: str) -> tuple[Kind, str] | None:
    """An identity number of a known county glued to other digits; nothing else is told apart from chance inside a longer run."""
    for start in range(len(digits) - 17 if len(digits) > 18 else 0):
        window = digits[start : start + 18]
        if window[:17].isdigit() and _right(window) and _known_area(window):
            return Kind.IDENTITY, window
    return None


def born(digits: str) -> date | None:
    """A birthday that a person on the register may have."""
    day = id_birth(digits)
    return day if day and day.year in YEARS else None


def plausible_area(digits: str) -> bool:
    """Whether the first digits are a province's, or a foreigner's of one."""
    return _province(digits) or (digits[0] == FOREIGN and digits[1:3] in PROVINCES)


def _province(digits: str) -> bool:
    return digits[:2] in PROVINCES


def _right(digits: str) -> bool:
    return born(digits) is not None and id_checksum(digits) == digits[17].upper()


def _known_area(digits: str) -> bool:
    return digits[:6] in _counties() or digits[:6] == MADE_UP_AREA or int(digits[:6]) in SYNTHETIC_AREAS


@cache
def _counties() -> frozenset[str]:
    return frozenset(code for code in places() if len(code) == 6)
