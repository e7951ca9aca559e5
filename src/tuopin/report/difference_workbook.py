"""The difference between an import and the register as a workbook: a sheet a kind, field by field, old beside new. Clauses R2d, R3a.

It takes plain rows and asks nothing of the database. Document and phone numbers come masked; whatever else looks like one is masked here.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from tuopin.common.words import Words
from tuopin.report.problem_workbook import place_name
from tuopin.report.result_book import Book, Column

TITLE = Words("导入与登记的差异", "difference between an import and the register")
KINDS = {
    "new": (Words("新增", "new"), Words("登记中没有的户、人", "households and persons the register does not hold")),
    "changed": (Words("变更", "changed"), Words("逐项变更", "changed, field by field")),
    "moved": (Words("迁移", "moved"), Words("登记在别的村或户", "in another village or household of the register")),
    "missing": (
        Words("缺少", "missing"),
        Words("登记有而文件无：请查明，不会自动删除", "in the register, not in the file: look into them; nothing is removed by itself"),
    ),
    "suspicious": (Words("存疑", "suspicious"), Words("须查明的问题", "problems to look into")),
}
"""The sheets in order: kind, its name, its title."""
PLACED = (
    Column(Words("地区", "place"), 26, "text"),
    Column(Words("户编号", "household"), 20, "code"),
    Column(Words("编号", "number"), 22, "code"),
    Column(Words("姓名", "name"), 12, "text"),
    Column(Words("表", "table"), 14, "text"),
    Column(Words("年度", "year"), 8, "text"),
)
COLUMNS = {
    "new": PLACED,
    "changed": (*PLACED, Column(Words("项目", "field"), 28, "text"), Column(Words("登记", "register"), 26, "text"), Column(Words("文件", "file"), 26, "text")),
    "missing": PLACED,
    "suspicious": (*PLACED, Column(Words("规则", "rule"), 14, "text"), Column(Words("问题", "problem"), 60, "text")),
}


class Entry(NamedTuple):
    """One row: what it is about, and either a field with old and new, or a rule with what it says."""

    village_code: str
    household_code: str | None
    code: str | None
    name: str | None
    table: Words
    year: int | None = None
    field: Words | None = None
    old: Words | None = None
    new: Words | None = None
    rule: str | None = None
    said: Words | None = None


def write_difference_workbook(path: Path, entries: Mapping[str, Iterable[Entry]], *, year: int, note: str) -> dict[str, int]:
    """Write the entries by kind (`KINDS`) to `path`, whole or not at all; how many rows each sheet holds."""
    partial = path.with_name(path.name + ".partial")
    counts: dict[str, int] = {}
    try:
        with Book(partial, year=year, title=TITLE) as book:
            for kind, (name, title) in KINDS.items():
                columns = COLUMNS.get(kind, COLUMNS["changed"])
                sheet = book.sheet(f"{name.zh} {name.en}", title, columns, note=note)
                counts[kind] = 0
                for entry in entries.get(kind, ()):
                    sheet.row(_cells(entry)[kind if kind in COLUMNS else "changed"])
                    counts[kind] += 1
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return counts


def _cells(entry: Entry) -> dict[str, list[object]]:
    year = str(entry.year) if entry.year else None
    placed: list[object] = [place_name(entry.village_code), entry.household_code, entry.code, entry.name, _both(entry.table), year]
    return {
        "new": placed,
        "missing": placed,
        "changed": [*placed, _both(entry.field), _both(entry.old), _both(entry.new)],
        "suspicious": [*placed, entry.rule, _both(entry.said)],
    }


def _both(words: Words | None) -> str | None:
    """Both languages where they differ; a number or a name once."""
    if words is None:
        return None
    return words.zh if words.zh == words.en else f"{words.zh} {words.en}"
