"""Workbook parts are UTF-8; the few that say otherwise are brought to it before anything looks at their bytes."""

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from tuopin.report.marking.outline import BadMarkup

_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BARE_UTF16: Final = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED: Final = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION: Final = re.compile(r"\s*<\?xml.*?\?>", re.DOTALL)
_KNOWN: Final = {
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "ascii",
    "gb2312",
    "gbk",
    "gb18030",
    "iso8859-1",
    "cp1252",
}


def utf8(data: bytes) -> bytes:
    """One part's bytes as UTF-8. Raises BadMarkup for an encoding that is unknown or does not hold."""
    return b"".join(utf8_chunks([data]))


def utf8_chunks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A part's chunks as UTF-8, passed on untouched when they are."""
    stream = iter(chunks)
    first = next(stream, b"")
    encoding = _encoding(first)
    if encoding == "utf-8":
        return chain([first], stream)
    return _decoded(chain([first], stream), encoding)


def _encoding(first: bytes) -> str:
    for start, name in (*_BOMS, *_BARE_UTF16):
        if first.startswith(start):
            return name
    declared = _DECLARED.match(first.lstrip())
    if declared is None:
        return "utf-8"
    try:
        name = codecs.lookup(declared[1].decode()).name
    except LookupError:
        name = declared[1].decode()
    if name not in _KNOWN:
        raise BadMarkup(f"encoding {name}")
    return name


def _decoded(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    head = True
    try:
        for chunk in chain(chunks, [b""]):
            text = decoder.decode(chunk, final=not chunk)
            if head and text:
                text, head = _DECLARATION.sub('<?xml version="1.0" encoding="UTF-8"?>', text, count=1), False
            yield text.encode()
    except UnicodeError as error:
        raise BadMarkup(str(error)) from error
