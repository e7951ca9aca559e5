"""Reading XML for positions and changing it in place: what is not changed keeps its very bytes.

An element tree written out again would rename namespace prefixes, and Excel reads prefixes inside attribute values
(mc:Ignorable). So expat says where each element stands, and pieces are cut in at byte offsets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
ATTRIBUTES: Final = rb"""(?:[^>"']|"[^"]*"|'[^']*')*"""
DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_ATTRIBUTE: Final = re.compile(rb"""\s([^\s=<>/"']+)\s*=\s*("[^"]*"|'[^']*')""")
_START_TAG: Final = re.compile(rb"<" + ATTRIBUTES + rb">")
_OWN_TAG: Final = re.compile(rb"<(/?)(?=[A-Za-z])")
_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE_LOOKALIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class BadMarkup(ValueError):
    """The XML is not well-formed, or declares a document type or entities, which no workbook needs."""


@dataclass(slots=True)
class Element:
    """An element and where it stands, in byte offsets: `start` `<a b="1">` `inner` … `close` `</a>` `end`."""

    space: str
    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: "list[Element]" = field(default_factory=list)

    def child(self, name: str) -> "Element | None":
        """The first child of this local name."""
        return next(self.all(name), None)

    def all(self, name: str) -> "Iterator[Element]":
        """The children of this local name."""
        return (child for child in self.children if child.name == name)


def safe_parser(**options: Any) -> XMLParserType:
    """An expat parser that refuses document types, and with them entities."""
    parser = ParserCreate(**options)

    def refuse(*_: object) -> None:
        raise BadMarkup("document type declared")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def outline(data: bytes, *, depth: int = 99) -> Element:
    """The root element with its descendants down to `depth` levels. `data` is UTF-8. Raises BadMarkup."""
    parser = safe_parser(namespace_separator=" ")
    top = Element("", "", {}, 0, 0)
    path = [top]

    def opened(name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        start = parser.CurrentByteIndex
        element = Element(space, local, attributes, start, start)
        if len(path) <= depth:
            element.inner = _tag_end(data, start)
            path[-1].children.append(element)
        path.append(element)

    def closed(_: str) -> None:
        element = path.pop()
        element.close = max(parser.CurrentByteIndex, element.inner)
        hollow = data[element.inner - 2 : element.inner] == b"/>"
        element.end = element.close if hollow or len(path) > depth else _tag_end(data, element.close)

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise BadMarkup(str(error)) from error
    return top.children[0]


def _tag_end(data: bytes, start: int) -> int:
    tag = _START_TAG.match(data, start)
    if tag is None:
        raise BadMarkup(f"no tag at byte {start}")
    return tag.end()


def prefix_of(data: bytes, element: Element) -> bytes:
    """The namespace prefix with its colon (b"x:"), or b""."""
    name = re.split(rb"[\s/>]", data[element.start + 1 : element.inner], maxsplit=1)[0]
    return name[: name.find(b":") + 1]


def prefixed(xml: bytes, prefix: bytes) -> bytes:
    """Markup of ours, written without prefixes, under the given one."""
    return _OWN_TAG.sub(rb"<\1" + prefix, xml) if prefix else xml


def whole(element: Element, name: str) -> int:
    """An attribute that counts something, 0 when it is not given. Raises BadMarkup when it is no number."""
    text = element.attributes.get(name, "0")
    if not (text.isascii() and text.isdigit()):
        raise BadMarkup(f"{element.name} {name}={text!r}")
    return int(text)


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
