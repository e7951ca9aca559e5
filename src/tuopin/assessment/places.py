"""Villages, townships and counties against the edition: incidence first, then the factors. Clauses V1, V2, C1, C2."""

import narwhals as nw
import polars as pl

from tuopin.assessment.households import all_met, findings
from tuopin.assessment.incidence import rolled_up, with_bounds
from tuopin.common.places import poverty_counties, region
from tuopin.standard.criterion import Finding, Unit
from tuopin.standard.edition import Edition


def villages(counts: pl.DataFrame, facts: pl.DataFrame, *, edition: Edition, year: int) -> pl.DataFrame:
    """Each village's counts, rate and findings; `may_leave` only for a poor village that has not left and meets everything.

    `households` are those counted in the register; all of the village's, which shares of households are of, are `village_households`.
    """
    counted = with_bounds(_every_village(counts, facts)).rename({"households": "counted"})
    joined = counted.join(facts.drop("year"), on="village_code", how="left", maintain_order="left")
    told = _judged(_with_region(joined, "village_code"), Unit.VILLAGE, edition=edition, year=year)
    told = told.rename({"households": "village_households", "counted": "households"})
    return told.with_columns(may_leave=_open("poor_village", "exited"))


def townships(counts: pl.DataFrame, told_villages: pl.DataFrame, *, edition: Edition, year: int) -> pl.DataFrame | None:
    """Each township as its own unit of exit, where the edition has one (Yunnan)."""
    if not edition.rules(Unit.TOWNSHIP):
        return None
    facts = rolled_up(counts, 9, "township_code").join(village_states(told_villages, 9, "township_code"), on="township_code", how="left", maintain_order="left")
    told = _judged(_with_region(with_bounds(facts), "township_code"), Unit.TOWNSHIP, edition=edition, year=year)
    return told.with_columns(may_leave=pl.col("standard_met").fill_null(value=False))


def counties(counts: pl.DataFrame, facts: pl.DataFrame, told_villages: pl.DataFrame, *, edition: Edition, year: int) -> pl.DataFrame:
    """Each county's counts (sums of its villages'), rate and findings."""
    states = village_states(told_villages, 6, "county_code").drop("population")
    joined = (
        with_bounds(rolled_up(counts, 6, "county_code"))
        .join(facts.drop("year").rename({"rural_population": "population"}), on="county_code", how="left", maintain_order="left")
        .join(states, on="county_code", how="left", maintain_order="left")
        .with_columns(rural_population="population", national_county=pl.col("county_code").is_in(list(poverty_counties())))
    )
    told = _judged(_with_region(joined, "county_code"), Unit.COUNTY, edition=edition, year=year)
    return told.with_columns(may_leave=pl.col("standard_met").fill_null(value=False))


def village_states(told: pl.DataFrame, digits: int, code: str) -> pl.DataFrame:
    """How many villages, poor villages, poor villages that have left or may leave, and the population, of the places above.

    A village whose population is not recorded leaves the sum unknown.
    """
    poor = pl.col("poor_village").fill_null(value=False)
    ready = poor & (pl.col("exited").fill_null(value=False) | pl.col("may_leave"))
    population = pl.when(pl.col("population").is_null().any()).then(None).otherwise(pl.col("population").sum())
    return (
        told.with_columns(pl.col("village_code").str.slice(0, digits).alias(code))
        .group_by(code, maintain_order=True)
        .agg(villages=pl.len(), poor_villages=poor.sum(), poor_villages_ready=ready.sum(), population=population.cast(pl.Int64))
    )


def _every_village(counts: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    codes = pl.concat([counts.select("village_code"), facts.select("village_code")]).unique().sort("village_code")
    return codes.join(counts, on="village_code", how="left", maintain_order="left").with_columns(pl.exclude("village_code").fill_null(0))


def _judged(facts: pl.DataFrame, unit: Unit, *, edition: Edition, year: int) -> pl.DataFrame:
    found = findings(edition, unit, year)
    columns: list[nw.Expr] = []
    for rule, finding in found.items():
        if not isinstance(finding, Finding):
            raise TypeError(f"{unit}.{rule.criterion.name} asks for members; places have none")
        columns.append(finding.met.alias(rule.criterion.name))
        for part, number in (("value", finding.value), ("threshold", finding.threshold)):
            if isinstance(number, nw.Expr):
                columns.append(number.cast(nw.Int64).alias(f"{rule.criterion.name}_{part}"))
    return nw.from_native(facts).with_columns(*columns).with_columns(standard_met=all_met(found)).to_native()


def _open(poor: str, left: str) -> pl.Expr:
    return (pl.col("standard_met") & pl.col(poor) & ~pl.col(left)).fill_null(value=False)


def _with_region(facts: pl.DataFrame, code: str) -> pl.DataFrame:
    regions = {place: region(place[:6]) for place in facts[code].unique()}
    return facts.with_columns(region=pl.col(code).replace_strict(regions, return_dtype=pl.String))
