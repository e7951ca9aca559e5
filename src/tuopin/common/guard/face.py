"""Whether a file says on its face that it holds personal numbers: first sheet, first lines, first page, manifest. Clause R3c."""

import re
import zipfile
from typing import IO, Final

import polars as pl

from tuopin.common.guard.archives import DAMAGED
from tuopin.common.guard.books import first_rows
from tuopin.common.guard.kinds import FACE
from tuopin.common.guard.look import BOOK, PARQUET, ZIP
from tuopin.common.guard.markup import seen
from tuopin.common.guard.parquet import face_of
from tuopin.common.guard.texts import encoding, pieces

ROWS: Final = 10  # of the first sheet
CHARACTERS: Final = 2000  # of a text's or a page's beginning
DOCUMENTS: Final = ("word/document.xml", "content.xml")
MANIFEST: Final = re.compile(r"(?:manifest\.json|readme(?:\.\w+)?|说明(?:\.\w+)?)", re.IGNORECASE)


def says_so(stream: IO[bytes]) -> bool:
    """Whether FACE stands, in either language, where a person who opens the file sees it first."""
    shown = " ".join(_shown(stream).split()).casefold()
    return any(words.casefold() in shown for words in FACE)


def _shown(stream: IO[bytes]) -> str:
    head = stream.read(4)
    stream.seek(0)
    try:
        if head == PARQUET:
            return "\n".join(face_of(stream))
        if head == ZIP:
            return _archive(stream)
    except (*DAMAGED, pl.exceptions.PolarsError):
        return ""
    return _beginning(stream)


def _archive(stream: IO[bytes]) -> str:
    with zipfile.ZipFile(stream) as archive:
        names = archive.namelist()
        if BOOK in names:
            stream.seek(0)
            return first_rows(stream, ROWS)
        of_face = [name for name in names if name in DOCUMENTS or MANIFEST.fullmatch(name)]
        parts = []
        for name in of_face:
            with archive.open(name) as member:
                parts.append(_visible(member.read(CHARACTERS * 40).decode("utf-8", "replace")))
        return "\n".join(parts)


def _beginning(stream: IO[bytes]) -> str:
    form = encoding(stream)
    return _visible(next(pieces(stream, form), "")) if form else ""


def _visible(text: str) -> str:
    """The beginning as it is shown: no comment, no style, no tag's inside."""
    if text.lstrip().startswith("<"):
        text = seen(re.sub(r"<(head|style|script|title)\b.*?</\1>", "", text, flags=re.DOTALL | re.IGNORECASE), joining=True)
    return text.strip()[:CHARACTERS]
