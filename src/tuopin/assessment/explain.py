"""One household explained from the run's verdict and the snapshot's facts, read for that household alone. Clauses R3c, H1, P0."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

from tuopin.assessment import companion
from tuopin.assessment.explain_members import counted, members
from tuopin.assessment.facts import household_facts
from tuopin.assessment.facts_read import Fact, fact, field_named, in_words
from tuopin.assessment.gap import find_out, gaps
from tuopin.assessment.households import judged
from tuopin.assessment.reasons import lower_is_better, threshold_of
from tuopin.assessment.result import Result
from tuopin.assessment.run import Run
from tuopin.assessment.sentences import household_sentence
from tuopin.assessment.told import Found, Head, HouseholdTold, Member, Numbers
from tuopin.assessment.wording import asked, verdict_of
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words
from tuopin.register.schema import TABLES, Field
from tuopin.register.snapshot import Snapshot
from tuopin.standard.criterion import EachMember, Finding, Measure, Unit
from tuopin.standard.edition import Edition
from tuopin.standard.income import MAIN_LINES
from tuopin.standard.rule import Rule

Row = Mapping[str, Any]
RECORDED = ("net_income", "net_income_per_head")


@dataclass(frozen=True)
class Known:
    """What is known of one household: its verdict, its facts, its members' facts, the criteria of the run."""

    run: Run
    verdict: Row
    facts: Row
    persons: pl.DataFrame

    @property
    def code(self) -> str:
        """The household's number."""
        return str(self.verdict["household_code"])


def explain_household(result: Result, snapshot: Snapshot, edition: Edition, *, code: str, names: bool = False) -> HouseholdTold:
    """Every criterion of one household. BadInput if the result has no such household; Refused if the facts give another verdict."""
    known = look_up(result, snapshot, edition, code=code)
    findings = tuple(_found(known, rule, finding, names=names) for rule, finding in known.run.findings.items())
    row = known.verdict
    field = TABLES["household"]["status"]
    head = Head(
        unit=str(Unit.HOUSEHOLD),
        code=code,
        place=place_chain(snapshot, row["village_code"]),
        year=known.run.year,
        edition=edition.name,
        synthetic=snapshot.synthetic,
        verdict=verdict_of(row["standard_met"]),
        may_leave=bool(row["may_leave"]),
        sentence=household_sentence(row["status"], row["standard_met"], findings),
    )
    return HouseholdTold(head, in_words(field, row["status"]), findings)


def look_up(result: Result, snapshot: Snapshot, edition: Edition, *, code: str) -> Known:
    """The verdict from the result and the facts from the snapshot, which must agree; only the files read are verified."""
    found = result.household(code)
    if found.is_empty():
        raise BadInput(code, Words("结果中没有这个户编号", "the result has no household of this number"))
    verdict = found.row(0, named=True)
    run, county = Run(snapshot, edition, result.manifest["year"]), verdict["village_code"][:6]
    years = [run.year - back for back in range(run.looks_back)]
    companion.verified(snapshot, companion.county_files(snapshot, county, years))
    facts, persons = _read(run, code, county=county, years=years)
    known = Known(run, verdict, facts.row(0, named=True), persons)
    _agree(known, facts)
    return known


def place_chain(snapshot: Snapshot, code: str) -> str:
    """The names of a place from the county down, as the snapshot has them."""
    codes = [code[:digits] for digits in (6, 9, 12) if digits <= len(code)]
    rows = snapshot.scan("place").filter(pl.col("code").is_in(codes)).select("code", "name").collect().rows()
    found = dict(rows)
    return " ".join(found.get(each) or each for each in codes)


def _read(run: Run, code: str, *, county: str, years: list[int]) -> tuple[pl.DataFrame, pl.DataFrame]:
    def own(table: str, year: int | None = None) -> pl.LazyFrame:
        return run.snapshot.scan(table, county, year).filter(pl.col("household_code") == code)

    persons = own("person_year", run.year).collect()
    facts = household_facts(
        nw.from_native(own("household")),
        years=[nw.from_native(own("household_year", year)) for year in years],
        persons=nw.from_native(persons.lazy()),
        edition=run.edition,
        findings=run.findings,
    )
    people = own("person").select("person_code", "relation", "name").collect()
    return facts.to_native().collect(), persons.join(people, on="person_code", how="left", maintain_order="left")


def _agree(known: Known, facts: pl.DataFrame) -> None:
    again = judged(nw.from_native(facts.lazy()), known.run.findings).to_native().collect().row(0, named=True)
    if any(again[name] != value for name, value in known.verdict.items()):
        raise Refused(
            "result-changed",
            clause="P0",
            because=Words(
                "按快照重新核算与结果不一致：结果已被改动，或由不同版本的程序得出",
                "judged again from the snapshot it differs: the result was changed, or made by another version",
            ),
            remedy=Words("重新评估", "assess again"),
        )


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


def household_read(known: Known, rule: Rule, people: tuple[Member, ...]) -> tuple[Fact, ...]:
    """The household's own facts a criterion reads; for income its lines, the net income of each year, the members."""
    if rule.criterion.measure is Measure.FEN_PER_HEAD:
        return _income_read(known)
    facts = [_own(known.facts, name) for name in rule.criterion.reads if name in known.facts]
    if people or rule.criterion.measure is Measure.PERSONS:
        facts += [_own(known.facts, "members_0"), _own(known.facts, "persons")]
    return tuple(facts)


def _income_read(known: Known) -> tuple[Fact, ...]:
    facts = known.facts
    years = [_yearly(facts, back, known.run.year - back) for back in range(known.run.looks_back)]
    lines = [_own(facts, name) for name in known.run.edition.income.reads if name in facts and name != "members"]
    if any(line.recorded for line in lines if line.name in MAIN_LINES):
        lines = [line for line in lines if line.name not in RECORDED or line.recorded]
    if facts["net_income_0"] is not None:
        lines = [line for line in lines if line.recorded]
    return (*lines, *(each for pair in years for each in pair))


def _yearly(facts: Row, back: int, year: int) -> tuple[Fact, Fact]:
    net, counted_as = _field("net_income_0"), _field("members_0")
    income = fact(net, facts[f"net_income_{back}"], Words(f"{year} 年{net.zh}", f"{net.en}, {year}"))
    return income, fact(counted_as, facts[f"members_{back}"], Words(f"{year} 年{counted_as.zh}", f"{counted_as.en}, {year}"))


def _own(facts: Row, name: str) -> Fact:
    return fact(_field(name), facts[name])


def _field(name: str) -> Field:
    field = field_named(name, "household_year", "household")
    if field is None:
        raise KeyError(name)
    return field
