"""CSV as people save it: UTF-8 or GB18030 or UTF-16, comma, semicolon or tab."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from tuopin.common.refused import BadInput
from tuopin.common.words import Words

DELIMITERS = ",;\t，"
LOOKED_AT = 30  # lines that decide the delimiter
LONGEST = 1024**2  # characters of a cell


def decoded(path: Path) -> str:
    """The text of a file in the encoding it is in. BadInput if it is in none of those known."""
    content = path.read_bytes()
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(
        path.name,
        Words("文字编码不可读", "the text encoding cannot be read"),
        Words("另存为 UTF-8 编码的 CSV", "save it as CSV in UTF-8"),
    )


def delimited(path: Path, text: str) -> Iterator[list[object]]:
    """The rows of the text, split by the delimiter that most of its first lines share."""
    first = text.splitlines()[:LOOKED_AT]
    delimiter = max(DELIMITERS, key=lambda mark: sum(line.count(mark) for line in first))
    csv.field_size_limit(LONGEST)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield list[object](row)
    except csv.Error as error:
        raise BadInput(path.name, Words(f"CSV 不可读：{error}", f"the CSV cannot be read: {error}")) from None
