"""The look all our workbooks share: one set of fonts and colours, as plain data, and legal sheet names.

Fills are light enough for black text (contrast above 7:1) and differ in lightness as well as in hue, so that they can be
told apart with colour-blind eyes and on a black-and-white print; the level is always written in words beside the colour.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from tuopin.common.words import Words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FONT: Final = "Microsoft YaHei"
FONT_FALLBACK: Final = "SimSun"  # for programs that let a person name a second font; Excel substitutes by itself
SIZE: Final = 10
INK: Final = "1F2933"
MUTED: Final = "5A6672"
HEADER_FILL: Final = "1F4E79"
HEADER_INK: Final = "FFFFFF"
LINK: Final = "0B5394"
RULE: Final = "C3CBD3"

LEVELS: Final = ("fatal", "contradiction", "blank", "suspicious")
"""Worst first."""
LEVEL_FILL: Final = {"fatal": "F4978A", "contradiction": "FBC773", "blank": "FFF3A6", "suspicious": "BDDDF4"}
LEVEL_WORDS: Final = {
    "fatal": Words("致命", "fatal"),
    "contradiction": Words("矛盾", "contradiction"),
    "blank": Words("空缺", "blank"),
    "suspicious": Words("存疑", "suspicious"),
}

_TEXT: Final[dict[str, Any]] = {"font_name": FONT, "font_size": SIZE, "font_color": f"#{INK}", "valign": "top"}
_BOXED: Final[dict[str, Any]] = {**_TEXT, "border": 1, "border_color": f"#{RULE}"}
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": {**_TEXT, "font_size": 16, "bold": True, "valign": "vcenter"},
    "note": {**_TEXT, "font_color": f"#{MUTED}", "text_wrap": True, "valign": "vcenter"},
    "header": {
        **_BOXED,
        "bold": True,
        "font_color": f"#{HEADER_INK}",
        "bg_color": f"#{HEADER_FILL}",
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "text": {**_BOXED, "num_format": "@", "text_wrap": True},
    "count": {**_BOXED, "num_format": "#,##0"},
    "money": {**_BOXED, "num_format": "#,##0.00"},
    "percent": {**_BOXED, "num_format": "0.00%"},
    "day": {**_BOXED, "num_format": "yyyy-mm-dd"},
    "link": {**_BOXED, "font_color": f"#{LINK}", "underline": 1},
    **{level: {**_BOXED, "bg_color": f"#{fill}", "text_wrap": True} for level, fill in LEVEL_FILL.items()},
}
"""Name of a look → xlsxwriter format properties."""

_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]")
_LONGEST: Final = 31
_WIDE: Final = re.compile("[\u1100-\U0010ffff]")


def formats(workbook: "Workbook") -> "dict[str, Format]":
    """Every look of ours as a format of this xlsxwriter workbook, by name."""
    return {name: workbook.add_format(properties) for name, properties in LOOKS.items()}


def sheet_name(text: str, taken: Iterable[str] = ()) -> str:
    r"""A name Excel accepts, close to `text` and unlike every one in `taken` (which Excel compares without case).

    At most 31 UTF-16 units, none of []:*?/\ , no apostrophe at either end, not "History"; repeated names get 2, 3, ….
    """
    used = {name.casefold() for name in taken} | {"history"}
    stem = _cut(_FORBIDDEN.sub(" ", text).strip().strip("'").strip(), _LONGEST).rstrip(" '") or "Sheet"
    name, number = stem, 1
    while name.casefold() in used:
        number += 1
        name = f"{_cut(stem, _LONGEST - len(str(number)))}{number}"
    return name


def text_units(text: str) -> int:
    """Width of a text in half-width characters: Chinese characters count two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le", "replace")[: 2 * units].decode("utf-16-le", "ignore")
