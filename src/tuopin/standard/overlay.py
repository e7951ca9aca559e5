"""Lays an edition over its base and proves that nothing is loosened: an overlay may tighten or add. Clauses R2b, R2c, W2a."""

from collections.abc import Mapping

from tuopin.standard.criterion import Criterion, Stricter
from tuopin.standard.drafts import RuleDraft
from tuopin.standard.given import Given, Value
from tuopin.standard.rule import Rule


def laid_over(base: tuple[Rule, ...], drafts: tuple[RuleDraft, ...], edition: str) -> tuple[Rule, ...]:
    """The base's rules in their order, each tightened where the overlay says so, then what the overlay adds."""
    named = {draft.criterion.name: draft for draft in drafts}
    kept = [_tightened(rule, named.pop(rule.criterion.name, None), edition) for rule in base]
    return (*kept, *(_added(draft, edition) for draft in named.values()))


def _tightened(rule: Rule, draft: RuleDraft | None, edition: str) -> Rule:
    if draft is None:
        return Rule(rule.criterion, rule.clause, rule.source, rule.certainty, rule.given, rule.binding, edition)
    if rule.binding and draft.binding is False:
        draft.at.refuse("binding", "地方标准不得把必备条件改为参考因素", "an overlay may not make a binding criterion a weighed one")
    for parameter, given in draft.given.items():
        prove(draft, parameter, old=rule.given[parameter], new=given)
    binding = rule.binding if draft.binding is None else draft.binding
    return _rule(draft, {**rule.given, **draft.given}, edition, binding=binding)


def _added(draft: RuleDraft, edition: str) -> Rule:
    for parameter in draft.criterion.parameters:
        if parameter not in draft.given:
            draft.at.refuse(f"given.{parameter}", "缺少这一项", "this key is missing")
    return _rule(draft, draft.given, edition, binding=draft.binding is not False)


def _rule(draft: RuleDraft, given: Mapping[str, Given], edition: str, *, binding: bool) -> Rule:
    ordered = {parameter: given[parameter] for parameter in draft.criterion.parameters}
    ground = draft.ground
    return Rule(draft.criterion, ground.clause, ground.source, ground.certainty, ordered, binding, edition)


def prove(draft: RuleDraft, parameter: str, *, old: Given, new: Given) -> None:
    """Refuse a number that is looser than the base's in any year, or that stands in a year the base has no number for.

    A year that the base has and the overlay has not is no loosening: the assessment of that year is refused.
    """
    where = f"given.{parameter}"
    if old.years and not new.years:
        draft.at.refuse(where, "基础标准按年给出，这里也须按年给出", "the base gives it by year, so it must be given by year here")
    if not new.years:
        _compare(draft, parameter, old=old, new=new)
    for year, after in new.years.items():
        before = old.at(year)
        if before is None:
            zh, en = f"基础标准没有 {year} 年的数字，无从证明没有放宽", f"the base has no number for {year}, so it cannot be shown not to loosen"
            draft.at.refuse(where, zh, en)
        _compare(draft, parameter, old=before, new=after, year=year)


def _compare(draft: RuleDraft, parameter: str, *, old: Given, new: Given, year: int | None = None) -> None:
    if is_stricter(draft.criterion.stricter[parameter], old.value, new.value):
        return
    zh, en = (f"（{year} 年）", f" in {year}") if year else ("", "")
    before, after = shown(draft.criterion, parameter, old), shown(draft.criterion, parameter, new)
    draft.at.refuse(f"given.{parameter}", f"放宽了基础标准{zh}：由 {before} 改为 {after}", f"loosens the base{en}: from {before} to {after}")


def is_stricter(way: Stricter, old: Value | None, new: Value | None) -> bool:
    """Whether the new value is the old one or stricter, region by region where they differ by region."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(is_stricter(way, old[key], new[key]) for key in old)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return set(new) <= set(old) if way is Stricter.FEWER else set(new) >= set(old)
    if isinstance(old, int) and isinstance(new, int):
        return new >= old if way is Stricter.HIGHER else new <= old
    return False


def shown(criterion: Criterion, parameter: str, given: Given) -> str:
    """A value as the file writes it."""
    scale = criterion.units[parameter].scale if parameter in criterion.units else 1
    if isinstance(given.value, Mapping):
        return ", ".join(f"{key} = {number}" for key, number in given.value.items())
    if isinstance(given.value, tuple):
        return ", ".join(given.value)
    return str(given.value / scale if isinstance(given.value, int) and scale != 1 else given.value)
