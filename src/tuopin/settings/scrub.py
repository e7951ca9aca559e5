"""Every long number in a text is masked, however it is written: what goes into a log names nobody. Pure. Clause R3c.

Full-width and circled digits are read as digits; spaces, dashes and characters of no width between digits do not hide a number.
"""

import re
import unicodedata
from typing import Final

MASK: Final = "[…]"
# Eleven digits are a mobile number; no shorter run names a person.
RUN: Final = re.compile(r"\d(?:[\s.,·_/()（）\[\]\-‐-―−、|+:]{0,3}\d){10,}(?:[\s\-]{0,2}[Xx](?![A-Za-z]))?")


def scrubbed(text: str) -> str:
    """The text with every run of eleven digits and more masked, whatever it is."""
    plain = unicodedata.normalize("NFKC", "".join(each for each in text if unicodedata.category(each) not in {"Cf", "Mn"}))
    masked = RUN.sub(MASK, plain)
    return text if masked == plain else masked
