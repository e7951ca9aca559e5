"""What to find out about households that cannot be told: for each criterion the facts that are not recorded. Clause R3a.

Facts are named by tokens of a closed list, the register's own field names and three more: records that contradict each other,
members without a record of the year, the income of an earlier year.
"""

from collections.abc import Iterable
from functools import cache

import narwhals as nw
import polars as pl

from tuopin.assessment.facts_read import COUNTED, label_of
from tuopin.assessment.settings import Run
from tuopin.register.schema import TABLES, Choice, Option
from tuopin.register.snapshot import read_counties
from tuopin.standard.criteria import CRITERIA
from tuopin.standard.criterion import EachMember, Measure, Unit
from tuopin.standard.income import MAIN_LINES
from tuopin.standard.rule import Rule

CONTRADICT, UNCOUNTED, EARLIER = "contradict", "uncounted_members", "earlier_income"
SHAPE = {"household_code": pl.String, "criterion": pl.String, "find_out": pl.String}


@cache
def facts_choice() -> Choice:
    """Every fact that may be missing, as a closed list with labels."""
    fields = {field.name: field for name in ("household", "person_year", "household_year") for field in TABLES[name].fields} | COUNTED
    options = [Option(field.name, (label_of(field).zh,), label_of(field).en) for field in fields.values()]
    special = (
        Option(CONTRADICT, ("记录互相矛盾或不全，请入户核实",), "records that contradict each other: visit and see"),
        Option(UNCOUNTED, ("当年没有记录的家庭成员",), "members without a record of the year"),
        Option(EARLIER, ("以前年份的收入",), "income of an earlier year"),
    )
    return Choice("fact", (*options, *special))


def blanks(run: Run, county: str, verdicts: pl.DataFrame) -> pl.DataFrame:
    """household_code, criterion, find_out (tokens joined by "|"), a row for each unknown criterion of the verdicts given."""
    parts = []
    for rule, finding in run.findings.items():
        unknown = verdicts.filter(pl.col(rule.criterion.name).is_null()).select("household_code")
        if len(unknown):
            told = _of_members(run, county, rule, finding=finding) if isinstance(finding, EachMember) else _of_household(run, county, rule)
            joined = unknown.lazy().join(told, on="household_code", how="left", maintain_order="left")
            parts.append(joined.select("household_code", criterion=pl.lit(rule.criterion.name), find_out=_or(pl.col("find_out"))).collect())
    return pl.concat(parts) if parts else pl.DataFrame(schema=SHAPE)


def read_by(names: Iterable[str]) -> dict[str, str]:
    """For each household criterion all the facts it reads, where the snapshot is not at hand to tell which are blank."""
    known = set(facts_choice().tokens)
    return {name: "|".join(fact for fact in CRITERIA[Unit.HOUSEHOLD, name].reads if fact in known) for name in names}


def _of_household(run: Run, county: str, rule: Rule) -> pl.LazyFrame:
    year = read_counties(run.snapshot, "household_year", [county], year=run.year)
    own = read_counties(run.snapshot, "household", [county])
    names = _income_reads(run) if rule.criterion.measure is Measure.FEN_PER_HEAD else rule.criterion.reads
    facts = own.join(year, on="household_code", how="left")
    have = [name for name in names if name in facts.collect_schema().names()]
    whole = _joined([*have, *(("members",) if rule.criterion.measure is Measure.FEN_PER_HEAD else ())])
    if run.looks_back > 1 and rule.criterion.measure is Measure.FEN_PER_HEAD:
        whole = pl.when(whole == "").then(pl.lit(EARLIER)).otherwise(whole)
    return facts.select("household_code", find_out=whole)


def _of_members(run: Run, county: str, rule: Rule, *, finding: EachMember) -> pl.LazyFrame:
    """The facts that are blank for some member of whom it cannot be told; members who are only counted come last."""
    persons = read_counties(run.snapshot, "person_year", [county], year=run.year)
    judged = nw.from_native(persons).with_columns(finding.must.alias("_must")).to_native()
    blank = pl.col("_must").is_null()
    some = [pl.when((blank & pl.col(name).is_null()).any()).then(pl.lit(name)).alias(name) for name in rule.criterion.reads]
    by_household = judged.group_by("household_code").agg(*some, _persons=pl.len())
    counted = read_counties(run.snapshot, "household_year", [county], year=run.year).select("household_code", "members")
    facts = counted.join(by_household, on="household_code", how="left")
    short = (pl.col("_persons").fill_null(0) < pl.col("members")).fill_null(value=True)
    words = pl.concat_str([*rule.criterion.reads, pl.when(short).then(pl.lit(UNCOUNTED))], separator="|", ignore_nulls=True)
    return facts.select("household_code", find_out=words)


def _income_reads(run: Run) -> tuple[str, ...]:
    """The lines an income is made of; the recorded sum is no line of its own."""
    return tuple(name for name in run.edition.income.reads if name in MAIN_LINES or name not in {"net_income", "net_income_per_head", "members"})


def _joined(names: list[str]) -> pl.Expr:
    return pl.concat_str([pl.when(pl.col(name).is_null()).then(pl.lit(name)) for name in names], separator="|", ignore_nulls=True)


def _or(told: pl.Expr) -> pl.Expr:
    return pl.when(told.fill_null("") == "").then(pl.lit(CONTRADICT)).otherwise(told)
