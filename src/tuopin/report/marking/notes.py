"""The comments part of a sheet: written new, or added to with the old comments kept."""

import re
from typing import Final

from tuopin.report.marking.cells import address, area
from tuopin.report.marking.markup import DECLARATION, appended, attribute, cell_text, prefix_of, prefixed, spliced
from tuopin.report.marking.outline import BadMarkup, Element, outline
from tuopin.report.style import FONT

AUTHOR: Final = "Tuopin 数据核对"
LONGEST: Final = 3000
"""Longest comment in characters; Excel takes 32,767, nobody reads them in a box."""

Texts = dict[tuple[int, int], str]
"""(row, column) → text."""
_RUN: Final = b'<r><rPr><sz val="9"/><color indexed="81"/><rFont val="%b"/><charset val="134"/></rPr><t xml:space="preserve">%b</t></r>'


def new_comments(texts: Texts, space: str) -> bytes:
    """A comments part with these texts."""
    comments = b"".join(_comment(place, text, author=0) for place, text in texts.items())
    return b"%b<comments%b><authors><author>%b</author></authors><commentList>%b</commentList></comments>" % (
        DECLARATION, attribute("xmlns", space), cell_text(AUTHOR), comments,
    )  # fmt: skip


class OldComments:
    """A sheet's comments as they are."""

    def __init__(self, text: bytes) -> None:
        """Read a comments part. Raises BadMarkup."""
        self._text, self._root = text, outline(text, depth=5)
        authors, comments = self._root.child("authors"), self._root.child("commentList")
        if self._root.name != "comments" or authors is None or comments is None:
            raise BadMarkup("comments without authors or list")
        self._authors, self._list, self._prefix = authors, comments, prefix_of(text, self._root)
        self._known = {place: comment for comment in comments.children if (place := _place(comment))}

    def places(self) -> set[tuple[int, int]]:
        """The cells that have a comment."""
        return set(self._known)

    def shown(self, place: tuple[int, int]) -> str:
        """A cell's comment as plain text, near enough to size its box."""
        comment = self._known[place]
        return re.sub(rb"<[^>]*>", b"", self._text[comment.inner : comment.close]).decode().strip()

    def added(self, texts: Texts) -> bytes:
        """The part with these texts: under the old text where a cell has one, as a new comment elsewhere."""
        number = len(self._authors.children)
        author = prefixed(b"<author>%b</author>" % cell_text(AUTHOR), self._prefix)
        new = b"".join(
            _comment(place, text, author=number) for place, text in texts.items() if place not in self._known
        )
        edits = [self._under(self._known[place], text) for place, text in texts.items() if place in self._known]
        if new:
            edits += [appended(self._text, self._authors, author)]
            edits += [appended(self._text, self._list, prefixed(new, self._prefix))]
        return spliced(self._text, edits)

    def _under(self, comment: Element, text: str) -> tuple[int, int, bytes]:
        run = prefixed(_run("\n" + text), self._prefix)
        old = comment.child("text")
        if old is None:
            return comment.inner, comment.inner, prefixed(b"<text>%b</text>" % _run(text), self._prefix)
        phonetic = next((child for child in old.children if child.name in {"rPh", "phoneticPr"}), None)
        return (phonetic.start, phonetic.start, run) if phonetic else appended(self._text, old, run)


def _comment(place: tuple[int, int], text: str, *, author: int) -> bytes:
    return b'<comment ref="%b" authorId="%d"><text>%b</text></comment>' % (address(*place).encode(), author, _run(text))


def _run(text: str) -> bytes:
    cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return _RUN % (FONT.encode(), cell_text(cut))


def _place(comment: Element) -> tuple[int, int] | None:
    found = area(comment.attributes.get("ref", ""))
    return (found.top, found.left) if found else None
