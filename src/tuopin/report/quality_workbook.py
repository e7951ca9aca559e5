"""The workbook of a check: what was found by rule, by place, and the list of problems as far as a sheet holds them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import polars as pl

from tuopin.common.words import Words, language, say
from tuopin.register.quality.rule import catalogue
from tuopin.register.quality.summary import LEVELS, Summary
from tuopin.report.style import LEVEL_WORDS, formats, sheet_name, text_units

LIST_ROWS: Final = 100_000  # of the list, the worst first; the whole list is in problems.parquet
LIST: Final = {
    "level": "等级 level", "rule": "规则 rule", "because": "问题 problem", "expected": "应为 expected", "village_code": "村 village",
    "household_code": "户编号 household", "person_code": "人编号 person", "year": "年度 year", "label": "表头 label",
    "value": "现值 value", "file": "文件 file", "sheet": "工作表 sheet", "row": "行 row", "column": "列 column",
}
SENTENCES: Final = frozenset(("问题", "problem", "应为", "expected", LIST["because"], LIST["expected"]))
WIDEST: Final = 60  # characters
SENTENCE: Final = 38
LINE: Final = 14  # points


def write(path: Path, summary: Summary, problems: pl.LazyFrame) -> None:
    """Write the workbook; beyond LIST_ROWS the list says how many problems it leaves out."""
    from xlsxwriter import Workbook

    with Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        looks = formats(book)
        _sheet(book, looks, title=Words("按规则", "by rule"), head=_RULE_HEAD, rows=_rule_rows(summary))
        _sheet(book, looks, title=Words("按地区", "by place"), head=_place_head(), rows=summary.by_place().rows())
        listed = _listed(problems)
        _sheet(book, looks, title=Words("问题清单", "problems"), head=list(LIST.values()), rows=listed.iter_rows())
        left = summary.problems - len(listed)
        if left > 0:
            _sheet(book, looks, title=Words("未列出", "not listed"), head=["未列出 not listed", "见 see"], rows=[(left, "problems.parquet")])


def _listed(problems: pl.LazyFrame) -> pl.DataFrame:
    """The first problems, the worst levels first; texts in the reader's language (both stand on the sheet by rule)."""
    ranked = pl.concat([problems.filter(pl.col("level") == level) for level in LEVELS])
    texts = [pl.col(f"{name}_{language()}").alias(name) for name in ("because", "expected")]
    words = pl.col("level").replace({level: say(LEVEL_WORDS[level]) for level in LEVELS})
    return ranked.head(LIST_ROWS).with_columns(*texts, level=words).select(*LIST).collect()


_RULE_HEAD: Final = ["规则 rule", "等级 level", "问题", "problem", "应为", "expected", "问题数 problems", "户数 households", "豁免 exempted"]


def _place_head() -> list[str]:
    levels = [f"{LEVEL_WORDS[level].zh} {LEVEL_WORDS[level].en}" for level in LEVELS]
    return ["地区 place", "名称 name", *levels, "问题数 problems", "户数 households", "豁免 exempted"]


def _rule_rows(summary: Summary) -> Iterable[Sequence[object]]:
    rules = catalogue()
    for name, problems, households, exempted in summary.by_rule().iter_rows():
        rule = rules[name]
        level = LEVEL_WORDS[rule.level]
        yield name, f"{level.zh} {level.en}", rule.says.zh, rule.says.en, rule.wants.zh, rule.wants.en, problems, households, exempted


def _sheet(book: Any, looks: dict[str, Any], *, title: Words, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    sheet = book.add_worksheet(sheet_name(f"{title.zh} {title.en}"))
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    widths = [SENTENCE if label in SENTENCES else min(WIDEST, max(12, text_units(label) + 4)) for label in head]
    for number, label in enumerate(head):
        sheet.set_column(number, number, widths[number])
        sheet.write_string(0, number, label, looks["header"])
    last = 0
    for last, row in enumerate(rows, 1):
        sheet.set_row(last, LINE * _lines(row, widths) + 2)
        for number, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(last, number, cell, looks["count"])
            elif cell is not None:
                sheet.write_string(last, number, str(cell), looks["text"])
    sheet.autofilter(0, 0, last, len(head) - 1)


def _lines(row: Sequence[object], widths: Sequence[int]) -> int:
    """How many lines the tallest cell of the row takes."""
    return max(1, *(-(-text_units(str(cell)) // (width - 3)) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str)))
