"""What an import came to: by sheet on the terminal, or as JSON."""

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
HEADS = {
    "read": ("读入行", "rows read"),
    "taken": ("采用", "taken"),
    "refused": ("退回", "refused"),
    "blank": ("空行", "blank"),
    "total": ("合计行", "totals"),
    "header": ("重复表头", "headers"),
    "note": ("附注", "notes"),
}


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
            {"file": source.name, "sheet": sheet.sheet, "layout": sheet.layout.name, "year": sheet.year, **sheet.counts, "left_aside": sheet.left_aside}
            for source in outcome.sources
            for sheet in source.sheets
        ],
        "skipped": [{"file": source.name, "sheet": name, "because": reason.en} for source in outcome.sources for name, reason in source.skipped],
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
    for source in outcome.sources:
        for name, reason in source.skipped:
            console.print(told("跳过", "skipped") + f" {source.name} · {name}: {say(reason)}", markup=False)
    for label in _aside(outcome):
        console.print(label, markup=False)
    counts = "  ".join(f"{say(LEVEL_WORDS[level])} {count:,}" for level, count in levels(outcome).items())
    console.print(told("问题", "problems") + f": {counts}")
    if marked:
        console.print(told("标注了问题的工作簿", "workbooks with the problems marked") + f": {marked[0].parent} ({len(marked)})", markup=False)
    console.print(told("快照", "snapshot") + f": {out}", markup=False, soft_wrap=True)


def _table(outcome: Outcome) -> Table:
    table = Table(box=None, pad_edge=False)
    for head in (told("文件", "file"), told("工作表", "sheet"), told("表式", "layout"), told("年度", "year")):
        table.add_column(head, overflow="fold")
    shown = [name for name in COUNTED if name in {"read", "taken", "refused"} or outcome.total(name)]
    for name in shown:
        table.add_column(told(*HEADS[name]), justify="right")
    sheets = [(source, sheet) for source in outcome.sources for sheet in source.sheets]
    for source, sheet in sheets[:SHEETS_SHOWN]:
        table.add_row(escape(source.name), escape(sheet.sheet), say(sheet.layout.title), str(sheet.year or ""), *(f"{sheet.counts[name]:,}" for name in shown))
    if len(sheets) > SHEETS_SHOWN:
        table.add_row("…", "", "", "", *("" for _ in shown))
    if len(sheets) > 1:
        table.add_row(told("共计", "total"), str(len(sheets)), "", "", *(f"{outcome.total(name):,}" for name in shown))
    return table


def _aside(outcome: Outcome) -> list[str]:
    """Columns that were not taken, said once a label."""
    labels = list(dict.fromkeys(label for source in outcome.sources for sheet in source.sheets for label in sheet.left_aside))
    if not labels:
        return []
    shown = "、".join(labels[:ASIDE_SHOWN]) + ("…" if len(labels) > ASIDE_SHOWN else "")
    return [told("没有采用的列", "columns left aside") + f" ({len(labels)}): {shown}"]
