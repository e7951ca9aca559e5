"""A village, township or county explained: its counts, its rate as whole counts, each criterion, what holds it back. Clauses V1, V2, C2."""



from collections.abc import Iterable

from tuopin.assessment.facts_read import Fact, fact, field_named
from tuopin.assessment.gap import find_out
from tuopin.assessment.households import findings
from tuopin.assessment.place_counts import COUNTS, UNITS, Row, held_back, place_row, rate_of, room_of
from tuopin.assessment.reasons import lower_is_better, threshold_of
from tuopin.assessment.result import Result
from tuopin.assessment.sentences import place_sentence
from tuopin.assessment.told import Found, Head, Numbers, PlaceTold
from tuopin.assessment.wording import NOTHING, asked, measured, remedy, verdict_of
from tuopin.common.places import region
from tuopin.standard.criterion import EachMember, Finding
from tuopin.standard.edition import Edition
from tuopin.standard.rule import Rule


def explain_place(result: Result, edition: Edition, code: str, *, place: str) -> PlaceTold:
    """One place of the result. BadInput if the result has none of that code; `place` is its name for people."""
    unit, year = UNITS[len(code)], int(result.manifest["year"])
    row = place_row(result, edition, code)
    rules = findings(edition, unit, year)
    told = tuple(_found(row, rule, finding, year=year) for rule, finding in rules.items())
    verdict = verdict_of(row.get("standard_met"))
    head = Head(
        unit=str(unit),
        code=code,
        place=place,
        year=year,
        edition=edition.name,
        synthetic=bool(result.manifest["snapshot"]["synthetic"]),
        verdict=verdict,
        may_leave=bool(row.get("may_leave")),
        sentence=place_sentence(row, told),
    )
    counts = tuple((name, words, row.get(name)) for name, words in COUNTS)
    room = room_of(row, _limit(row, told), at_limit=_at_limit(rules))
    return PlaceTold(head, counts, rate_of(row), room, told, held_back(result, edition, code))


def place_numbers(row: Row, rule: Rule, finding: Finding | EachMember) -> Numbers:
    """Value, threshold and margin of one criterion from a place's row."""
    name = rule.criterion.name
    value, threshold = row.get(f"{name}_value"), row.get(f"{name}_threshold", threshold_of(finding))
    margin = None
    if value is not None and threshold is not None:
        margin = threshold - value if lower_is_better(finding) else value - threshold
    return Numbers(str(rule.criterion.measure), value, threshold, margin)


def _found(row: Row, rule: Rule, finding: Finding | EachMember, *, year: int) -> Found:
    criterion, numbers = rule.criterion, place_numbers(row, rule, finding)
    verdict = verdict_of(row[criterion.name])
    code = next(row[name] for name in ("village_code", "township_code", "county_code") if name in row)
    facts = tuple(_facts(row, rule))
    gap = NOTHING if numbers.margin is None else measured(numbers.measure, abs(numbers.margin))
    return Found(
        criterion=criterion.name,
        title=criterion.title,
        clause=rule.clause,
        binding=rule.binding,
        verdict=verdict,
        asked=asked(rule, year=year, region=region(code[:6])),
        numbers=numbers,
        facts=facts,
        remedy=(remedy(rule, gap, year=year, region=region(code[:6])),) if verdict == "not_met" else (),
        find_out=find_out(facts, ()) if verdict == "unknown" else (),
    )


def _facts(row: Row, rule: Rule) -> list[Fact]:
    """The facts a place's criterion read. A criterion named like a fact has taken its column; the fact is then its value."""
    told = []
    for name in rule.criterion.reads:
        field = field_named(name, "village_year", "county_year")
        held = f"village_{name}" if f"village_{name}" in row else name  # all households of a village, not those counted in the register
        value = row.get(f"{name}_value", row.get(name)) if name == rule.criterion.name else row.get(held)
        if field is not None and name in row:
            told.append(fact(field, value))
    return told


def _limit(row: Row, told: tuple[Found, ...]) -> int | None:
    threshold = next((each.numbers.threshold for each in told if each.criterion == "incidence"), row.get("incidence_threshold"))
    return None if threshold is None else threshold // 100


def _at_limit(rules: Iterable[Rule]) -> object:
    """Whether exactly the limit passes, as the edition reads it."""
    given = next((rule.given["at_limit"] for rule in rules if "at_limit" in rule.given), None)
    return given is None or given.value
