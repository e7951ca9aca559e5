"""A check in numbers: by rule and by place, worst first; added up county by county, so that a nation fits."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from tuopin.register.problem import Level
from tuopin.register.quality.rule import catalogue

LEVELS: Final = tuple(str(level) for level in Level)  # worst first
NUMBERS: Final = dict.fromkeys(("problems", "households", "exempted"), pl.Int64())
RULE_COUNTS: Final = {"rule": pl.String(), **NUMBERS}
PLACE_COUNTS: Final = {"place": pl.String(), **dict.fromkeys(LEVELS, pl.Int64()), **NUMBERS}
VILLAGE, COUNTY = 12, 6


@dataclass(slots=True)
class Summary:
    """Counts so far. `depth` is the length of the place codes that are told apart (county 6, village 12)."""

    depth: int = COUNTY
    households: int = 0
    persons: int = 0
    problems: int = 0
    exempted: int = 0
    names: dict[str, str] = field(default_factory=dict)  # of places
    silenced: set[tuple[str, str]] = field(default_factory=set)  # rule and number of what exemptions covered
    _rules: list[pl.DataFrame] = field(default_factory=list)
    _places: list[pl.DataFrame] = field(default_factory=list)

    def add(self, found: pl.DataFrame, exempted: pl.DataFrame) -> None:
        """Count one county's problems and those that were exempted."""
        self.problems += len(found)
        self.exempted += len(exempted)
        marked = pl.concat([found.with_columns(exempt=pl.lit(value=False)), exempted.with_columns(exempt=pl.lit(value=True))])
        place = pl.coalesce("village_code", "county_code").str.slice(0, self.depth)
        open_ = ~pl.col("exempt")
        counts = [
            open_.sum().cast(pl.Int64).alias("problems"),
            pl.col("household_code").filter(open_).drop_nulls().n_unique().cast(pl.Int64).alias("households"),
            pl.col("exempt").sum().cast(pl.Int64).alias("exempted"),
        ]
        levels = [((pl.col("level") == level) & open_).sum().cast(pl.Int64).alias(level) for level in LEVELS]
        self._rules.append(marked.group_by("rule", maintain_order=True).agg(counts).select(*RULE_COUNTS))
        self._places.append(marked.group_by(place.alias("place"), maintain_order=True).agg(levels + counts).select(*PLACE_COUNTS))

    def by_rule(self) -> pl.DataFrame:
        """Rule, level, problems, households and exempted problems; the worst level first, then the most."""
        levels = {rule.id: LEVELS.index(str(rule.level)) for rule in catalogue().values()}
        added = _added(self._rules, "rule", RULE_COUNTS)
        rank = pl.col("rule").replace_strict(levels, default=len(LEVELS), return_dtype=pl.Int64)
        return added.sort(rank, -pl.col("problems"), "rule")

    def by_place(self) -> pl.DataFrame:
        """Place, name, problems by level, households and exempted problems; the place with the worst problems first."""
        added = _added(self._places, "place", PLACE_COUNTS).sort(*(-pl.col(level) for level in LEVELS), "place")
        name = pl.col("place").replace_strict(self.names, default=None, return_dtype=pl.String) if self.names else pl.lit(None, pl.String)
        return added.select("place", name.alias("name"), pl.exclude("place"))

    def by_level(self) -> Iterator[tuple[str, int]]:
        """Level and number of problems, worst first."""
        sums = self.by_place().select(LEVELS).sum().row(0)
        yield from zip(LEVELS, sums, strict=True)


def _added(parts: list[pl.DataFrame], key: str, shape: dict[str, pl.DataType]) -> pl.DataFrame:
    together = pl.concat([pl.DataFrame(schema=shape), *parts])
    return together.group_by(key, maintain_order=True).agg(pl.all().sum())
