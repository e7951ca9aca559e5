"""What somebody who types a few characters looks for: a document number, a code, a name. Pure. Clause R2a."""

import re
import unicodedata
from typing import Final, Literal

from tuopin.common.refused import BadInput
from tuopin.common.words import Words

Sought = Literal["number", "code", "name"]
NUMBER: Final = re.compile(r"[0-9]{14,21}[0-9X]|[0-9]{17}X[0-9]{2,4}")  # a disability certificate's goes on after the X of an ID number
LONGEST: Final = 40
AFTER: Final = "\U0010ffff"  # after every character that a name may go on with


def sought(text: str) -> tuple[Sought, str]:
    """What is looked for, folded; BadInput where nothing was typed."""
    folded = unicodedata.normalize("NFKC", text).strip()
    folded = "".join(mark for mark in folded if mark.isprintable())[:LONGEST]
    if not folded:
        raise BadInput("text", Words("请输入姓名、户编号或证件号码", "type a name, a household code or a document number"))
    plain = folded.replace(" ", "").upper()
    if NUMBER.fullmatch(plain):
        return "number", plain
    return ("code", folded) if folded[0].isdigit() or folded.isascii() else ("name", folded)


def ends(prefix: str) -> str:
    """The end of the range of texts that begin with this, by bytes."""
    return prefix + AFTER
