"""Problem workbooks: each source as it came, its bad cells coloured and commented, its problems listed on a first sheet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import polars as pl

from tuopin.common.parallel import bytes_of, mapped
from tuopin.common.places import places
from tuopin.common.words import Words
from tuopin.register.importing.sheets import Sheet, sheets
from tuopin.report.marking import At, CannotMark, Listing, Mark, mark_workbook, plain_workbook
from tuopin.report.marking.marks import ListingCell
from tuopin.report.style import LEVEL_WORDS, LEVELS

PATCHED = (".xlsx", ".xlsm")
COLUMNS = (
    "程度 Level",
    "地区 Place",
    "位置 Where",
    "列 Column",
    "现值 Value",
    "有何问题",
    "What is wrong",
    "应为",
    "Expected",
    "规则 Rule",
)
WIDTHS = (12, 26, 18, 18, 20, 36, 36, 30, 30, 9)
SECRET = re.compile(r"(?<![0-9A-Za-z])([0-9]{4})[0-9]{3,}([0-9Xx]{4})(?![0-9A-Za-z])")
TITLE = Words(
    "{name}：{count} 个问题。改正原表后重新导入。证件号码和电话只显示头尾。",
    "{name}: {count} problems. Mend the original and import it again. Document and phone numbers show their ends only.",
)


def write_problem_workbooks(sources: Mapping[str, Path], problems: pl.DataFrame, out_dir: Path) -> list[Path]:
    """For every source (name in the problems → file) that has problems, a marked copy in `out_dir`; what was written."""
    out_dir.mkdir(parents=True, exist_ok=True)
    located = problems.filter(pl.col("row").is_not_null()).partition_by("file", as_dict=True, maintain_order=True)
    told = [(path, located[name,]) for name, path in sources.items() if (name,) in located]
    return list(mapped(partial(_write, out_dir=out_dir), told, size=bytes_of([path for path, _ in told])))


def _write(told: tuple[Path, pl.DataFrame], out_dir: Path) -> Path:
    path, found = told
    patched = path.suffix.lower() in PATCHED
    out = out_dir / f"{path.stem}-problems{path.suffix.lower() if patched else '.xlsx'}"
    marks = [_mark(row) for row in found.iter_rows(named=True)]
    if patched:
        try:
            mark_workbook(path, marks, out, listing=_listing(path, found))
        except CannotMark:
            out = out.with_suffix(".xlsx")
        else:
            return out
    plain_workbook(_content(path), marks, out, listing=_listing(path, found))
    return out


def _mark(row: Mapping[str, Any]) -> Mark:
    said = [row[name] for name in ("because_zh", "because_en")]
    wanted = [
        f"{head}{row[name]}" for head, name in (("应为：", "expected_zh"), ("expected: ", "expected_en")) if row[name]
    ]
    lines = (said[0], *wanted[:1], said[1], *wanted[1:])
    return Mark(
        row["sheet"], row["row"], row["column"], row["level"], masked("\n".join(line for line in lines if line))
    )


def _listing(path: Path, found: pl.DataFrame) -> Listing:
    order = {level: rank for rank, level in enumerate(LEVELS)}
    ranked = found.with_columns(pl.col("level").replace_strict(order, return_dtype=pl.Int8).alias("rank")).sort(
        "rank", "sheet", "row", "column", maintain_order=True, nulls_last=True
    )
    title = TITLE.format(name=path.name, count=f"{len(found):,}")
    return Listing([title.zh, title.en], COLUMNS, map(_row, ranked.iter_rows(named=True)), WIDTHS)


def _row(row: Mapping[str, Any]) -> Sequence[ListingCell]:
    return (
        LEVEL_WORDS[row["level"]].both.replace("\n", " "),
        place_name(row["village_code"] or row["county_code"] or ""),
        At(row["sheet"], row["row"], row["column"]),
        row["label"],
        masked(row["value"] or ""),
        masked(row["because_zh"] or ""),
        masked(row["because_en"] or ""),
        row["expected_zh"],
        row["expected_en"],
        row["rule"],
    )


def masked(text: str) -> str:
    """Long numbers (documents, phones, register numbers) with their first and last four digits only."""
    return SECRET.sub(r"\1****\2", text)


@cache
def place_name(code: str) -> str:
    """County, township and village of a code by name; a village not in the gazetteer by its code."""
    known = places()
    names = [known[code[:size]].name for size in (6, 9, 12) if len(code) >= size and code[:size] in known]
    return " ".join(names) if code in known or not code else " ".join([*names, code])


def _content(path: Path) -> dict[str, Iterator[Sequence[Any]]]:
    return {sheet.name: _rows(sheet) for sheet in sheets(path)}


def _rows(sheet: Sheet) -> Iterator[list[Any]]:
    return (list(chain(repeat("", sheet.left), row)) for row in sheet.rows())
