"""The reference page of the data-quality rules, generated from their catalogue: `python -m tuopin.report.quality_page`."""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tuopin.register.problem import Level
from tuopin.register.quality.rule import GROUPS, Rule, catalogue, declared
from tuopin.report.style import LEVEL_WORDS

PAGE = Path("docs/reference/rules.md")
HEAD = """# Data-quality rules 数据质量规则

Generated from `src/tuopin/register/quality/rules`; do not edit (`python -m tuopin.report.quality_page`).
由规则目录自动生成，请勿手改。

A rule reports a row only when it can tell: a fact that is not known is never a contradiction, and a blank is reported only
where the workbooks have a column for the field. Amounts in the examples are fen, areas hundredths, as they are stored.
能够确定才报告：事实未知不算矛盾；表格没有该列的不报空缺。示例金额以分、面积以百分之一为单位（与存储一致）。

`tuopin register check SNAPSHOT` runs them, `tuopin register rules ID` shows one. Identity numbers in the examples are made up
(area 999998 does not exist).
"""


def page() -> str:
    """The whole page."""
    rules = list(catalogue().values())
    parts = [HEAD, _counts(rules)]
    for group, words in GROUPS.items():
        parts += [f"## {words.zh} · {words.en}", "", _table([rule for rule in rules if rule.group == group])]
    return "\n".join(parts)


def facts_text(facts: Mapping[str, Any]) -> str:
    """An example in one line: `field = value, …`, rows beside it in brackets."""
    return ", ".join(f"{name} = {_value(value)}" for name, value in facts.items()) or "…"


def _counts(rules: Sequence[Rule]) -> str:
    counts = Counter((rule.group, rule.level) for rule in rules)
    levels = " | ".join(f"{LEVEL_WORDS[level].zh} {LEVEL_WORDS[level].en}" for level in Level)
    head = [f"{len(rules)} rules.", "", f"| group | {levels} | all |", "|---|" + "---:|" * (len(Level) + 1)]
    rows = [
        f"| {words.zh} {words.en} | " + " | ".join(str(counts[group, level]) for level in Level) + f" | {sum(counts[group, level] for level in Level)} |"
        for group, words in GROUPS.items()
    ]
    return "\n".join([*head, *rows, ""])


def _table(rules: Sequence[Rule]) -> str:
    head = ["| rule | level | what is wrong | expected | columns | has the problem | has not |", "|---|---|---|---|---|---|---|"]
    return "\n".join([*head, *(_row(rule) for rule in rules), ""])


def _row(rule: Rule) -> str:
    fields = "<br>".join(f"`{field}` {declared(field).zh}" for field in rule.fields)
    cells = [
        f'<a id="{rule.id}"></a>`{rule.id}`', f"{LEVEL_WORDS[rule.level].zh} {LEVEL_WORDS[rule.level].en}",
        f"{rule.says.zh}<br>{rule.says.en}", f"{rule.wants.zh}<br>{rule.wants.en}", fields,
        f"`{facts_text(rule.fails)}`", f"`{facts_text(rule.passes)}`",
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _value(value: object) -> str:
    match value:
        case Mapping():
            return "{" + facts_text(value) + "}"
        case list():
            return "[" + "; ".join(_value(item) for item in value) + "]"
        case str() if value[:17].isdigit() and len(value) >= 17:
            return " ".join((value[:6], value[6:14], value[14:17], value[17:])).strip()  # no page holds a number as it is used
        case bool() | None:
            return {True: "yes", False: "no", None: "blank"}[value]
        case _:
            return str(value)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(), "utf-8")
