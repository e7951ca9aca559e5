"""The boxes that show comments (VML): one hidden shape a comment, sized to its text, anchored to the right of its cell.

VML written by old programs is not always well-formed XML, so it is only searched and added to as text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from tuopin.report.marking.grid import Grid
from tuopin.report.marking.notes import Texts
from tuopin.report.marking.outline import BadMarkup

Place = tuple[int, int]

_NAMES: Final = (
    b'xmlns:v="urn:schemas-microsoft-com:vml"',
    b'xmlns:o="urn:schemas-microsoft-com:office:office"',
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"',
)
_LAYOUT: Final = b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%b"/></o:shapelayout>'
_KIND: Final = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE: Final = (
    b'<v:shape%b id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#fffbe6"'
    b' strokecolor="#8a6d3b" o:insetmode="auto"><v:fill color2="#fffbe6"/><v:shadow on="t" color="black" obscured="t"/>'
    b'<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    b'</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%b</x:Anchor>'
    b"<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
)
_OLD_SHAPE: Final = re.compile(rb"<v:shape\b(?!type).*?</v:shape>", re.DOTALL)
_PLACE: Final = re.compile(rb"<x:(Row|Column)>\s*(\d{1,7})\s*</x:\1>")
_ANCHOR: Final = re.compile(rb"(<x:Anchor>)[^<]*(</x:Anchor>)")
_BLOCKS: Final = re.compile(rb"""(<o:idmap\b[^>]*?\bdata\s*=\s*["'])([\d,\s]*)""")
_BLOCK: Final = 1024  # shapes a block of ids holds


def new_boxes(texts: Texts, grid: Grid, *, first_block: int) -> bytes:
    """A drawing with one box a comment; shape ids are taken from `first_block` on."""
    blocks = _blocks(len(texts), first_block)
    layout = _LAYOUT % _listed(blocks)
    shapes = b"".join(_shapes(texts, grid, blocks, names=b""))
    return b"<xml " + b" ".join(_NAMES) + b">" + layout + _KIND + shapes + b"</xml>"


def added_boxes(vml: bytes, texts: Texts, grid: Grid, *, first_block: int) -> bytes:
    """The drawing with boxes for the comments that have none, and those that have one grown to their longer text."""
    vml, boxed = _grown(vml, texts, grid)
    missing = {place: text for place, text in texts.items() if place not in boxed}
    if not missing:
        return vml
    start, end = vml.find(b"<xml"), vml.rfind(b"</")
    if start < 0 or end < start:
        raise BadMarkup("comment boxes without a root")
    known = all(name in vml[start : vml.find(b">", start)] for name in _NAMES)
    names = b"" if known else b" " + b" ".join(_NAMES)
    blocks = _blocks(len(missing), first_block)
    kind = b"" if b'"_x0000_t202"' in vml else _KIND.replace(b"<v:shapetype", b"<v:shapetype" + names)
    new = kind + b"".join(_shapes(missing, grid, blocks, names=names))
    return _BLOCKS.sub(lambda found: found[0] + b"," + _listed(blocks), vml[:end] + new + vml[end:], count=1)


def next_block(drawings: Iterable[bytes]) -> int:
    """The first block of shape ids that none of the workbook's drawings uses."""
    used = [
        int(number)
        for vml in drawings
        for found in _BLOCKS.finditer(vml)
        for number in found[2].split(b",")
        if number.strip()
    ]
    return max(used, default=0) + 1


def blocks_needed(count: int) -> int:
    """How many blocks of ids so many boxes take."""
    return count // (_BLOCK - 1) + 1


def _blocks(count: int, first: int) -> range:
    return range(first, first + blocks_needed(count))


def _listed(blocks: range) -> bytes:
    return ",".join(map(str, blocks)).encode()


def _shapes(texts: Mapping[Place, str], grid: Grid, blocks: range, *, names: bytes) -> Iterator[bytes]:
    for number, (place, text) in enumerate(texts.items(), start=blocks.start * _BLOCK + 1):
        yield _SHAPE % (names, number, grid.anchor(place, text), place[0] - 1, place[1] - 1)


def _grown(vml: bytes, texts: Texts, grid: Grid) -> tuple[bytes, set[Place]]:
    boxed = set()

    def grow(found: re.Match[bytes]) -> bytes:
        said = {name: int(number) + 1 for name, number in _PLACE.findall(found[0])}
        place = (said.get(b"Row", 0), said.get(b"Column", 0))
        if place not in texts:
            return found[0]
        boxed.add(place)
        return _ANCHOR.sub(lambda old: old[1] + grid.anchor(place, texts[place]) + old[2], found[0])

    return _OLD_SHAPE.sub(grow, vml), boxed
