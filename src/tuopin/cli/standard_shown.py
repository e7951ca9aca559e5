"""Editions on the terminal: tables of rules and numbers, differences in sentences."""

import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from tuopin.assessment.wording import asked, value_in_words
from tuopin.cli.frame import told
from tuopin.common.words import Words, say
from tuopin.register.schema.household_year import HOUSEHOLD_YEAR
from tuopin.standard.criterion import Unit
from tuopin.standard.difference import Change, Way, changes, flat, income_changes
from tuopin.standard.drafts import Ground
from tuopin.standard.edition import Edition
from tuopin.standard.given import Given
from tuopin.standard.rule import Rule

WIDTH = 150  # of what is not a terminal
UNITS = {
    Unit.HOUSEHOLD: Words("户", "household"),
    Unit.VILLAGE: Words("村", "village"),
    Unit.TOWNSHIP: Words("乡镇", "township"),
    Unit.COUNTY: Words("县", "county"),
}
RECORDED_TAKEN = Words("四项收入都没有登记时，采用已登记的纯收入", "where none of the four lines is recorded, the recorded net income is taken")
RECORDED_NOT_TAKEN = Words("不采用已登记的纯收入", "a recorded net income is not taken")
WAYS = {Way.STRICTER: Words("更严", "stricter"), Way.LOOSER: Words("更宽", "looser"), Way.UNCLEAR: Words("不可比", "cannot be compared")}


def printed(*parts: RenderableType) -> str:
    """As wide as the terminal, coloured only on one."""
    out, terminal = StringIO(), sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else WIDTH
    Console(file=out, width=width, force_terminal=terminal, highlight=False).print(*parts, sep="\n")
    return out.getvalue()


def editions_table(editions: Iterable[Edition]) -> Table:
    """One row an edition."""
    heads = (("名称", "name"), ("标题", "title"), ("地区", "place"), ("生效", "in force"), ("基础", "base"), ("摘要", "digest"))
    table = _table(heads)
    for edition in editions:
        place = edition.authority or told("全国", "nation")
        table.add_row(edition.name, say(edition.title), place, _days(edition), edition.base or "", edition.digest[:12])
    return table


def edition_shown(edition: Edition) -> Iterator[RenderableType]:
    """Title, a table a unit, what counts as income, the sources, what is left open."""
    sources: dict[str, int] = {}
    yield Text(f"{say(edition.title)} ({edition.name})", style="bold")
    yield told("生效：", "in force: ") + f"{_days(edition)}  ({_ground(edition.in_force_ground, sources)})"
    if edition.base:
        yield told(f"基础标准：{edition.base}（未改的条件照用）", f"base: {edition.base} (what is not changed here holds as there)")
    yield told("摘要：", "digest: ") + f"{edition.digest}"
    for unit in edition.units:
        yield _unit_table(edition, unit, sources)
    yield _income_table(edition, sources)
    yield Group(told("出处", "Sources"), *(Text(f"  [{number}] {source}") for source, number in sources.items()))
    if edition.left_open:
        yield Group(told("没有定下的事项", "Left open"), *(Text(f"  - {say(each)}") for each in edition.left_open))


def _unit_table(edition: Edition, unit: Unit, sources: dict[str, int]) -> Table:
    heads = (("条件；参数", "criterion; parameter"), ("要求；数字", "asks; number"), ("条款 · 把握 · 出处", "clause · certainty · source"))
    table = _table(heads, title=say(UNITS[unit]))
    for rule in edition.rules(unit):
        name = "\n".join(dict.fromkeys((say(rule.criterion.title), rule.criterion.name)))
        name += "" if rule.binding else "\n" + told("（参考，不单独否决）", "(weighed, no veto by itself)")
        asks = say(asked(rule, year=edition.in_force.year))
        table.add_row(name, asks, _ground(rule, sources), style="bold")
        for parameter, number, ground in _numbers(rule, sources):
            table.add_row(f"  {parameter}", number, ground)
    return table


def _table(heads: Iterable[tuple[str, str]], title: str | None = None) -> Table:
    """Plain columns; a Chinese text goes on in the next line instead of being cut."""
    table = Table(title=title and f"\n{title}", title_justify="left", title_style="bold", box=None, pad_edge=False)
    for head in heads:
        table.add_column(told(*head), overflow="fold")
    return table


