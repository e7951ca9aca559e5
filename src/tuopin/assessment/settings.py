"""What a run is asked: which snapshot, by which edition, for which year. Clause P0."""

from dataclasses import dataclass

from tuopin.assessment.households import findings
from tuopin.assessment.reasons import Which
from tuopin.register.snapshot import Snapshot
from tuopin.standard.criterion import EachMember, Finding, Unit
from tuopin.standard.edition import Edition, Rule
from tuopin.standard.given import int_of


@dataclass(frozen=True)
class Run:
    """What is assessed: a snapshot, by an edition, for a year; and how much of the long form of reasons is written."""

    snapshot: Snapshot
    edition: Edition
    year: int
    which: Which = Which.UNMET

    @property
    def findings(self) -> dict[Rule, Finding | EachMember]:
        """The household's rules with the numbers of the year."""
        return findings(self.edition, Unit.HOUSEHOLD, self.year)

    @property
    def looks_back(self) -> int:
        """How many years of income the edition asks for."""
        asked = [given for rule in self.edition.rules(Unit.HOUSEHOLD) for name, given in rule.given.items() if name == "years"]
        return max((int_of(given) for given in asked), default=1)
