"""A rule is a criterion with an edition's numbers: what a household, village, township or county must meet. Clauses H1, V1-V2, C1-C2."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.standard.criterion import Criterion, EachMember, Finding, Shape
from tuopin.standard.given import ByYear, Certainty, Given, MissingYear

NO_NUMBER = Words(
    "标准 {edition} 没有 {year} 年的“{title}”（{unit}.{criterion}）数字",
    "edition {edition} has no number for {title} ({unit}.{criterion}) in {year}",
)
NO_NUMBER_REMEDY = Words("换用当年有效的标准，不得用相邻年份代替", "use an edition that covers the year; a neighbouring year is no substitute")


@dataclass(frozen=True, eq=False)
class Rule:
    """One criterion as an edition asks it.

    A rule that is not `binding` is weighed: its facts must be known and are shown, but a finding of not met does not by itself
    block the exit (ADR-0015).
    """

    criterion: Criterion
    clause: str
    source: str
    certainty: Certainty
    given: Mapping[str, Given]
    binding: bool
    edition: str

    @property
    def key(self) -> str:
        """Unit and name, as editions, tables and messages call it: household.income."""
        return f"{self.criterion.unit}.{self.criterion.name}"

    def finding(self, year: int) -> Finding | EachMember:
        """The finding for an assessed year, as expressions over the unit's facts. Refused if a number of a year it needs is missing."""
        passed: dict[str, Any] = {"year": year} if self.criterion.takes_year else {}
        try:
            for name, shape in self.criterion.parameters.items():
                passed[name] = _passed(self.given[name], shape, year)
            return self.criterion.function(**passed)
        except MissingYear as missing:
            said = {"edition": self.edition, "year": missing.year, "unit": self.criterion.unit, "criterion": self.criterion.name}
            because = Words(
                NO_NUMBER.zh.format(**said, title=self.criterion.title.zh), NO_NUMBER.en.format(**said, title=self.criterion.title.en)
            )
            raise Refused("no_number_for_year", because=because, remedy=NO_NUMBER_REMEDY, clause=self.clause) from None


def _passed(given: Given, shape: Shape, year: int) -> object:
    if shape is Shape.BY_YEAR:
        return ByYear(given)
    held = given.at(year)
    if held is None:
        raise MissingYear(year)
    return held.value
