"""What an import came to: by sheet on the terminal, or as JSON."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tuopin.cli.frame import told
from tuopin.common.words import say
from tuopin.register.importing import COUNTED, Outcome
from tuopin.register.problem import Level
from tuopin.report.style import LEVEL_WORDS

SHEETS_SHOWN = 30
ASIDE_SHOWN = 8
DATA = {"read": ("读入行", "rows read"), "taken": ("采用", "taken"), "refused": ("退回", "refused")}
NOT_DATA = ("非数据行", "not data")  # blank rows, totals, repeated headers, notes


def as_json(outcome: Outcome, out: Path, marked: list[Path]) -> dict[str, Any]:
    """The whole outcome as plain values."""
    return {
        "snapshot": str(out),
        "counties": list(outcome.counties),
        "years": list(outcome.years),
        "rows": {name: outcome.total(name) for name in COUNTED},
        "problems": levels(outcome),
        "rules": dict(sorted(outcome.problems.group_by("rule").len().iter_rows())),
        "sheets": [
            {
                "file": source.name,
                "sheet": sheet.sheet,
                "layout": sheet.layout.name,
                "year": sheet.year,
                **sheet.counts,
                "left_aside": sheet.left_aside,
            }
            for source in outcome.sources
            for sheet in source.sheets
        ],
        "skipped": [
            {"file": source.name, "sheet": name, "because": reason.en}
            for source in outcome.sources
            for name, reason in source.skipped
        ],
        "problem_workbooks": [str(path) for path in marked],
    }


def levels(outcome: Outcome) -> dict[str, int]:
    """Problems by level, the worst first."""
    found = dict(outcome.problems.group_by("level").len().iter_rows())
    return {level.value: int(found.get(level.value, 0)) for level in Level}


def show(outcome: Outcome, out: Path, marked: list[Path]) -> None:
    """The table of sheets, then problems by level and where to look."""
    console = Console(highlight=False)
    console.print(_table(outcome))
    for label in (*_skipped(outcome), *_aside(outcome)):
        console.print(label, markup=False)
    counts = "  ".join(f"{say(LEVEL_WORDS[level])} {count:,}" for level, count in levels(outcome).items())
    console.print(told("问题：", "problems: ") + f"{counts}")
    if marked:
        console.print(
            told("标注了问题的工作簿", "workbooks with the problems marked")
            + f": {marked[0].parent} ({len(marked)})",
            markup=False,
        )
    console.print(told("快照：", "snapshot: ") + f"{out}", markup=False, soft_wrap=True)


def _table(outcome: Outcome) -> Table:
    """Counts first, so that the long names have what room is left."""
    table = Table(box=None, pad_edge=False)
    for words in (*DATA.values(), NOT_DATA):
        table.add_column(told(*words), justify="right")
    table.add_column(told("年度", "year"))
    table.add_column(told("文件；工作表：表式", "file; sheet: layout"), overflow="fold")
    sheets = [(source, sheet) for source in outcome.sources for sheet in source.sheets]
    for source, sheet in sheets[:SHEETS_SHOWN]:
        named = f"{escape(source.name)}\n[dim]{escape(sheet.sheet)}: {escape(say(sheet.layout.title))}[/]"
        table.add_row(*_counts(sheet.counts), str(sheet.year or ""), named)
    more = len(sheets) - SHEETS_SHOWN
    if more > 0:
        table.add_row(*("…" for _ in (*DATA, NOT_DATA)), "", told(f"另有 {more} 张", f"{more} more"))
    if len(sheets) > 1:
        table.add_row(
            *_counts({name: outcome.total(name) for name in COUNTED}),
            "",
            told(f"共 {len(sheets)} 张工作表", f"{len(sheets)} sheets in all"),
        )
    return table


def _counts(counts: Mapping[str, int]) -> list[str]:
    """Rows read = taken + refused + what is no data."""
    rest = sum(counts[name] for name in COUNTED if name not in DATA)
    return [*(f"{counts[name]:,}" for name in DATA), f"{rest:,}"]


def _skipped(outcome: Outcome) -> list[str]:
    """Sheets that were not read and why, said once a reason."""
    found: dict[str, list[str]] = {}
    for source in outcome.sources:
        for name, reason in source.skipped:
            found.setdefault(say(reason), []).append(f"{source.name} · {name}")
    return [
        told(f"跳过 {len(names)} 张工作表（{reason}）：", f"{len(names)} sheet(s) skipped ({reason}): ")
        + names[0]
        + (" …" if len(names) > 1 else "")
        for reason, names in found.items()
    ]


def _aside(outcome: Outcome) -> list[str]:
    """Columns that were not taken, said once a label."""
    labels = list(
        dict.fromkeys(label for source in outcome.sources for sheet in source.sheets for label in sheet.left_aside)
    )
    if not labels:
        return []
    shown = "、".join(labels[:ASIDE_SHOWN]) + ("…" if len(labels) > ASIDE_SHOWN else "")
    return [told("没有采用的列", "columns left aside") + f" ({len(labels)}): {shown}"]
