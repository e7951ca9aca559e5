"""A list on a terminal: aligned whatever the script, at most fifty rows, the total said."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from tuopin.assessment.facts_read import in_words, label_of
from tuopin.assessment.listing import Listing
from tuopin.common.words import Words, say
from tuopin.register.schema import Field, Kind
from tuopin.report.style import text_units

SHOWN = 50
NUMBERS = frozenset((Kind.COUNT, Kind.FEN, Kind.HUNDREDTHS, Kind.TENK_FEN))
GAP = "  "
LEFT_OUT = Words("屏幕放不下的列：{}；全部列写入文件用 --out", "columns that do not fit here: {}; all of them with --out")


def terminal(listing: Listing) -> str:
    """Title, the first rows, and how many there are."""
    kept: list[list[str]] = []
    total = 0
    for frame in listing.frames:
        kept += [texts(listing.fields, row) for row in islice(frame.iter_rows(), SHOWN - len(kept))]
        total += len(frame)
    more = Words(f"共 {total:,} 行，只显示前 {len(kept)} 行；全部写入文件用 --out", f"{total:,} rows, the first {len(kept)} shown; all of them with --out")
    said = Words(f"共 {total:,} 行", f"{total:,} rows")
    fields, beyond = fitting(listing.fields, kept)
    closing = [say(more if total > len(kept) else said), *([say(LEFT_OUT).format("、".join(say(label_of(field)) for field in beyond))] if beyond else [])]
    return "\n".join([say(listing.title), *aligned(fields, kept), *closing])


def fitting(fields: tuple[Field, ...], rows: list[list[str]]) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The columns that fit the terminal's width, and those that do not; a file or a pipe takes all."""
    if not sys.stdout.isatty():
        return fields, ()
    room, used = shutil.get_terminal_size().columns, 0
    for place, field in enumerate(fields):
        used += max(text_units(text) for text in (say(label_of(field)), *(row[place] for row in rows))) + len(GAP)
        if used - len(GAP) > room:
            return fields[:place], fields[place:]
    return fields, ()


def texts(fields: Iterable[Field], row: Iterable[Any]) -> list[str]:
    """A row as people read it, in the language of this run; nothing for what is not recorded."""
    return ["" if value is None else say(in_words(field, value)) for field, value in zip(fields, row, strict=True)]


def aligned(fields: tuple[Field, ...], rows: list[list[str]]) -> Iterator[str]:
    """Header and rows in columns; numbers to the right."""
    table = [[say(label_of(field)) for field in fields], *rows]
    widths = [max(text_units(row[column]) for row in table) for column in range(len(fields))]
    for row in table:
        yield GAP.join(_padded(text, width, right=field.kind in NUMBERS) for text, width, field in zip(row, widths, fields, strict=False)).rstrip()


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - text_units(text))
    return space + text if right else text + space
