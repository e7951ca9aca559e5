"""What is known of one household: the run's verdict and the snapshot's facts, only the files needed read and verified. Clause P0."""


from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

from tuopin.assessment import companion
from tuopin.assessment.facts import counted_members, household_facts
from tuopin.assessment.households import judged
from tuopin.assessment.result import Result
from tuopin.assessment.settings import Run
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words
from tuopin.register.snapshot import Snapshot
from tuopin.standard.edition import Edition

Row = Mapping[str, Any]


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
        counted=counted_members(nw.from_native(persons.lazy()), run.findings),
        edition=run.edition,
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
