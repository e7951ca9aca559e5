"""A county's working lists with householders' names, for the office that works with them: joined from result and snapshot. Clause R2d."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import narwhals as nw
import polars as pl

from tuopin.assessment.blanks import blanks
from tuopin.assessment.explain_members import who
from tuopin.assessment.facts import counted_members, household_facts
from tuopin.assessment.households import OFF_REGISTER, ON_REGISTER
from tuopin.assessment.listing import names_of
from tuopin.assessment.reasons import lower_is_better, threshold_of
from tuopin.assessment.result import Result
from tuopin.assessment.settings import Run
from tuopin.standard.criterion import EachMember, Finding, Measure
from tuopin.standard.rule import Rule

NEAR = Fraction(1, 10)
ORDER = ("village_code", "group_order", "household_code")
NUMERALS = "一二三四五六七八九"  # 一组, 二组, … in the order of their numbers


@dataclass(frozen=True)
class Working:
    """One county of a result with its snapshot."""

    result: Result
    run: Run
    county: str

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the county and of all places in it."""
        return names_of(self.run.snapshot, self.county)

    @cached_property
    def roster(self) -> pl.DataFrame:
        """Every household with its verdict, township, village, group and householder, in the order of a list that is read."""
        own = self.run.snapshot.scan("household", self.county).select("household_code", "group_name", "head_name")
        joined = self.result.verdicts(self.county).join(own, on="household_code", how="left").collect()
        village, township = pl.col("village_code"), pl.col("village_code").str.slice(0, 9)
        return joined.with_columns(
            village=village.replace_strict(self.names, default=village, return_dtype=pl.String),
            township=township.replace_strict(self.names, default=township, return_dtype=pl.String),
            group_order=pl.col("group_name").str.replace_many(list(NUMERALS), list("123456789")),
        ).sort(ORDER, nulls_last=True)

    @cached_property
    def leaving(self) -> pl.DataFrame:
        """Households that may leave."""
        return self.roster.filter("may_leave")

    def failing(self, *, exited: bool) -> pl.DataFrame:
        """A row for each household and criterion not met: value, threshold, what is missing; of those exited, or still on the register."""
        status = pl.col("status") == "exited" if exited else pl.col("status").is_in(ON_REGISTER)
        some = self.roster.filter(status & ~pl.col("standard_met"))
        parts = [self._failed(some, rule, finding, order=order) for order, (rule, finding) in enumerate(self.run.findings.items())]
        return pl.concat(parts, how="diagonal").sort(*ORDER, "_order", nulls_last=True)

    @cached_property
    def unknown(self) -> pl.DataFrame:
        """A row for each household and criterion that cannot be told: which facts are blank, of whom."""
        names = [rule.criterion.name for rule in self.run.findings]
        some = self.roster.filter(pl.any_horizontal(pl.col(name).is_null() for name in names) & ~pl.col("status").is_in(OFF_REGISTER))
        long = blanks(self.run, self.county, some).join(self._whose(), on=("household_code", "criterion"), how="left")
        order = {name: number for number, name in enumerate(names)}
        rank = pl.col("criterion").replace_strict(order, return_dtype=pl.Int32)
        return some.join(long, on="household_code", how="inner").with_columns(_order=rank).sort(*ORDER, "_order", nulls_last=True)

    @cached_property
    def near(self) -> pl.DataFrame:
        """Households whose income is within a tenth of the line, on either side, the closest first."""
        rule, finding = next(((rule, found) for rule, found in self.run.findings.items() if rule.criterion.measure is Measure.FEN_PER_HEAD), (None, None))
        line = threshold_of(finding) if finding else None
        if rule is None or line is None:
            return self.roster.clear().with_columns(value=pl.lit(0), line=pl.lit(0), margin=pl.lit(0))
        value = pl.col(f"{rule.criterion.name}_value")
        told = self.roster.with_columns(value=value, line=pl.lit(line), margin=value - line)
        close = pl.col("margin").abs() * NEAR.denominator <= line * NEAR.numerator
        return told.filter(close & ~pl.col("status").is_in(OFF_REGISTER)).sort("margin", *ORDER, nulls_last=True)

    def _failed(self, some: pl.DataFrame, rule: Rule, finding: Finding | EachMember, *, order: int) -> pl.DataFrame:
        name, have = rule.criterion.name, some.columns
        value = pl.col(f"{name}_value") if f"{name}_value" in have else pl.lit(None, pl.Int64)
        threshold = pl.col(f"{name}_threshold") if f"{name}_threshold" in have else pl.lit(threshold_of(finding), pl.Int64)
        told = some.filter(~pl.col(name)).with_columns(criterion=pl.lit(name), value=value, threshold=threshold, _order=pl.lit(order))
        if rule.criterion.measure is Measure.FEN_PER_HEAD:
            return self._income_missing(told)
        margin = pl.col("threshold") - pl.col("value") if lower_is_better(finding) else pl.col("value") - pl.col("threshold")
        return told.with_columns(missing=-margin)

    def _income_missing(self, told: pl.DataFrame) -> pl.DataFrame:
        """The fewest fen more a head that put the year's income strictly above the line; null where only an earlier year fails."""
        facts = self._income.select("household_code", "net_income_0", "members_0")
        whole = pl.col("members_0").cast(pl.Int64) * pl.col("threshold") - pl.col("net_income_0") + 1
        missing = pl.when(whole > 0).then((whole + pl.col("members_0") - 1) // pl.col("members_0"))
        return told.join(facts, on="household_code", how="left", maintain_order="left").with_columns(missing=missing).drop("net_income_0", "members_0")

    @cached_property
    def _income(self) -> pl.DataFrame:
        years = [self.run.snapshot.scan("household_year", self.county, self.run.year - back) for back in range(self.run.looks_back)]
        persons = self.run.snapshot.scan("person_year", self.county, self.run.year)
        facts = household_facts(
            nw.from_native(self.run.snapshot.scan("household", self.county)),
            years=[nw.from_native(frame) for frame in years],
            counted=counted_members(nw.from_native(persons), self.run.findings),
            edition=self.run.edition,
        )
        counted: pl.DataFrame = facts.to_native().select("household_code", "net_income_0", "members_0").collect()
        return counted

    def _whose(self) -> pl.DataFrame:
        """For each household and criterion on members: of whom it cannot be told, by relation and age."""
        persons = self.run.snapshot.scan("person_year", self.county, self.run.year)
        people = self.run.snapshot.scan("person", self.county).select("person_code", "relation")
        told: list[tuple[str, str, str]] = []
        for rule, finding in self.run.findings.items():
            if isinstance(finding, EachMember):
                unknown = nw.from_native(persons).filter(finding.must.is_null()).to_native()
                rows = unknown.join(people, on="person_code", how="left").select("household_code", "relation", "birth_on").collect()
                told += [(row[0], rule.criterion.name, who(row[1], row[2], self.run.year).both) for row in rows.iter_rows()]
        frame = pl.DataFrame(told, schema=["household_code", "criterion", "whose"], orient="row", schema_overrides={"whose": pl.String})
        return frame.cast(pl.String).group_by("household_code", "criterion", maintain_order=True).agg(pl.col("whose").str.join("\n"))
