"""An edition as plain values, for machines: every number with its clause, source and certainty."""

from collections.abc import Mapping
from typing import Any

from tuopin.common.words import Words
from tuopin.standard.difference import Change, IncomeChange
from tuopin.standard.edition import Edition
from tuopin.standard.given import Given
from tuopin.standard.rule import Rule


def plain_edition(edition: Edition) -> dict[str, Any]:
    """Everything the edition says. Numbers are in the unit they are compared in (fen, hundredths of m², percent, years)."""
    return {
        **plain_head(edition),
        "units": {unit: [plain_rule(rule) for rule in edition.rules(unit)] for unit in edition.units},
        "income": {
            "accept_recorded": edition.income.accept_recorded,
            "excluded": [{"fact": each.fact, "when": {key: list(values) for key, values in each.when.items()}} for each in edition.income.excluded],
            "cost_ratios": dict(edition.income.cost_ratios),
            "cited": {key: plain_given(given) for key, given in edition.income.cited.items()},
        },
        "left_open": [_words(each) for each in edition.left_open],
    }


def plain_head(edition: Edition) -> dict[str, Any]:
    """Name, title, days, place, base, digest."""
    ground = edition.in_force_ground
    return {
        "name": edition.name,
        "title": _words(edition.title),
        "authority": edition.authority,
        "base": edition.base,
        "in_force": {"on": edition.in_force.isoformat(), "clause": ground.clause, "source": ground.source, "certainty": ground.certainty},
        "until": edition.until and edition.until.isoformat(),
        "digest": edition.digest,
    }


def plain_rule(rule: Rule) -> dict[str, Any]:
    """One criterion with its numbers."""
    return {
        "criterion": rule.criterion.name,
        "title": _words(rule.criterion.title),
        "asks": _words(rule.criterion.asks),
        "clause": rule.clause,
        "source": rule.source,
        "certainty": rule.certainty,
        "binding": rule.binding,
        "reads": list(rule.criterion.reads),
        "given": {name: plain_given(given) for name, given in rule.given.items()},
    }


def plain_given(given: Given) -> dict[str, Any]:
    """One number, or one a year."""
    if given.years:
        return {"years": {str(year): plain_given(each) for year, each in given.years.items()}}
    more = {key: _words(words) for key, words in (("basis", given.basis), ("concept", given.concept)) if words}
    return {"value": plain_value(given), "clause": given.clause, "source": given.source, "certainty": given.certainty, **more}


def plain_change(change: Change) -> dict[str, Any]:
    """One change between two editions."""
    return {
        "key": change.key,
        "year": change.year,
        "way": change.way,
        "before": plain_value(change.before),
        "after": plain_value(change.after),
    }


def plain_income_change(change: IncomeChange) -> dict[str, Any]:
    """One change of what counts as income."""
    return {"key": f"income.{change.key}", "before": change.before, "after": change.after}


def plain_value(given: Given | None) -> Any:
    """The value as JSON holds it; None where nothing is given."""
    if given is None or isinstance(given.value, int):
        return given and given.value
    return dict(given.value) if isinstance(given.value, Mapping) else list(given.value or ())


def _words(words: Words) -> dict[str, str]:
    return words._asdict()
