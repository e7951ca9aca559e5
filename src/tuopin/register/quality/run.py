"""A check of a snapshot: county by county, each grain in one pass, all its rules together as columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from tuopin.register.problem import Level, problems
from tuopin.register.quality import locate
from tuopin.register.quality.frames import AT, KEYS, Part, wide
from tuopin.register.quality.rule import Grain, Rule, catalogue, column, declared
from tuopin.register.quality.settings import Settings
from tuopin.register.quality.told import told
from tuopin.register.quality.twice import shared_between_counties
from tuopin.register.snapshot import Snapshot

ACROSS_COUNTIES: Final = "id-11"
ONCE: Final = (Grain.PERSON, Grain.HOUSEHOLD)
ORDER: Final = ["village_code", "household_code", "person_code", "year", "rule"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one county: a problem table, and how many households and persons were looked at."""

    county: str
    problems: pl.DataFrame
    households: int
    persons: int


def settings_of(snapshot: Snapshot, *, line: Mapping[int, int] | None = None) -> Settings:
    """The settings that a snapshot calls for; `line` (fen a head by year) replaces the years it names."""
    given = Settings()
    years = snapshot.years or tuple(_years_of_places(snapshot)) or (given.last_year,)
    return replace(
        given,
        line={**given.line, **(line or {})},
        last_year=max(years),
        made_up_people=snapshot.synthetic,
        asked=locate.asked(snapshot),
    )


def check(
    snapshot: Snapshot, *, given: Settings | None = None, rules: Sequence[Rule] | None = None, place: str = ""
) -> Iterator[Checked]:
    """Check the counties of `place` (all if empty) one after the other; one county is in memory at a time.

    Duplicates are looked for in the whole snapshot, also when only a place's problems are wanted.
    """
    given, chosen = given or settings_of(snapshot), list(catalogue().values()) if rules is None else list(rules)
    across = any(rule.id == ACROSS_COUNTIES for rule in chosen)
    elsewhere = shared_between_counties(snapshot, snapshot.counties) if across else None
    origin, passes = locate.Origin.of(snapshot), _passes(chosen, given)
    years = sorted({*snapshot.years, *_years_of_places(snapshot)})
    for county in snapshot.counties:
        if county.startswith(place[:6]):
            found = _county(Part(snapshot, county, elsewhere=elsewhere), passes, years)
            told_where = origin.locate(county, found)
            kept = told_where.filter(pl.col("village_code").str.starts_with(place)) if len(place) > 6 else told_where
            counts = snapshot.manifest["counties"][county]
            yield Checked(county, problems(kept), int(counts["households"]), int(counts["persons"]))


@dataclass(frozen=True, slots=True)
class _Pass:
    """All rules of one grain, made ready once: what they read, and the columns to collect."""

    grain: Grain
    rules: tuple[Rule, ...]
    reads: frozenset[str]
    columns: tuple[pl.Expr | str, ...]


def _passes(rules: Iterable[Rule], given: Settings) -> tuple[_Pass, ...]:
    asked = [rule for rule in rules if _is_asked(rule, given)]
    by_grain = {grain: [rule for rule in asked if rule.grain is grain] for grain in Grain}
    return tuple(_pass(grain, own, given) for grain, own in by_grain.items() if own)


def _pass(grain: Grain, rules: Sequence[Rule], given: Settings) -> _Pass:
    tests = [rule.expression(given) for rule in rules]
    values = {name for rule in rules for name in (column(grain, rule.fields[0]), rule.beside) if name}
    hits = (_hit(rule, test, given) for rule, test in zip(rules, tests, strict=True))
    reads = frozenset(name for test in tests for name in test.meta.root_names())
    return _Pass(grain, tuple(rules), reads, (*KEYS[grain], *sorted(values - set(KEYS[grain])), *hits))


def _county(part: Part, passes: Sequence[_Pass], years: Sequence[int]) -> pl.DataFrame:
    once = [(one, part) for one in passes if one.grain in ONCE]
    yearly = [(one, replace(part, year=year)) for year in years for one in passes if one.grain not in ONCE]
    found = [frame for one, where in once + yearly for frame in _problems(one, where)]
    empty = problems().with_columns(pl.lit(None, pl.String).alias(AT))
    together = pl.concat([empty, *found], how="diagonal_relaxed")
    return together.with_columns(county_code=pl.lit(part.county)).sort(ORDER, maintain_order=True)


def _years_of_places(snapshot: Snapshot) -> Iterable[int]:
    scans = [snapshot.scan(table).select("year") for table in ("village_year", "county_year")]
    years: list[int] = pl.concat(scans).unique().drop_nulls().sort("year").collect()["year"].to_list()
    return years


def _problems(one: _Pass, part: Part) -> Iterator[pl.DataFrame]:
    """The problems of a grain's rules: rows with any hit are collected once, then told rule by rule."""
    names = [rule.id for rule in one.rules]
    found = wide(part, one.grain, one.reads).select(*one.columns).filter(pl.any_horizontal(names)).collect()
    hit = dict(zip(names, found.select(pl.col(names).any()).row(0), strict=True))
    for rule in one.rules:
        if hit[rule.id]:
            yield _tell(rule, found.filter(pl.col(rule.id)))


def _is_asked(rule: Rule, given: Settings) -> bool:
    return rule.level is not Level.BLANK or given.asked is None or rule.fields[0] in given.asked


def _hit(rule: Rule, test: pl.Expr, given: Settings) -> pl.Expr:
    """The rule's column without nulls; a blank counts where somebody in the county has the field."""
    first = column(rule.grain, rule.fields[0])
    if rule.level is Level.BLANK and given.asked is None and first:
        test = test & pl.col(first).is_not_null().any()
    return test.fill_null(value=False).alias(rule.id)


def _tell(rule: Rule, rows: pl.DataFrame) -> pl.DataFrame:
    table, _, field = rule.fields[0].partition(".")
    words = {"because_zh": rule.says.zh, "because_en": rule.says.en, "expected_zh": rule.wants.zh, "expected_en": rule.wants.en}
    fixed = {"rule": rule.id, "level": str(rule.level), "table": table, "field": field} | words
    keys = [name for name in KEYS[rule.grain] if name in rows.columns]
    return rows.select(*keys, _value(rule).alias("value"), *(pl.lit(text).alias(name) for name, text in fixed.items()))


def _value(rule: Rule) -> pl.Expr:
    """What stands in the first field; of a duplicate also the households that share it."""
    name = column(rule.grain, rule.fields[0])
    value = told(declared(rule.fields[0]), name) if name else pl.lit(None, pl.String)
    if rule.beside is None:
        return value
    households = pl.col("household_code").unique().sort().head(5).str.join("、").over(rule.beside)
    return pl.concat_str(value, pl.lit("；户 "), households)
