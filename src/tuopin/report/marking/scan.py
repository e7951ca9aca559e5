"""Reading a sheet's XML as a stream, in pieces that end between tags, without looking into what nobody asked for.

A sheet is head (up to and with `<sheetData>`), body (the rows) and tail (from `</sheetData>` on). Head and tail are small
and kept; the body may be hundreds of megabytes and only passes by.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers.expat import ExpatError

from tuopin.report.marking.archive import PART_LIMIT
from tuopin.report.marking.outline import ATTRIBUTES, BadMarkup, safe_parser

Piece = tuple[bytes, bytes]
"""Bytes, and the same bytes with comments, CDATA and processing instructions blanked out, to search in."""
_ASIDE: Final = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_OPEN_ASIDE: Final = re.compile(rb"<[!?]")
_DATA: Final = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?=[\s/>])" + ATTRIBUTES + rb">")


def masked(text: bytes) -> bytes:
    """The text with everything blanked that is no element and no character data, same length."""
    if b"<!" not in text and b"<?" not in text:
        return text
    return _ASIDE.sub(lambda found: b" " * len(found[0]), text)


def pieces(chunks: Iterable[bytes]) -> Iterator[Piece]:
    """The chunks cut anew so that no tag and no comment is split. Raises BadMarkup on a tag without end."""
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        mask = masked(text)
        half = _OPEN_ASIDE.search(mask)
        cut = half.start() if half else max(mask.rfind(b"<"), 0)
        if len(text) - cut > PART_LIMIT:
            raise BadMarkup("a tag or text without end")
        rest = text[cut:]
        if cut:
            yield text[:cut], mask[:cut]
    yield rest, masked(rest)


@dataclass(slots=True)
class Sheet:
    """Head, tail and where the body lies (byte offsets in the whole); `prefix` is the main namespace's, with colon."""

    head: bytearray = field(default_factory=bytearray)
    tail: bytearray = field(default_factory=bytearray)
    prefix: bytes = b""
    start: int = -1
    end: int = -1

    def take(self, piece: Piece, position: int) -> None:
        """Look at the next piece, which begins at `position`."""
        text, mask = piece
        if self.start < 0:
            self._take_head(text, mask, position)
        elif self.end < 0:
            self._take_body(text, mask.find(self._close), position)
        else:
            self._keep(self.tail, text)

    def _take_head(self, text: bytes, mask: bytes, position: int) -> None:
        found = _DATA.search(mask)
        if found is None:
            self._keep(self.head, text)
            return
        self._keep(self.head, text[: found.end()])
        self.prefix, self.start = found[1], position + found.end()
        if found[0].endswith(b"/>"):
            self.head[-2:] = b">"
            self.end = self.start
            self._keep(self.tail, b"</" + self.prefix + b"sheetData>" + text[found.end() :])
        else:
            self._take_body(text, mask.find(self._close, found.end()), position)

    @property
    def _close(self) -> bytes:
        return b"</" + self.prefix + b"sheetData"

    def _take_body(self, text: bytes, close: int, position: int) -> None:
        if close >= 0:
            self.end = position + close
            self._keep(self.tail, text[close:])

    @staticmethod
    def _keep(part: bytearray, text: bytes) -> None:
        part += text
        if len(part) > PART_LIMIT:
            raise BadMarkup("too much around the rows")


def head_of(chunks: Iterable[bytes]) -> Sheet:
    """The sheet's head only, read no further than needed; the rest is not checked."""
    sheet, position = Sheet(), 0
    for piece in pieces(chunks):
        sheet.take(piece, position)
        position += len(piece[0])
        if sheet.start >= 0:
            return sheet
    raise BadMarkup("no sheetData")


def survey(chunks: Iterable[bytes]) -> Sheet:
    """One pass over a whole sheet: its XML is sound, without document type, and this is where its parts lie."""
    sheet, position, parser = Sheet(), 0, safe_parser()
    try:
        for piece in pieces(chunks):
            parser.Parse(piece[0], False)
            sheet.take(piece, position)
            position += len(piece[0])
        parser.Parse(b"", True)
    except ExpatError as error:
        raise BadMarkup(str(error)) from error
    if sheet.end < 0:
        raise BadMarkup("no sheetData")
    return sheet


def body(chunks: Iterable[bytes], sheet: Sheet) -> Iterator[Piece]:
    """The rows of a surveyed sheet, streamed."""
    position = 0
    for text, mask in pieces(chunks):
        begin, end = max(sheet.start - position, 0), min(sheet.end - position, len(text))
        if begin < end:
            yield text[begin:end], mask[begin:end]
        position += len(text)