def _numbers(rule: Rule, sources: dict[str, int]) -> Iterator[tuple[str, str, str]]:
    """A row a number; the income concept and price basis of a line where they begin."""
    for name, given in rule.given.items():
        concept: Words | None = None
        for year, each in given.years.items() or ((None, given),):
            number = say(value_in_words(rule.criterion, name, each.value))
            if each.concept and each.concept != concept:
                number += f"\n({say(each.concept)}{told('，', ', ')}{say(each.basis) if each.basis else ''})"
            concept = each.concept
            yield f"{name} {year or ''}".strip(), number, _ground(each, sources)


def _income_table(edition: Edition, sources: dict[str, int]) -> Table:
    table = _table((("收入口径", "what counts as income"), ("规定", "rule"), ("条款 · 把握 · 出处", "clause · certainty · source")), title="")
    stated = flat(edition.income)
    for key, given in edition.income.cited.items():
        table.add_row(_income_key(key), _income_rule(key, stated[key]), _ground(given, sources))
    return table


def _income_key(key: str) -> str:
    """The key in the file, with the register's name of the line."""
    field = HOUSEHOLD_YEAR[key.split(".")[1]] if "." in key else None
    return f"{key} ({say(Words(field.zh, field.en))})" if field else key


def _income_rule(key: str, value: object) -> str:
    """One rule of income in words."""
    if key == "accept_recorded":
        return say(RECORDED_TAKEN if value else RECORDED_NOT_TAKEN)
    if value is None:
        return told("无规定", "no rule")
    if isinstance(value, Mapping):
        conditions = "; ".join(f"{say(Words(HOUSEHOLD_YEAR[fact].zh, HOUSEHOLD_YEAR[fact].en))}: {', '.join(named)}" for fact, named in value.items())
        return told(f"不计入（{conditions}）", f"does not count ({conditions})")
    return told("不计入", "does not count") if value == "always" else f"{value} %"


def _ground(stated: Given | Ground | Rule, sources: dict[str, int]) -> str:
    number = sources.setdefault(stated.source, len(sources) + 1)
    return f"{stated.clause} · {say(stated.certainty.words)} · \\[{number}]"


def _days(edition: Edition) -> str:
    return f"{edition.in_force} – {edition.until or ''}".rstrip()


def difference_lines(a: Edition, b: Edition) -> Iterator[str]:
    """Every change in a sentence; one sentence when there is none."""
    yield f"{a.name} → {b.name}"
    lines = [_change(change, b.in_force.year) for change in changes(a, b)]
    for change in income_changes(a.income, b.income):
        before, after = _income_rule(change.key, change.before), _income_rule(change.key, change.after)
        lines.append(f"  income.{_income_key(change.key)}: {before} → {after}")
    yield from lines or [told("  没有差别", "  no difference")]


def _change(change: Change, year: int) -> str:
    title, way = say(change.rule.criterion.title), say(WAYS[change.way])
    if change.parameter is None:
        verb = told("增加", "added") if change.way is Way.STRICTER else told("取消", "dropped")
        return f"  {verb} {change.key} {title}: {say(asked(change.rule, year=year))} [{change.rule.clause}]"
    if change.parameter == "binding":
        kind = told("参考因素 → 必备条件", "weighed → binding") if change.rule.binding else told("必备条件 → 参考因素", "binding → weighed")
        return f"  {change.key} {title}: {kind} ({way})"
    when = f" {change.year}" if change.year else ""
    return f"  {change.key}{when} {title}: {_number(change, change.before)} → {_number(change, change.after)} ({way})"


def _number(change: Change, given: Given | None) -> str:
    if given is None or change.parameter is None:
        return told("未给出", "not given")
    return say(value_in_words(change.rule.criterion, change.parameter, given.value))


def check_lines(edition: Edition) -> Iterator[str]:
    """What was found sound, and how sure its numbers are."""
    yield told(f"{edition.name} 合格。", f"{edition.name} is sound.")
    if edition.base:
        yield told(f"  没有放宽 {edition.base} 的任何条件", f"  it loosens nothing of {edition.base}")
    for unit in edition.units:
        yield f"  {say(UNITS[unit])}: {len(edition.rules(unit))}"
    yield told("  据信（没有出处）的数字：", "  numbers only believed (no source): ") + f"{_believed(edition)}"
    yield told("  没有定下的事项：", "  left open: ") + f"{len(edition.left_open)}"
    yield f"  sha256 {edition.digest}"


def _believed(edition: Edition) -> int:
    given = [each for unit in edition.units for rule in edition.rules(unit) for each in rule.given.values()]
    return sum(each.certainty == "believed" for one in given for each in (one.years.values() or [one]))
