"""Chinese identity numbers (GB 11643): check character, birthday and sex inside; made-up numbers that nobody can hold.

Eighteen characters: area (6), birthday (8), serial (3, odd for men), check character (ISO 7064 MOD 11-2). A disability
card adds the kind and the grade of the disability (20), a re-issued card two more characters (22).
"""

from datetime import date
from typing import Final, Literal

Sex = Literal["male", "female"]

WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS: Final = "10X98765432"  # by the weighted sum modulo 11
MADE_UP_AREA: Final = "999998"  # no place has or had a code that begins with 99
PLACEHOLDER: Final = "999999"  # how the register begins the number of a person without one
LENGTHS: Final = (18, 20, 22)
CARD_LENGTH: Final = 20  # a disability card: kind and grade stand behind the identity number


def id_checksum(number: str) -> str:
    """The check character that belongs to the first 17 digits. ValueError if they are not 17 ASCII digits."""
    digits = number[:17]
    if len(digits) != 17 or not (digits.isascii() and digits.isdigit()):
        raise ValueError("an identity number begins with 17 digits")
    return CHECK_CHARACTERS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11]


def id_valid(number: str) -> bool:
    """Whether length, check character and birthday are possible (18, 20 or 22 characters)."""
    if len(number) not in LENGTHS:
        return False
    try:
        right = id_checksum(number) == number[17].upper()
    except ValueError:
        return False
    return right and id_birth(number) is not None


def id_birth(number: str) -> date | None:
    """The birthday inside, or None when those eight characters are no day of the calendar."""
    text = number[6:14]
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def id_sex(number: str) -> Sex | None:
    """The sex the 17th digit tells (odd is male), or None when there is no such digit."""
    digit = number[16:17]
    if not (digit.isascii() and digit.isdigit()):
        return None
    return "male" if int(digit) % 2 else "female"


def made_up_id(birth: date, sex: Sex, serial: int = 0, *, card: str = "") -> str:
    """A number with a right check character that nobody can hold: its area code cannot exist.

    `serial` 0-499 tells people of one birthday and sex apart; `card` adds the kind and grade of a disability card,
    such as "41" (limbs, grade 1).
    """
    if not 0 <= serial < 500:
        raise ValueError("serial is 0 to 499")
    digits = f"{MADE_UP_AREA}{birth:%Y%m%d}{serial * 2 + (sex == 'male'):03d}"
    return digits + id_checksum(digits) + card
