"""HTML and XML: the text a reader sees, whatever tags cut it up, and what stands inside the tags. Clause R3c.

In a page or an office document an unknown tag does not part two digits (a browser shows <i>138</i>0013 as one number); in
other XML it does (<households>138</households><persons>0013</persons> are two). Entities, percent signs of addresses and
escapes of scripts are written out. Geometry of drawings is left out: it is all digits and nobody reads it.
"""

import binascii
import html
import re
from collections.abc import Iterator
from typing import IO, Final
from urllib.parse import unquote

from tuopin.common.guard.pictures import letters_of
from tuopin.common.guard.report import Report
from tuopin.common.guard.texts import pieces, read_piece, unescaped
from tuopin.common.words import Words

TAIL: Final = 4000  # characters of the piece before that are read again: a tag may lie across
TAG: Final = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
NAME: Final = re.compile(r"</?(?:[\w-]+:)?([\w.-]+)")
VERBATIM: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")
_DRAWN: Final = "d points transform viewBox style path from to values coords cx cy x y x1 x2 y1 y2 width height rx ry r"
GEOMETRY: Final = re.compile(rf"""(?<![\w-])(?:{_DRAWN.replace(" ", "|")})\s*=\s*(?:"[^"]*"|'[^']*')""")
_PARTING: Final = (
    "p div td th tr li ul ol dl dt dd table tbody thead h h1 h2 h3 h4 h5 h6 br hr pre section article header footer title option "
    "script style blockquote caption si c row tc tbl cell table-cell table-row comment definedname tab body head f"
)
_JOINING: Final = "span b i u em strong a font small sub sup mark code s ins del wbr bdi bdo label big tt var r t rpr tspan rph"
PARTING, JOINING = frozenset(_PARTING.split()), frozenset(_JOINING.split())
EMBEDDED: Final = re.compile(r";base64,([A-Za-z0-9+/=]{12,})")
BARRIER: Final = "\n"


def read_markup(stream: IO[bytes], name: str, report: Report, *, joining: bool) -> None:
    """A page, a drawing or a part of an office document (`joining`: unknown tags do not part digits)."""
    tail = ""
    for piece in pieces(stream, name):
        whole = tail + piece
        for text in texts(whole, joining=joining):
            read_piece(text, report, lambda _at, _text: Words("正文或标记内", "in its text or tags"))
        start = max(whole.rfind(">", 0, max(0, len(whole) - TAIL)), whole.rfind("\n", 0, max(0, len(whole) - TAIL))) + 1
        tail = whole[start:] if len(whole) - start < 2 * TAIL else whole[-TAIL:].partition(">")[2]


def texts(markup: str, *, joining: bool) -> Iterator[str]:
    """What is read, then what stands in the tags and in pictures or texts embedded in them."""
    if "<![CDATA[" in markup:
        markup = VERBATIM.sub(lambda match: html.escape(match[1]), markup)
    yield seen(markup, joining=joining)
    tags = BARRIER.join(GEOMETRY.sub("", tag) for tag in TAG.findall(markup) if any(map(str.isdigit, tag)) or "&" in tag or "%" in tag)
    yield unescaped(html.unescape(unquote(tags) if "%" in tags else tags))
    yield from (letters_of(_decoded(match[1])) for match in EMBEDDED.finditer(markup))


def seen(markup: str, *, joining: bool) -> str:
    """The text between the tags as it is shown."""
    known: dict[str, str] = {}

    def between(match: re.Match[str]) -> str:
        tag = match[0]
        if tag not in known:
            known[tag] = _between(tag, joining=joining)
        return known[tag]

    flat = SPACE.sub(" ", markup)
    return unescaped(html.unescape(TAG.sub(between, flat)))


def _decoded(base64: str) -> bytes:
    try:
        return binascii.a2b_base64(base64)
    except binascii.Error:
        return b""


def _between(tag: str, *, joining: bool) -> str:
    """What a tag is between two texts: nothing, or an end."""
    if tag.startswith(("<!--", "<?")):
        return ""
    found = NAME.match(tag)
    local = found[1].lower() if found else ""
    if local in PARTING or not found:
        return BARRIER
    return "" if joining or local in JOINING else BARRIER
