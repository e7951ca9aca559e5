"""The header of a sheet, found by content: title rows above it, one row of labels or two with a merged parent row."""

from collections.abc import Collection
from typing import NamedTuple

from tuopin.register.importing.sheets import Merge, Row, Sheet
from tuopin.register.importing.vocabulary import AFTER
from tuopin.register.layouts.layout import bare

LOOKED_AT = 40  # rows among which a header is sought
WIDEST = 500  # columns of a merged label that are looked at
ENOUGH = 3  # known labels that make a row a header


class Header(NamedTuple):
    """Rows `first` to `last` (from 0), the bare label of each column (from 0) and the title written above."""

    first: int
    last: int
    labels: dict[int, str]
    title: str


def find(top: list[Row], sheet: Sheet, known: Collection[str], *, at: int | None = None) -> Header | None:
    """The header among a sheet's first rows, or None; `at` is the last header row (as Excel counts) if a person says so."""
    if at is not None and not 1 <= at <= len(top):
        return None
    rows = range(len(top)) if at is None else range(at - 1, at)
    labels = [_labels(cells, sheet.left) for cells in top]
    best: Header | None = None
    most = 0 if at is not None else ENOUGH - 1
    for row in rows:
        for header in (Header(row, row, labels[row], ""), _double(labels, sheet, row, known=known)):
            count = _score(header, known)
            if header and (count > most or (best is None and at is not None)):
                best, most = header, count
    return best._replace(title=_title(top[: best.first])) if best else None


def _score(header: Header | None, known: Collection[str]) -> int:
    return len({label for label in header.labels.values() if label in known}) if header else 0


def _double(labels: list[dict[int, str]], sheet: Sheet, row: int, *, known: Collection[str]) -> Header | None:
    """Row `row` as sub-labels under the row above it; None where the two are no such pair."""
    subs = labels[row]
    if row == 0 or not subs:
        return None
    if sum(label in known for label in subs.values()) * 2 < len(subs):
        return None
    parents = _spread(labels[row - 1], sheet, row - 1)
    joined = {
        column: _joined(parents.get(column, ""), subs.get(column, ""), known) for column in sorted({*parents, *subs})
    }
    return Header(row - 1, row, joined, "")


def _joined(parent: str, sub: str, known: Collection[str]) -> str:
    if not sub or not parent:
        return sub or parent
    if parent + sub in known or parent.startswith(AFTER):
        return parent + sub
    return sub


def _spread(labels: dict[int, str], sheet: Sheet, row: int) -> dict[int, str]:
    spread = dict(labels)
    for (first, left), (last, right) in sheet.merges:
        if first <= row <= last and left in labels:
            spread |= dict.fromkeys(range(left, min(right, left + WIDEST) + 1), labels[left])
    return spread


def _labels(cells: Row, left: int) -> dict[int, str]:
    return {left + number: label for number, value in enumerate(cells) if (label := bare(value))}


def _title(rows: list[Row]) -> str:
    return " ".join(str(value) for row in rows for value in row if value not in ("", None))


def merged_down(merges: list[Merge]) -> list[Merge]:
    """The merged ranges that span several rows."""
    return [merge for merge in merges if merge[1][0] > merge[0][0]]
