"""Masks: what of a number or a name is shown before somebody gives a reason to see it. Clause R3c."""

import re
from typing import Final

from tuopin.common.identity import LENGTHS

HIDDEN: Final = "*"
OLD_LENGTH: Final = 15  # identity numbers before 1999
PHONE: Final = re.compile(r"1\d{10}", re.ASCII)
BANK: Final = re.compile(r"\d{12,22}", re.ASCII)
IDENTITY: Final = re.compile(r"\d{15}|\d{17}[\dXx](?:\d\d){0,2}", re.ASCII)
_COMPOUND: Final = "欧阳上官司马诸葛东方皇甫尉迟公孙慕容令狐司徒司空夏侯宇文长孙端木申屠轩辕百里南宫独孤闻人澹台太史万俟呼延赫连鲜于"
COMPOUND: Final = frozenset(_COMPOUND[at : at + 2] for at in range(0, len(_COMPOUND), 2))  # surnames of two characters


def mask_id(number: str) -> str:
    """Prefecture (first 4) and last 4 of an identity number; birthday, sex and kind of disability hidden. Another shape is hidden whole."""
    if not IDENTITY.fullmatch(number) or len(number) not in {OLD_LENGTH, *LENGTHS}:
        return hidden(number)
    if len(number) == OLD_LENGTH:  # the last 4 would be the day's last digit and the serial
        return number[:4] + HIDDEN * 8 + number[-3:]
    return number[:4] + HIDDEN * 10 + number[14:18] + HIDDEN * (len(number) - 18)


def mask_phone(number: str) -> str:
    """First 3 and last 4 of a mobile number. Any other shape is hidden whole."""
    return number[:3] + HIDDEN * 4 + number[-4:] if PHONE.fullmatch(number) else hidden(number)


def mask_bank(number: str) -> str:
    """Last 4 of a bank account. Any other shape is hidden whole."""
    return HIDDEN * (len(number) - 4) + number[-4:] if BANK.fullmatch(number) else hidden(number)


def mask_name(name: str) -> str:
    """The surname, for the web portal; a paper board shows the whole name. A name of one character is hidden."""
    name = name.strip()
    if "·" in name:  # 阿不都·热合曼: the part before the point is the own name
        return HIDDEN * 2 + "·" + HIDDEN * 2
    surname = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
    return name[:surname] + HIDDEN * (len(name) - surname) if len(name) > 1 else hidden(name)


def hidden(text: str) -> str:
    """As many marks as there are characters, at most eight: the length tells nothing more."""
    return HIDDEN * min(len(text), 8)
