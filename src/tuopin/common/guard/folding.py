"""Text as a reader sees its digits: every way of writing a digit becomes 0-9, what is invisible goes. Clause R3c.

Full-width, mathematical, Arabic-Indic and other digits of Unicode, circled and superscript ones; letters that look like
the check character X; spaces and dashes of any width; zero-width, joining, direction and combining marks.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

PLANES: Final = (range(0x80, 0x20000), range(0xE0000, 0xE0200))  # where such characters are
BARRIERS: Final = "\x1c\x1d\x1e\x1f\x85\u2028\u2029"  # ends of lines and cells stay what they are
FIRST_FAR: Final = "\U00010000"
FAR: Final = re.compile("[\U00010000-\U000e01ff]")
LOOKS_LIKE_X: Final = dict.fromkeys("ХхΧχ×✕✖╳", "X")
LOOKS_LIKE_A_DOT: Final = dict.fromkeys("·•・∙⋅‧。｡", ".")
INVISIBLE: Final = frozenset(("Cf", "Mn", "Me", "Cc"))


def fold(text: str) -> str:
    """The text with its digits in ASCII. Lines and cells (U+001F) stay apart."""
    if text.isascii():
        return text
    table, odd = _table()
    return FAR.sub(lambda match: table.get(match[0], match[0]), odd.sub(lambda match: table[match[0]], text))


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    """What stands for each odd character, and the class of those in the first plane: with others in it, it is 20 times as slow."""
    table = dict(_pairs())
    return table, re.compile(f"[{''.join(re.escape(mark) for mark in table if mark < FIRST_FAR)}]")


def _pairs() -> Iterator[tuple[str, str]]:
    for plane in PLANES:
        for code in plane:
            mark = chr(code)
            plain = _plain(mark, unicodedata.category(mark))
            if plain is not None and mark not in BARRIERS:
                yield mark, plain


def _plain(mark: str, category: str) -> str | None:
    """What stands for one character, or None when it stays."""
    for look in (LOOKS_LIKE_X, LOOKS_LIKE_A_DOT):
        if mark in look:
            return look[mark]
    if category in INVISIBLE:
        return ""
    if category in {"Zs", "Pd"}:
        return " " if category == "Zs" else "-"
    if category == "Nd":
        return str(unicodedata.digit(mark))
    return _compatible(mark, category)


def _compatible(mark: str, category: str) -> str | None:
    folded = unicodedata.normalize("NFKC", mark)
    digits = "".join(each for each in folded if each.isascii() and each.isdigit())
    if digits and category == "No":  # ① begins an item of a list as often as it hides a digit
        return f" {digits} "
    if folded in {"X", "x", ".", "-", "_", "/", "(", ")", "[", "]", "~", "+"}:
        return folded
    return digits or None
