"""Pictures, fonts and printer settings: what they say in letters is read, what they show is not. Clause R3c.

A scanned identity card passes here: recognising digits in pictures needs models that are not at hand. Doors that publish
do not take pictures from uploads.
"""

import re
import zlib
from typing import IO, Final

from tuopin.common.guard.report import Report
from tuopin.common.guard.texts import read_piece
from tuopin.common.words import Words

BEGINNINGS: Final = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\0\0\1\0", b"wOFF", b"wOF2",
    b"\0\1\0\0\0", b"OTTO", b"ttcf", b"true", b"\1\0\0\0", b"\xd7\xcd\xc6\x9a",
)  # fmt: skip
LETTERS: Final = re.compile(rb"[\x20-\x7e]{8,}|(?:[\x20-\x7e]\x00){8,}")
PACKED: Final = re.compile(rb"(?:zTXt|iTXt)[^\x00]{1,79}\x00(?:\x00|\x01\x00[^\x00]*\x00[^\x00]*\x00)(?=\x78)")
EARLY: Final = 64
LARGEST: Final = 2**20


def is_picture(head: bytes) -> bool:
    """Whether the first bytes are a picture's or a font's; a text may begin with BM or true, but holds no zero byte so early."""
    return head.startswith(BEGINNINGS) and b"\0" in head[:EARLY]


def read_picture(stream: IO[bytes], report: Report) -> None:
    """The letters inside: descriptions, places, authors."""
    content = stream.read()
    packed = [_inflated(content[match.end() :]) for match in PACKED.finditer(content)]
    read_piece("\n".join(map(letters_of, (content, *packed))), report, lambda _at, _text: Words("图片等的附注", "what the picture says of itself"))


def letters_of(content: bytes) -> str:
    """What stands in a binary content as letters, line by line."""
    return "\n".join(text.replace(b"\0", b"").decode("ascii") for text in LETTERS.findall(content))


def _inflated(content: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(content, LARGEST)
    except zlib.error:
        return b""
