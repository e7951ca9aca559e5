"""Exemptions: a true but odd case is explained once, by a named person, until a day; then it is asked about again.

A file of their own, CSV (columns rule, code, reason, until, by; Chinese headers too) or TOML (`[[exemption]]` with the same
keys). `code` is a person's, household's or village's number. A fatal rule cannot be exempted (ADR-0031).
"""

import csv
import io
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.problem import Level
from tuopin.register.quality.rule import catalogue

KEYS: Final = ("rule", "code", "reason", "until", "by")
LABELS: Final = {"规则": "rule", "编号": "code", "理由": "reason", "截止日期": "until", "批准人": "by"}
CODES: Final = ("person_code", "household_code", "village_code")


@dataclass(frozen=True, slots=True)
class Exemption:
    """One rule is silent about one person, household or village until a day (that day included)."""

    rule: str
    code: str
    reason: str
    until: date
    by: str
    where: str  # file and line or entry


@dataclass(frozen=True, slots=True)
class Standing:
    """What becomes of an exemption on a day: `in_force`, or why it does not count."""

    exemption: Exemption
    state: str


STATES: Final = {
    "in_force": Words("有效", "in force"),
    "expired": Words("已过期，不再豁免", "expired: no longer exempted"),
    "idle": Words("有效，但没有对应的问题", "in force, but there is no such problem"),
    "unknown": Words("没有这条规则", "no such rule"),
    "fatal": Words("致命问题不能豁免", "a fatal problem cannot be exempted"),
}


def read(path: Path) -> tuple[Exemption, ...]:
    """The exemptions of a file, in order. BadInput names the line or entry and what was expected."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(str(path), Words(f"豁免清单不可读：{error}", f"the exemptions cannot be read: {error}")) from None
    entries = _toml(path, text) if path.suffix.lower() == ".toml" else _csv(path, text)
    return tuple(_exemption(where, entry) for where, entry in entries)


def standings(exemptions: Sequence[Exemption], on: date) -> list[Standing]:
    """Each exemption with its state on a day."""
    return [Standing(exemption, _state(exemption, on)) for exemption in exemptions]


def split(problems: pl.DataFrame, granted: Sequence[Standing]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The problems that stay, and those that an exemption in force covers; together they are all."""
    pairs = [(standing.exemption.rule, standing.exemption.code) for standing in granted if standing.state == "in_force"]
    if not pairs:
        return problems, problems.clear()
    silent = pl.DataFrame(pairs, schema={"rule": pl.String, "code": pl.String}, orient="row").unique()
    numbered = problems.with_row_index("number")
    covered = [
        numbered.join(silent, left_on=["rule", code], right_on=["rule", "code"], how="semi")["number"] for code in CODES
    ]
    exempt = pl.col("number").is_in(pl.concat(covered).unique().implode())
    return numbered.filter(~exempt).drop("number"), numbered.filter(exempt).drop("number")


def covered(exempted: pl.DataFrame) -> set[tuple[str, str]]:
    """The rule and number of every exemption that these problems could have been silenced by."""
    return {pair for code in CODES for pair in exempted.select("rule", code).drop_nulls().unique().iter_rows()}


def used(granted: Sequence[Standing], silenced: set[tuple[str, str]]) -> list[Standing]:
    """The standings after a check: one in force that silenced nothing is `idle` (a mistyped number, or a case that is over)."""
    return [
        replace(one, state="idle") if one.state == "in_force" and (one.exemption.rule, one.exemption.code) not in silenced else one
        for one in granted
    ]


def _state(exemption: Exemption, on: date) -> str:
    rule = catalogue().get(exemption.rule)
    if rule is None:
        return "unknown"
    if rule.level is Level.FATAL:
        return "fatal"
    return "in_force" if on <= exemption.until else "expired"


def _csv(path: Path, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text))
    found = {LABELS.get((name or "").strip(), (name or "").strip()) for name in reader.fieldnames or ()}
    missing = [key for key in KEYS if key not in found]
    if missing:
        raise BadInput(f"{path}:1", Words(f"缺少列：{', '.join(missing)}", f"missing columns: {', '.join(missing)}"), _columns())
    for row in reader:
        cells = {LABELS.get((name or "").strip(), (name or "").strip()): value for name, value in row.items() if name}
        if any((value or "").strip() for value in cells.values()):
            yield f"{path}:{reader.line_num}", cells


def _toml(path: Path, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(str(path), Words(f"不是 TOML：{error}", f"no TOML: {error}")) from None
    entries = document.get("exemption", [])
    unknown = sorted(set(document) - {"exemption"})
    if unknown or not isinstance(entries, list):
        raise BadInput(f"{path}: {', '.join(unknown) or 'exemption'}", Words("应为 [[exemption]] 表", "expected tables [[exemption]]"))
    for number, entry in enumerate(entries, 1):
        yield f"{path}: exemption {number}", entry


def _exemption(where: str, entry: dict[str, Any]) -> Exemption:
    unknown = sorted(set(entry) - set(KEYS))
    if unknown:
        raise BadInput(f"{where}: {unknown[0]}", Words("不认识的键", "unknown key"), _columns())
    texts = {key: str(entry.get(key) or "").strip() for key in KEYS}
    for key, text in texts.items():
        if not text:
            raise BadInput(f"{where}: {key}", Words("不能为空", "must not be blank"), _columns())
    try:
        until = date.fromisoformat(texts["until"])
    except ValueError:
        raise BadInput(f"{where}: until", Words(f"不是日期：{texts['until']}", f"no date: {texts['until']}"), _columns()) from None
    return Exemption(texts["rule"], texts["code"], texts["reason"], until, texts["by"], where)


def _columns() -> Words:
    return Words(
        "列为 规则、编号、理由、截止日期（2026-12-31）、批准人（或 rule, code, reason, until, by）",
        "columns rule, code, reason, until (2026-12-31), by",
    )
