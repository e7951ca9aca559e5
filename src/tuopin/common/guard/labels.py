"""What a column says of itself: a code, a quantity, or a personal number. Clause R3c.

Codes of the register (户编号, 人编号, 编码) are long digits that may look like a phone once Excel has eaten a leading zero, and
a county's income in fen has eleven digits too. Where a column (a key of JSON, a field of Parquet) says that it is a code or
a quantity, and the whole cell is that number, phones, accounts and old identity numbers are not taken as such there; numbers
with a check character always are. A column whose label names a personal number is never excused; and a column that is
excused though most of its cells are phones of many prefixes is not a column of codes, and is refused (see `Excused`).
"""

import re
from collections import defaultdict
from typing import Final

from tuopin.common.guard.kinds import Hit, Kind

PERSONAL: Final = re.compile(
    r"证件|身份证|电话|手机|联系|银行|账[号户]|帐[号户]|卡号|存折|phone|mobile|tel|contact|bank|account|card|document|id.?number", re.IGNORECASE
)
CODE: Final = re.compile(r"编号|编码|代码|户号|序号|批号|流水|code|(?:household|person|serial|batch|order).?(?:number|no|id)\b|\bsalt\b|digest", re.IGNORECASE)
QUANTITY: Final = re.compile(
    r"元|金额|收入|支出|合计|总[计数额]|缺口|资金|人数|户数|人口|面积|数量|字节|行数|income|amount|total|sum\b|fen\b|yuan|gap|cost|money|count|population"
    r"|bytes|rows|size|seconds",
    re.IGNORECASE,
)
UNIT_AFTER: Final = re.compile(r"\s*(?:元|分|万|亿|亩|人|户|字节|yuan|fen|bytes|persons|households)")
KEY_BEFORE: Final = re.compile(r"""["']([^"'\n]{1,80})["']\s*[:=]\s*["']?\s*$""")
ALWAYS: Final = 18  # characters from which on an identity number carries a check character
FEW, SEVERAL = 5, 2  # cells, and prefixes of phones, from which on an excuse is looked at twice


def excused(label: str, hit: Hit) -> bool:
    """Whether a column of this label may hold such digits without their being what they look like."""
    if hit.kind is Kind.IDENTITY and len(hit.digits) >= ALWAYS:
        return False
    return bool(CODE.search(label) or QUANTITY.search(label)) and not PERSONAL.search(label)


def excused_in_text(text: str, hit: Hit) -> bool:
    """The same in running text: a unit stands behind it, or a key that says so before it."""
    if hit.kind is Kind.IDENTITY and len(hit.digits) >= ALWAYS:
        return False
    end = hit.start + len(hit.digits)
    if text[hit.start : end] != hit.digits:
        return False
    key = KEY_BEFORE.search(text, max(0, hit.start - 90), hit.start)
    return bool(UNIT_AFTER.match(text, end)) or (key is not None and excused(key[1], hit))


class Excused:
    """Excused cells by column; `betrayed` columns are phones after all: most of their cells, of more prefixes than codes have."""

    def __init__(self) -> None:
        """None yet."""
        self.cells: defaultdict[int, int] = defaultdict(int)
        self.prefixes: defaultdict[int, set[str]] = defaultdict(set)
        self.first: dict[int, tuple[int, Hit]] = {}

    def add(self, column: int, row: int, hit: Hit) -> None:
        """One more excused cell."""
        self.cells[column] += 1
        self.prefixes[column].add(hit.digits[:3])
        self.first.setdefault(column, (row, hit))

    def betrayed(self, rows: int) -> list[tuple[int, int, Hit]]:
        """Row, column and number of the first cell of each column that is not what it says."""
        return [
            (self.first[column][0], column, self.first[column][1])
            for column, cells in self.cells.items()
            if cells >= FEW and cells * 2 >= rows and len(self.prefixes[column]) > SEVERAL
        ]
