"""A number of the standard is never bare: it carries the clause it serves, its source and how sure we are. Clauses R2b, W2a."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tuopin.common.words import Words

Value = int | bool | tuple[str, ...] | Mapping[str, int]


class Certainty(StrEnum):
    """How sure we are of a number, the surest first."""

    OFFICIAL = "official"  # read in the text of the authority itself
    PUBLISHED = "published"  # printed as the authority's number by someone else
    DERIVED = "derived"  # our reading or arithmetic on published numbers
    BELIEVED = "believed"  # no source found

    @property
    def words(self) -> Words:
        """As people read it."""
        return CERTAINTY_WORDS[self]


def least_sure(*certainties: Certainty) -> Certainty:
    """What rests on several numbers is as sure as the least sure of them."""
    return max(certainties, key=list(Certainty).index)


CERTAINTY_WORDS = {
    Certainty.OFFICIAL: Words("正式文本", "official text"),
    Certainty.PUBLISHED: Words("公开报道", "published"),
    Certainty.DERIVED: Words("推算或解读", "derived or read"),
    Certainty.BELIEVED: Words("据信", "believed"),
}


@dataclass(frozen=True)
class Given:
    """What an edition gives for one parameter, in the unit it is compared in (fen, hundredths of m², percent, years).

    Either `value` holds in every year, or `years` holds one Given a year, each with its own source and certainty; then the
    outer source and certainty are those of the least sure year. `basis` (of prices) and `concept` (of income) are of lines.
    """

    value: Value | None
    clause: str
    source: str
    certainty: Certainty
    years: Mapping[int, "Given"] = field(default_factory=dict)
    basis: Words | None = None
    concept: Words | None = None

    def at(self, year: int) -> "Given | None":
        """What holds in that year; None where the edition says nothing for it."""
        return self.years.get(year) if self.years else self


def by_year(years: Mapping[int, Given]) -> Given:
    """One Given of several years; it is as sure as the least sure of them."""
    weakest = max(years.values(), key=lambda given: list(Certainty).index(given.certainty))
    return Given(None, weakest.clause, weakest.source, weakest.certainty, years=dict(sorted(years.items())))


class MissingYear(LookupError):
    """A criterion asked for a year the edition has no number for."""

    def __init__(self, year: int) -> None:
        """Keep the year."""
        super().__init__(year)
        self.year = year


class ByYear(dict[int, int]):
    """Numbers by year as a criterion reads them; a year that is not there is an error that names it, never a default."""

    def __init__(self, given: Given) -> None:
        """Take the years of `given`, or its one value for every year."""
        super().__init__({year: int_of(each) for year, each in given.years.items()})
        self.always = None if given.years else int_of(given)

    def __missing__(self, year: int) -> int:
        """The value of every year, if there is one."""
        if self.always is None:
            raise MissingYear(year)
        return self.always


def int_of(given: Given) -> int:
    """The number of a Given that holds one. TypeError if it holds something else."""
    if not isinstance(given.value, int):
        raise TypeError(given)
    return given.value
