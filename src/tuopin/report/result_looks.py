"""How our result workbooks look, how high a row of wrapped words is, and what may never stand in one (DESIGN 4.13)."""

import re
from collections.abc import Sequence
from typing import Any

from tuopin.report.style import LOOKS, text_units

PRIVATE = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?![\dXx])")
VERDICT_LOOKS = {"met": ("E3F4E1", "1E5B22"), "not_met": ("F9D9D3", "8C1D0F"), "unknown": ("FFF3C4", "6B4E00")}


def looks() -> dict[str, dict[str, Any]]:
    """The looks all our workbooks share, centred in their row, and those of verdicts, headings and rates."""
    ours = {name: {**look, "valign": "vcenter"} for name, look in LOOKS.items()}
    ours["text"] |= {"indent": 1}
    for number in ("count", "money"):
        ours[number] |= {"align": "right", "indent": 1}
    ours |= {name: {**ours["text"], "bg_color": f"#{fill}", "font_color": f"#{ink}"} for name, (fill, ink) in VERDICT_LOOKS.items()}
    ours["code"] = ours["text"]  # the register's own numbers, which may be as long as a phone's
    ours["strong"] = {**ours["text"], "bold": True}
    ours["heading"] = {**ours["title"], "font_size": 12}
    ours["rate"] = {**ours["text"], "align": "right", "bold": True}
    ours["share"] = {**ours["money"], "num_format": '0.00"%"'}
    ours["line"] = {**ours["note"], "text_wrap": False}
    return ours


def safe(text: str) -> str:
    """The text with anything that looks like a document or phone number struck out."""
    return PRIVATE.sub("＊＊＊", text)


def height_of(texts: Sequence[tuple[str, int]]) -> float:
    """A row's height in points for wrapped texts, each with its column's width."""
    lines = [sum(max(1, -(-text_units(line) // max(width - 1, 1))) for line in text.split("\n")) for text, width in texts]
    return 14.0 * max([1, *lines]) + 6
