"""What a run's columns mean: each criterion with its numbers, clause, source and threshold, as plain values for the manifest."""

from typing import Any

from tuopin.assessment.households import findings
from tuopin.assessment.reasons import lower_is_better, threshold_of
from tuopin.standard.criterion import EachMember, Unit
from tuopin.standard.edition import Edition


def definitions(edition: Edition, year: int) -> dict[str, list[dict[str, Any]]]:
    """For each kind of unit its criteria in order: name, title, clause, measure, threshold of that year, binding or weighed."""
    return {
        str(unit): [
            {
                "criterion": rule.criterion.name,
                "title": {"zh": rule.criterion.title.zh, "en": rule.criterion.title.en},
                "clause": rule.clause,
                "measure": str(rule.criterion.measure),
                "threshold": threshold_of(finding),
                "better": "lower" if lower_is_better(finding) else "higher",
                "of_members": isinstance(finding, EachMember),
                "binding": rule.binding,
            }
            for rule, finding in findings(edition, unit, year).items()
        ]
        for unit in Unit
        if edition.rules(unit)
    }
