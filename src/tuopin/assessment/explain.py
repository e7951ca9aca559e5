"""One household explained from the run's verdict and the snapshot's facts, read for that household alone. Clauses R3c, H1, P0."""



from tuopin.assessment.explain_known import Known, Row, look_up, place_chain
from tuopin.assessment.explain_members import counted, members
from tuopin.assessment.explain_reads import household_read
from tuopin.assessment.facts_read import in_words
from tuopin.assessment.gap import find_out, gaps
from tuopin.assessment.reasons import lower_is_better, threshold_of
from tuopin.assessment.result import Result
from tuopin.assessment.sentences import household_sentence
from tuopin.assessment.told import Found, Head, HouseholdTold, Member, Numbers
from tuopin.assessment.wording import asked, verdict_of
from tuopin.register.schema import TABLES
from tuopin.register.snapshot import Snapshot
from tuopin.standard.criterion import EachMember, Finding, Unit
from tuopin.standard.edition import Edition
from tuopin.standard.rule import Rule


def explain_household(result: Result, snapshot: Snapshot, edition: Edition, *, code: str, names: bool = False) -> HouseholdTold:
    """Every criterion of one household. BadInput if the result has no such household; Refused if the facts give another verdict."""
    return explained(look_up(result, snapshot, edition, code=code), names=names)


def explained(known: Known, *, names: bool = False) -> HouseholdTold:
    """Every criterion of the household that was looked up; with the names its persons have, if they are asked for."""
    findings = tuple(_found(known, rule, finding, names=names) for rule, finding in known.run.findings.items())
    row, snapshot = known.verdict, known.run.snapshot
    field = TABLES["household"]["status"]
    head = Head(
        unit=str(Unit.HOUSEHOLD),
        code=known.code,
        place=place_chain(snapshot, row["village_code"]),
        year=known.run.year,
        edition=known.run.edition.name,
        synthetic=snapshot.synthetic,
        verdict=verdict_of(row["standard_met"]),
        may_leave=bool(row["may_leave"]),
        sentence=household_sentence(row["status"], row["standard_met"], findings),
    )
    return HouseholdTold(head, in_words(field, row["status"]), findings)


def _found(known: Known, rule: Rule, finding: Finding | EachMember, *, names: bool) -> Found:
    criterion, year = rule.criterion, known.run.year
    people: tuple[Member, ...] = ()
    if isinstance(finding, EachMember):
        people = members(known.persons, criterion, finding, year=year, names=names)
    numbers = numbers_of(known.verdict, rule, finding)
    verdict = verdict_of(known.verdict[criterion.name])
    facts = household_read(known, rule, people)
    return Found(
        criterion=criterion.name,
        title=criterion.title,
        clause=rule.clause,
        binding=rule.binding,
        verdict=verdict,
        asked=asked(rule, year=year),
        numbers=numbers,
        facts=facts,
        members=people,
        remedy=gaps(known.facts, rule, numbers, year=year) if verdict == "not_met" else (),
        find_out=find_out(facts, people) if verdict == "unknown" or counted(people)["unknown"] else (),
    )


def numbers_of(row: Row, rule: Rule, finding: Finding | EachMember) -> Numbers:
    """Value, threshold and margin of one criterion from a verdict row."""
    name = rule.criterion.name
    value, threshold = row.get(f"{name}_value"), row.get(f"{name}_threshold", threshold_of(finding))
    margin = None
    if value is not None and threshold is not None:
        margin = threshold - value if lower_is_better(finding) else value - threshold
    return Numbers(str(rule.criterion.measure), value, threshold, margin)


