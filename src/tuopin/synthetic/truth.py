"""The truth about planted damage: where it is, what stood there, and which finding or reading is right."""

import csv
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

READ, SKIPPED = "read", "skipped"  # outcomes: taken with the original value; passed over without a word
SEPARATOR: Final = ";"


@dataclass(frozen=True)
class Truth:
    """One planted damage. `row` and `column` count as Excel does; no label: the whole row.

    `expected` names rules of the import or of the catalogue, any of which is right, or an outcome: "read" (taken with the
    original value, nothing said), "skipped" (no data row, nothing lost). `refused`: the row may not be taken.
    """

    file: str
    sheet: str
    row: int
    column: int | None
    label: str
    kind: str
    original: str
    damaged: str
    expected: str
    refused: bool
    household_code: str
    person_code: str

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules any of which must be found; empty for an outcome."""
        return () if self.expected in {READ, SKIPPED} else tuple(self.expected.split(SEPARATOR))


def write_truth(path: Path, truths: list[Truth]) -> None:
    """As CSV that Excel opens (UTF-8 with a mark)."""
    names = [each.name for each in fields(Truth)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(names)
        rows.writerows([_shown(getattr(truth, name)) for name in names] for truth in truths)


def read_truth(path: Path) -> list[Truth]:
    """What write_truth wrote."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            Truth(**row | {"row": int(row["row"]), "column": int(row["column"]) if row["column"] else None, "refused": row["refused"] == "true"})
            for row in csv.DictReader(file)
        ]


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
