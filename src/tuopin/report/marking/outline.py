"""Reading XML for positions: which elements there are and at which bytes they stand. Document types and entities are refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

ATTRIBUTES: Final = rb"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_START_TAG: Final = re.compile(rb"<" + ATTRIBUTES + rb">")


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


def whole(element: Element, name: str) -> int:
    """An attribute that counts something, 0 when it is not given. Raises BadMarkup when it is no number."""
    text = element.attributes.get(name, "0")
    if not (text.isascii() and text.isdigit()):
        raise BadMarkup(f"{element.name} {name}={text!r}")
    return int(text)
