"""PDF: read as far as its text stands in it as letters; a PDF whose text cannot be read is not let through. Clause R3c.

Streams are inflated, strings of text operators and of the document's properties are read. Fonts with glyph numbers instead
of letters (Identity-H, as most typesetters embed them), encryption, other packings and pages that are only a picture cannot
be looked into: such a file is refused as unreadable.
"""

import re
import zlib
from collections.abc import Iterator
from typing import IO, Final

from tuopin.common.guard.report import Report
from tuopin.common.guard.texts import read_piece
from tuopin.common.words import Words

LARGEST: Final = 2**28  # bytes of one inflated stream
STREAM: Final = re.compile(rb"(<<(?:[^<>]|<<.*?>>|<[^<>]*>)*>>)\s*stream\r?\n(.*?)\s*endstream", re.DOTALL)
GLYPHS: Final = re.compile(rb"/Identity-[HV]|/Type0|/CIDFont|/Encrypt\b|/XFA\b|/EmbeddedFile")
PACKED: Final = re.compile(rb"/(?:LZW|ASCII85|ASCIIHex|RunLength)Decode|/(?:LZW|A85|AHx|RL)\b")
PICTURE: Final = re.compile(rb"/Subtype\s*/Image")
TEXT: Final = re.compile(rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|<[0-9A-Fa-f\s]{2,}>|(?<![\w.])(?:T[dDmj*J]|BT|ET|['\"])(?![\w.])", re.DOTALL)
SHOWN: Final = re.compile(rb"(?<![\w.])(?:Tj|TJ)(?![\w.])")
ESCAPE: Final = re.compile(rb"\\(?:([0-7]{1,3})|(\r?\n)|(.))", re.DOTALL)
LETTERS: Final = {b"n": b"\n", b"r": b"\n", b"t": b"\t"}
STAYS: Final = (b"Tj", b"TJ", b"Td", b"BT")  # moves within a line: digits may go on


def read_pdf(stream: IO[bytes], report: Report) -> None:
    """The text; unreadable if it is not all there to be read."""
    content = stream.read()
    parts = [STREAM.sub(rb"\1", content), *_streams(content)]
    if any(GLYPHS.search(part) for part in parts) or PACKED.search(content) or not any(SHOWN.search(part) for part in parts):
        report.unreadable(Words("PDF 的文字读不出", "the text of this PDF cannot be read"))
    for part in parts:
        read_piece(_text(part), report, lambda _at, _text: Words("PDF 正文或属性", "text or properties of the PDF"))


def _streams(content: bytes) -> Iterator[bytes]:
    for match in STREAM.finditer(content):
        if PICTURE.search(match[1]):
            continue
        if b"/FlateDecode" in match[1] or b"/Fl " in match[1]:
            try:
                yield zlib.decompressobj().decompress(match[2], LARGEST)
            except zlib.error:
                yield b"/Encrypt "  # not what it says it is: unreadable
        else:
            yield match[2]


def _text(part: bytes) -> str:
    """The strings of a part; operators that begin a new line part them."""
    pieces: list[str] = []
    for token in TEXT.findall(part):
        if token[:1] == b"(":
            pieces.append(_decoded(ESCAPE.sub(_plain, token[1:-1])))
        elif token[:1] == b"<":
            digits = bytes(byte for byte in token[1:-1] if byte not in b" \t\r\n")
            pieces.append(_decoded(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())))
        elif token not in STAYS:
            pieces.append("\n")
    return "".join(pieces)


def _decoded(text: bytes) -> str:
    return text[2:].decode("utf-16-be", "replace") if text.startswith(b"\xfe\xff") else text.decode("latin-1")


def _plain(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes((int(match[1], 8) & 255,))
    return b"" if match[2] else LETTERS.get(match[3], match[3])
