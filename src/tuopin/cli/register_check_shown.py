"""A check and the rules as a person or a machine reads them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tuopin.cli.frame import told
from tuopin.common.words import say
from tuopin.register.problem import Level
from tuopin.register.quality.exemptions import STATES, Standing
from tuopin.register.quality.rule import GROUPS, Rule, catalogue, declared
from tuopin.register.quality.summary import LEVELS, Summary
from tuopin.report.quality_page import facts_text
from tuopin.report.style import LEVEL_WORDS

TOP_RULES, TOP_PLACES = 20, 10
STYLES = {"fatal": "bold red", "contradiction": "yellow", "blank": "cyan", "suspicious": "blue"}


def show(summary: Summary, granted: Sequence[Standing], written: Sequence[Path]) -> None:
    """The worst first: totals, rules, places, exemptions that do not count, what was written."""
    console = Console(highlight=False, soft_wrap=False)
    console.print(_head(summary))
    if summary.problems:
        console.print(_rule_table(summary))
        console.print(_place_table(summary))
    for standing in granted:
        if standing.state != "in_force":
            entry = standing.exemption
            head = told("豁免不生效", "exemption does not count")
            console.print(f"{head}: {entry.where} {entry.rule} {entry.code}: {say(STATES[standing.state])}", markup=False)
    for path in written:
        console.print(told("已写", "written") + f" {path}", markup=False, soft_wrap=True)


def as_json(summary: Summary, granted: Sequence[Standing], written: Sequence[Path]) -> dict[str, Any]:
    """The whole summary as plain values."""
    return {
        "households": summary.households,
        "persons": summary.persons,
        "problems": summary.problems,
        "exempted": summary.exempted,
        "by_level": dict(summary.by_level()),
        "by_rule": summary.by_rule().to_dicts(),
        "by_place": summary.by_place().to_dicts(),
        "exemptions": [
            {"rule": one.exemption.rule, "code": one.exemption.code, "until": one.exemption.until.isoformat(), "by": one.exemption.by, "state": one.state}
            for one in granted
        ],
        "written": [str(path) for path in written],
    }


def rules_text(rules: Sequence[Rule], *, full: bool) -> str:
    """A line a rule, group by group; or each in full."""
    if full:
        return "\n\n".join(_rule_in_full(rule) for rule in rules)
    lines: list[str] = []
    for group, words in GROUPS.items():
        own = [rule for rule in rules if rule.group == group]
        lines += [f"{say(words)} ({len(own)})", *(f"  {rule.id:<10} {say(LEVEL_WORDS[rule.level])}  {say(rule.says)}" for rule in own)]
    return "\n".join([*lines, told(f"共 {len(rules)} 条", f"{len(rules)} rules")])


def rules_json(rules: Sequence[Rule]) -> str:
    """The rules as JSON: words in both languages, fields, examples."""
    return json.dumps(
        [
            {
                "id": rule.id, "group": rule.group, "level": str(rule.level), "grain": str(rule.grain), "fields": list(rule.fields),
                "says": rule.says._asdict(), "wants": rule.wants._asdict(), "fails": facts_text(rule.fails), "passes": facts_text(rule.passes),
            }
            for rule in rules
        ],
        ensure_ascii=False,
        indent=1,
    )


def _rule_in_full(rule: Rule) -> str:
    fields = ", ".join(f"{declared(field).zh} ({field})" for field in rule.fields)
    return "\n".join(
        (
            f"{rule.id}  {say(LEVEL_WORDS[rule.level])} · {say(GROUPS[rule.group])} · {rule.name}",
            f"  {rule.says.zh}", f"  {rule.says.en}",
            f"  {told('应为：', 'expected: ')}{say(rule.wants)}",
            f"  {told('列：', 'columns: ')}{fields}",
            f"  {told('有问题的例子：', 'has the problem: ')}{facts_text(rule.fails)}",
            f"  {told('没问题的例子：', 'has not: ')}{facts_text(rule.passes)}",
        )
    )


def _head(summary: Summary) -> str:
    levels = told("，", ", ").join(f"{say(LEVEL_WORDS[level])} {count:,}" for level, count in summary.by_level())
    people = told(f"{summary.households:,} 户 {summary.persons:,} 人", f"{summary.households:,} households, {summary.persons:,} persons")
    if not summary.problems:
        found = told("没有发现问题", "no problem found")
    else:
        found = told(f"{summary.problems:,} 个问题（{levels}）", f"{summary.problems:,} problems ({levels})")
    exempted = told(f"；豁免 {summary.exempted:,}", f"; {summary.exempted:,} exempted") if summary.exempted else ""
    return f"{people}: {found}{exempted}"


def _rule_table(summary: Summary) -> Table:
    known, counts = catalogue(), summary.by_rule()
    more = max(0, len(counts) - TOP_RULES)
    caption = told(f"另有 {more} 条规则有发现", f"{more} more rules found something") if more else None
    table = _plain_table(told("按规则", "By rule"), caption)
    table.add_column(told("规则", "rule"), no_wrap=True)
    table.add_column(told("等级", "level"), no_wrap=True)
    for name in (told("问题数", "problems"), told("户数", "households"), told("豁免", "exempted")):
        table.add_column(name, justify="right")
    table.add_column(told("问题", "what is wrong"), overflow="fold")
    for name, problems, households, exempted in counts.head(TOP_RULES).iter_rows():
        rule = known[name]
        level = str(rule.level)
        table.add_row(name, f"[{STYLES[level]}]{say(LEVEL_WORDS[level])}[/]", f"{problems:,}", f"{households:,}", f"{exempted:,}", say(rule.says))
    return table


def _place_table(summary: Summary) -> Table:
    counts = summary.by_place()
    more = max(0, len(counts) - TOP_PLACES)
    caption = told(f"另有 {more} 个地区", f"{more} more places") if more else None
    table = _plain_table(told("按地区", "By place"), caption)
    table.add_column(told("地区", "place"), no_wrap=True)
    for name in (*(say(LEVEL_WORDS[level]) for level in Level), told("户数", "households"), told("豁免", "exempted")):
        table.add_column(name, justify="right")
    table.add_column(told("名称", "name"), overflow="fold")
    for row in counts.head(TOP_PLACES).iter_rows(named=True):
        table.add_row(row["place"], *(f"{row[name]:,}" for name in (*LEVELS, "households", "exempted")), row["name"] or "")
    return table


def _plain_table(title: str, caption: str | None) -> Table:
    return Table(title=f"\n{title}", caption=caption, title_justify="left", caption_justify="left", box=None, pad_edge=False)
