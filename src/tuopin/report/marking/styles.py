"""styles.xml: for each marked cell's style a copy with the level's fill; number format, font, border, alignment stay."""

import re
from functools import cache
from typing import Final

from tuopin.report.marking.markup import DECLARATION, MAIN, prefix_of, prefixed, spliced, with_attributes
from tuopin.report.marking.outline import BadMarkup, outline
from tuopin.report.marking.pool import DEFAULTS, Pool
from tuopin.report.marking.stylexml import border_xml, fill_xml, font_xml, format_xml, solid
from tuopin.report.style import INK, LEVEL_FILL, LOOKS

XF_LIMIT: Final = 64_000  # Excel's most cell formats in one workbook
_COLOUR: Final = re.compile(rb"<((?:[\w.-]+:)?)color\s[^>]*?/>")
_SAID: Final = re.compile(rb"""\s(rgb|theme|indexed)\s*=\s*["']([0-9A-Fa-f]+)["']""")
_TAG: Final = re.compile(rb"<[^>]*>")
_ATTRIBUTE: Final = re.compile(rb"""\s(fontId)\s*=\s*["'](\d+)["']""")


class StyleBook:
    """A workbook's styles, to which coloured copies and our own looks are added."""

    def __init__(self, text: bytes | None, space: str = MAIN) -> None:
        """`text` is styles.xml in UTF-8, None when the workbook has none. Raises BadMarkup."""
        blank = DECLARATION + f'<styleSheet xmlns="{space}"></styleSheet>'.encode()
        self._text = blank if text is None else text
        self._root = outline(self._text, depth=3)
        if self._root.close == self._root.inner and self._text[: self._root.inner].endswith(b"/>"):
            self._text = blank
            self._root = outline(blank)
        self._prefix = prefix_of(self._text, self._root)
        self._pools = {name: Pool(name, self._text, root=self._root, prefix=self._prefix) for name in DEFAULTS}
        self._base = len(self._pools["cellXfs"].items)
        self._known: dict[tuple[int, str], int] = {}
        self._looks: dict[str, int] = {}

    def marked(self, base: int, level: str) -> int:
        """The number of style `base` with the level's fill; a number that styles.xml lacks is read as the default."""
        known = self._known.get((base, level))
        if known is None:
            known = self._known[base, level] = self._coloured(base, level)
        return known

    def look(self, name: str) -> int:
        """The number of one of our own looks."""
        if name not in self._looks:
            properties = LOOKS[name]
            ids = {
                "fontId": self._add("fonts", font_xml(properties)),
                "fillId": self._add("fills", fill_xml(properties)),
                "borderId": self._add("borders", border_xml(properties)),
            }
            self._looks[name] = self._add("cellXfs", format_xml(properties, ids))
        return self._looks[name]

    def xml(self) -> bytes:
        """styles.xml with everything added. Raises BadMarkup when that is more than Excel takes."""
        if len(self._pools["cellXfs"].items) > XF_LIMIT:
            raise BadMarkup("too many cell formats")
        edits = [edit for pool in self._pools.values() for edit in pool.edit(self._root)]
        return spliced(self._text, edits)

    def _coloured(self, base: int, level: str) -> int:
        formats = self._pools["cellXfs"]
        original = formats.items[base if base < len(formats.items) else 0]
        tag = _TAG.match(original)
        if tag is None:
            raise BadMarkup("cell format without a tag")
        fill = self._add("fills", solid(LEVEL_FILL[level]))
        values: dict[str, str | None] = {"fillId": str(fill), "applyFill": "1"}
        font = self._readable_font(tag[0])
        if font is not None:
            values |= {"fontId": str(font), "applyFont": "1"}
        return formats.add(with_attributes(tag[0], **values) + original[tag.end() :])

    def _readable_font(self, tag: bytes) -> int | None:
        """A dark copy of the format's font if that is light (a white heading on blue), else None."""
        said, fonts = _ATTRIBUTE.search(tag), self._pools["fonts"]
        number = int(said[2]) if said else 0
        font = fonts.items[number] if number < len(fonts.items) else b""
        colour = _COLOUR.search(font)
        if colour is None or not _is_light(colour[0]):
            return None
        dark = b"<" + colour[1] + b'color rgb="FF' + INK.encode() + b'"/>'
        return fonts.add(font[: colour.start()] + dark + font[colour.end() :])

    def _add(self, pool: str, xml: bytes) -> int:
        return self._pools[pool].add(prefixed(xml, self._prefix))


@cache
def _is_light(colour: bytes) -> bool:
    """Whether a font colour is hard to read on our light fills: white, or bright by itself."""
    said = _SAID.search(colour)
    if said is None:
        return False
    if said[1] != b"rgb":
        return said[2] in ({b"0", b"2"} if said[1] == b"theme" else {b"1", b"9"})
    red, green, blue = (int(said[2][-6:][place : place + 2] or b"0", 16) for place in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140
