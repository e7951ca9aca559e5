"""Changing XML in place: what is not changed keeps its very bytes.

An element tree written out again would rename namespace prefixes, and Excel reads prefixes inside attribute values
(mc:Ignorable). So expat says where each element stands, and pieces are cut in at byte offsets.
"""

import re
from typing import Final

from tuopin.report.marking.outline import Element

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ATTRIBUTE: Final = re.compile(rb"""\s([^\s=<>/"']+)\s*=\s*("[^"]*"|'[^']*')""")
_OWN_TAG: Final = re.compile(rb"<(/?)(?=[A-Za-z])")
_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE_LOOKALIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def prefix_of(data: bytes, element: Element) -> bytes:
    """The namespace prefix with its colon (b"x:"), or b""."""
    name = re.split(rb"[\s/>]", data[element.start + 1 : element.inner], maxsplit=1)[0]
    return name[: name.find(b":") + 1]


def prefixed(xml: bytes, prefix: bytes) -> bytes:
    """Markup of ours, written without prefixes, under the given one."""
    return _OWN_TAG.sub(rb"<\1" + prefix, xml) if prefix else xml


def with_attributes(tag: bytes, **values: str | None) -> bytes:
    """The start tag with these attributes set; None takes one away. Others keep their bytes and order."""
    left = {name.encode(): value for name, value in values.items()}

    def changed(found: re.Match[bytes]) -> bytes:
        if found[1] not in left:
            return found[0]
        value = left.pop(found[1])
        return b"" if value is None else attribute(found[1].decode(), value)

    tag = _ATTRIBUTE.sub(changed, tag)
    added = b"".join(attribute(name.decode(), value) for name, value in left.items() if value is not None)
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + added + tag[end:]


def attribute(name: str, value: str) -> bytes:
    """` name="value"`, escaped."""
    safe = escaped(value).replace(b'"', b"&quot;").replace(b"\n", b"&#10;").replace(b"\t", b"&#9;")
    return b" " + name.encode() + b'="' + safe + b'"'


def escaped(text: str) -> bytes:
    """Text for an element; what XML cannot hold becomes U+FFFD."""
    legal = _ILLEGAL.sub("\ufffd", text)
    return legal.encode().replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;").replace(b"\r", b"&#13;")


def cell_text(text: str) -> bytes:
    """Text for a cell or comment, where Excel would read _x0041_ as a letter: such look-alikes are escaped too."""
    return escaped(_ESCAPE_LOOKALIKE.sub("_x005F_", text))


def spliced(data: bytes, pieces: list[tuple[int, int, bytes]]) -> bytes:
    """The data with each (start, end, replacement) put in; pieces do not overlap, those at one place keep their order."""
    out, done = [], 0
    for start, end, piece in sorted(pieces, key=lambda piece: piece[:2]):
        out += [data[done:start], piece]
        done = end
    return b"".join([*out, data[done:]])


def appended(data: bytes, element: Element, xml: bytes) -> tuple[int, int, bytes]:
    """The splice that puts `xml` at the end of an element, opening it if it was self-closing."""
    if data[element.inner - 2 : element.inner] != b"/>":
        return element.close, element.close, xml
    tag = data[element.start : element.inner]
    name = re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0]
    return element.start, element.inner, tag[:-2].rstrip() + b">" + xml + b"</" + name + b">"
