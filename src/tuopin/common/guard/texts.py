"""Running text in any encoding we meet, read in bounded pieces that cut no number in two. Clause R3c."""

import codecs
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Final

from tuopin.common.guard.folding import fold
from tuopin.common.guard.labels import excused_in_text
from tuopin.common.guard.numbers import folded_numbers
from tuopin.common.guard.report import Report
from tuopin.common.words import Words

PIECE: Final = 2**20  # bytes read at once
LONGEST: Final = 2**26  # characters held when nothing parts them
SAFE: Final = '\n>,;"\t|'  # after these no number goes on
ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
                (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
BINARY: Final = re.compile(rb"[\x00-\x06\x0e-\x1a\x7f]")
SAMPLE: Final = 2**16
CONTROLS: Final = 200  # one such byte in so many is still text

Read = Callable[[], str]


def encoding(stream: IO[bytes]) -> str | None:
    """The encoding of a text, or None if it is none. The stream is at its beginning afterwards."""
    head = stream.read(SAMPLE)
    stream.seek(0)
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    if unmarked := _unmarked_utf16(head):
        return unmarked
    if len(BINARY.findall(head)) * CONTROLS > len(head):
        return None
    return "utf-8" if _valid(stream, "utf-8") else "gb18030" if _valid(stream, "gb18030") else None


def pieces(stream: IO[bytes], name: str) -> Iterator[str]:
    """The text, cut only where no number goes on."""
    decoder, held = codecs.getincrementaldecoder(name)("replace"), ""
    while content := stream.read(PIECE):
        held += decoder.decode(content)
        end = max(held.rfind(mark) for mark in SAFE) + 1
        if end or len(held) > LONGEST:
            yield held[: end or None]
            held = held[end:] if end else ""
    yield held + decoder.decode(b"", final=True)


def read_text(stream: IO[bytes], name: str, report: Report) -> None:
    """Plain text, JSON, scripts: line by line; escapes of JSON and scripts undone."""
    line = 1
    for piece in pieces(stream, name):
        read_piece(unescaped(piece), report, partial(_line, line))
        line += piece.count("\n")


def read_piece(text: str, report: Report, place: Callable[[int, str], Words]) -> None:
    """One piece of text; `place` tells where a position of the folded text is."""
    text = fold(text)
    for hit in folded_numbers(text):
        if hit.digits not in report.spared and not excused_in_text(text, hit):
            report.number(hit.kind, hit.digits, partial(place, hit.start, text))


def unescaped(text: str) -> str:
    """The text with the escapes of JSON and scripts (backslash u, backslash x) written out."""
    return ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), text) if "\\u" in text or "\\x" in text else text


def _line(first: int, at: int, text: str) -> Words:
    line = first + text.count("\n", 0, at)
    return Words(f"第 {line} 行", f"line {line}")


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Latin text is zero."""
    half = max(1, len(head) // 2)
    for name, zeros, rest in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if zeros.count(0) * 5 > half and rest.count(0) * 50 < half:
            return name
    return None


def _valid(stream: IO[bytes], name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        while content := stream.read(PIECE):
            decoder.decode(content)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        stream.seek(0)
    return True
