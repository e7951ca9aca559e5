"""Reads an edition's [income] and lays it over its base: nothing that did not count may count again. Clauses H1, R2c."""

from collections.abc import Mapping
from dataclasses import dataclass

from tuopin.standard.drafts import Ground, Reader
from tuopin.standard.given import Given, Value
from tuopin.standard.income import BUSINESS_LINES, CONDITIONS, TRANSFER_LINES, Exclusion, IncomeRules
from tuopin.standard.reading import Section


@dataclass(frozen=True)
class _Merge:
    """An edition's income rules being written over its base's (None: there is no base)."""

    at: Section
    reader: Reader
    base: IncomeRules | None


def income_rules(at: Section | None, reader: Reader, base: IncomeRules | None) -> IncomeRules:
    """The base's rules with what the file adds. BadInput names the key of anything unknown or looser."""
    if at is None:
        return base or IncomeRules()
    merge = _Merge(at, reader, base)
    start = base or IncomeRules()
    accept, cited = _accept(merge, accept=start.accept_recorded)
    excluded, more = _excluded(merge, start)
    ratios, most = _ratios(merge, start)
    at.done()
    if excluded and accept:
        at.refuse(
            "accept_recorded",
            "有不计入的收入项时，不能采用已登记的纯收入（无法证明其中不含这些项）",
            "where lines do not count, a recorded net income cannot be accepted: it may contain them",
        )
    return IncomeRules(excluded, ratios, accept, {**start.cited, **cited, **more, **most})


def _accept(merge: _Merge, *, accept: bool) -> tuple[bool, dict[str, Given]]:
    if "accept_recorded" not in merge.at:
        return accept, {}
    row = merge.at.section("accept_recorded")
    value = row.switch("value")
    ground = merge.reader.ground(row)
    row.done()
    if merge.base and value and not merge.base.accept_recorded:
        merge.at.refuse("accept_recorded", "放宽了基础标准：基础标准不采用已登记的纯收入", "loosens the base, which does not accept a recorded net income")
    return value, {"accept_recorded": _given(value, ground)}


def _excluded(merge: _Merge, start: IncomeRules) -> tuple[tuple[Exclusion, ...], dict[str, Given]]:
    excluded, cited = {each.fact: each for each in start.excluded}, {}
    for row in merge.at.sections("excluded"):
        fact = row.text("fact")
        if fact not in TRANSFER_LINES:
            row.refuse("fact", f"不是转移性收入的明细项：{fact!r}", f"{fact!r} is not a line of transfers")
        when = _conditions(row)
        cited[f"excluded.{fact}"] = _given(value=True, ground=merge.reader.ground(row))
        row.done()
        if fact in excluded and not _covers(when, excluded[fact].when):
            row.refuse("when", "放宽了基础标准：基础标准中更多情形不计入", "loosens the base, which leaves it out in more cases")
        excluded[fact] = Exclusion(fact, when)
    return tuple(excluded.values()), cited


def _conditions(row: Section) -> dict[str, tuple[str, ...]]:
    if "when" not in row:
        return {}
    table, when = row.section("when"), {}
    for fact in table.left():
        values = table.names(fact)
        if fact not in CONDITIONS or not values or not set(values) <= set(CONDITIONS[fact]):
            table.refuse(fact, "不认识的条件", "this condition is not known")
        when[fact] = values
    return when


def _covers(new: Mapping[str, tuple[str, ...]], old: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the new condition holds wherever the old one does: the line is left out at least as often."""
    return all(fact in old and set(old[fact]) <= set(values) for fact, values in new.items())


def _ratios(merge: _Merge, start: IncomeRules) -> tuple[dict[str, int], dict[str, Given]]:
    ratios, cited = dict(start.cost_ratios), {}
    for row in merge.at.sections("cost_ratios"):
        line, percent = row.text("line"), row.number("percent")
        if line not in BUSINESS_LINES:
            row.refuse("line", f"不是生产经营性收入的明细项：{line!r}", f"{line!r} is not a line of business income")
        if not 0 <= percent <= 100:
            row.refuse("percent", f"应为 0 至 100，却是 {percent}", f"expected 0 to 100, found {percent}")
        if merge.base and (line not in merge.base.cost_ratios):
            row.refuse("line", "放宽了基础标准：未登记的成本在基础标准中是“不明”", "loosens the base, where an unrecorded cost is unknown")
        if percent < ratios.get(line, 0):
            row.refuse("percent", f"放宽了基础标准：由 {ratios[line]}% 降为 {percent}%", f"loosens the base: from {ratios[line]} % to {percent} %")
        ratios[line] = percent
        cited[f"cost_ratios.{line}"] = _given(percent, merge.reader.ground(row))
        row.done()
    return ratios, cited


def _given(value: Value, ground: Ground) -> Given:
    return Given(value, ground.clause, ground.source, ground.certainty)
