"""The parts of a workbook file: which there are, how they relate, what kind each is, and which have been changed."""

import posixpath
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from tuopin.report.marking.archive import Archive
from tuopin.report.marking.encoding import utf8, utf8_chunks
from tuopin.report.marking.markup import DECLARATION, appended, attribute, prefix_of, prefixed, spliced
from tuopin.report.marking.outline import BadMarkup, Element, outline
from tuopin.report.marking.press import Press, Pressed

RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TYPES: Final = "[Content_Types].xml"
_EMPTY_RELATIONS: Final = (
    DECLARATION
    + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


class Relation(NamedTuple):
    """One relationship of a part: its id, its kind (last word of the type), the part it points to ("" if outside)."""

    id: str
    kind: str
    part: str


class Package:
    """A workbook's parts, by name without a leading slash; changes are kept until `members` hands everything out."""

    def __init__(self, archive: Archive, press: Press) -> None:
        """Nothing is read yet."""
        self._archive, self._press = archive, press
        self._names = {name.casefold(): name for name in archive.names()}
        self._texts: dict[str, bytes] = {}
        self._pressed: dict[str, Pressed] = {}
        self._added: list[str] = []
        self._types: list[tuple[str, bytes]] = []

    def find(self, part: str) -> str | None:
        """The stored name of a part, whatever its case, or None."""
        return self._names.get(part.casefold())

    def names(self) -> list[str]:
        """All part names, the archive's first, then those added."""
        return [*self._archive.names(), *self._added]

    def read(self, part: str) -> bytes:
        """A part's present content as UTF-8."""
        return self._texts[part] if part in self._texts else utf8(self._archive.read(part))

    def chunks(self, part: str) -> Iterator[bytes]:
        """A part's original content as UTF-8, streamed."""
        return utf8_chunks(self._archive.chunks(part))

    def write(self, part: str, text: bytes, *, content_type: str | None = None) -> None:
        """Set a part's content; a new part is declared with its content type."""
        self._know(part, content_type)
        self._texts[part] = text

    def stream(self, part: str, chunks: Iterable[bytes], *, content_type: str | None = None) -> None:
        """Set a large part's content piece by piece; it cannot be read back."""
        self._know(part, content_type)
        self._pressed[part] = self._press.press(chunks)

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern such as "xl/comments{}.xml" that no part has."""
        number = 1
        while self.find(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> list[Relation]:
        """A part's relationships ("" asks for the whole package's)."""
        name = self.find(_relations_name(part))
        if name is None:
            return []
        return [_relation(part, element) for element in outline(self.read(name)).all("Relationship")]

    def related(self, part: str, kind: str) -> str | None:
        """The stored name of the first part related in this way."""
        found = (self.find(relation.part) for relation in self.relations(part) if relation.kind == kind)
        return next((name for name in found if name), None)

    def relate(self, part: str, target: str, type_uri: str) -> str:
        """Add a relationship and give its id."""
        name = self.find(_relations_name(part)) or _relations_name(part)
        text = self.read(name) if self.find(name) else _EMPTY_RELATIONS
        root = outline(text)
        taken = {relation.attributes.get("Id") for relation in root.children}
        number = next(n for n in range(len(taken) + 1, 2 * len(taken) + 2) if f"rId{n}" not in taken)
        path = posixpath.relpath(target, posixpath.dirname(part) or ".")
        attributes = attribute("Id", f"rId{number}") + attribute("Type", type_uri) + attribute("Target", path)
        element = prefixed(b"<Relationship" + attributes + b"/>", prefix_of(text, root))
        self.write(name, spliced(text, [appended(text, root, element)]))
        return f"rId{number}"

    def default_type(self, extension: str, content_type: str) -> None:
        """Say what parts of an extension are, unless it is said already."""
        self._types.append(
            (
                extension,
                b"<Default" + attribute("Extension", extension) + attribute("ContentType", content_type) + b"/>",
            )
        )

    def members(self) -> Iterator[tuple[str, Pressed]]:
        """Every part ready to be written: the archive's in their order, then the added ones."""
        self._write_types()
        for name in self.names():
            if name in self._texts:
                yield name, self._press.press([self._texts[name]])
            else:
                yield name, self._pressed.get(name) or self._archive.raw(name)

    def _know(self, part: str, content_type: str | None) -> None:
        if self.find(part) is None:
            self._names[part.casefold()] = part
            self._added.append(part)
        if content_type:
            self._types.append(
                ("", b"<Override" + attribute("PartName", f"/{part}") + attribute("ContentType", content_type) + b"/>")
            )

    def _write_types(self) -> None:
        name = self.find(_TYPES)
        if name is None:
            raise BadMarkup(f"no {_TYPES}")
        text = self.read(name)
        root = outline(text)
        known = {element.attributes.get("Extension", "").casefold() for element in root.all("Default")}
        new = b"".join(xml for extension, xml in dict.fromkeys(self._types) if extension not in known)
        if new:
            self.write(name, spliced(text, [appended(text, root, prefixed(new, prefix_of(text, root)))]))


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation(part: str, element: Element) -> Relation:
    said = element.attributes
    target = said.get("Target", "").replace("\\", "/")
    path = (
        ""
        if said.get("TargetMode") == "External"
        else posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))
    )
    return Relation(said.get("Id", ""), said.get("Type", "").rpartition("/")[2], path.lstrip("/"))
