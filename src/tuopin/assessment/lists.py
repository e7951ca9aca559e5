"""The lists people ask for, county by county in bounded memory, as tables of declared fields. Clauses R1a, R1c, R3a, W2b."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import polars as pl

from tuopin.assessment.blanks import blanks, facts_choice, read_by
from tuopin.assessment.households import OFF_REGISTER as OFF
from tuopin.assessment.listed_places import place_listing
from tuopin.assessment.listing import Listing, criteria_choice, names_of
from tuopin.assessment.result import Result
from tuopin.assessment.run import Run
from tuopin.assessment.wording import VERDICTS
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.register.schema import TABLES, Choice, Field, Kind, Option
from tuopin.register.schema.units import PERSONS, YUAN
from tuopin.register.snapshot import Snapshot
from tuopin.standard.criterion import Measure
from tuopin.standard.edition import Edition


class List(StrEnum):
    """What can be asked for."""

    READY = "ready"  # may leave, but not proposed
    WRONG = "wrong"  # registered as exited, but fails
    UNKNOWN = "unknown"  # what to find out
    NEAR = "near"  # close to the line
    VILLAGES = "villages"
    COUNTIES = "counties"


TITLES = {
    List.READY: Words("应退未退：达标但未列入退出名单的户", "ready but not proposed: households that meet everything and are on no roster"),
    List.WRONG: Words("已脱贫但不达标的户", "registered as exited, but failing"),
    List.UNKNOWN: Words("不明清单：要查清什么", "unknown: what to find out"),
    List.NEAR: Words("收入临近标准线的户", "income close to the line"),
}
HOUSEHOLD = TABLES["household"]
VERDICT = Choice("verdict", tuple(Option(token, (words.zh,), words.en) for token, words in VERDICTS.items()))
PLACE = Field("village", Kind.TEXT, ("行政村",), "village")
OWN = (HOUSEHOLD["household_code"], HOUSEHOLD["village_code"], PLACE, HOUSEHOLD["status"])
MEMBERS = Field("members", Kind.COUNT, ("人数",), "members", unit=PERSONS)
NET = Field("value", Kind.FEN, ("人均纯收入",), "net income per head", unit=YUAN)
LINE = Field("line", Kind.FEN, ("标准",), "line", unit=YUAN)
MARGIN = Field("margin", Kind.FEN, ("余量（负为差）",), "margin (below zero: short)", unit=YUAN)
OVERALL = Field("verdict", Kind.CHOICE, ("总结论",), "verdict", VERDICT)
INCOME = (NET, LINE, MARGIN)


@dataclass(frozen=True)
class Asked:
    """What a list is made from: a result, and (for what exactly is blank) its snapshot and edition."""

    result: Result
    snapshot: Snapshot | None = None
    edition: Edition | None = None
    place: str = ""
    near: Fraction = Fraction(1, 10)

    @property
    def counties(self) -> tuple[str, ...]:
        """Counties of the result within the place asked for."""
        return tuple(county for county in self.result.counties if county.startswith(self.place[:6]) or self.place.startswith(county))


def listing(asked: Asked, name: List) -> Listing:
    """A list: its title, its fields, its rows as frames, one county after the other. Refused for a place the result has not."""
    if not asked.counties:
        raise Refused("no-place", because=Words(f"结果不含 {asked.place}", f"the result does not cover {asked.place}"))
    if name in {List.VILLAGES, List.COUNTIES}:
        return place_listing(asked.result, str(name), place=asked.place, snapshot=asked.snapshot)
    criteria = criteria_choice(asked.result, "household")
    failing = Field("failing", Kind.CHOICES, ("不达标的条件",), "criteria not met", criteria)
    criterion = Field("criterion", Kind.CHOICE, ("不明的条件",), "criterion not known", criteria)
    find_out = Field("find_out", Kind.CHOICES, ("要查清",), "to find out", facts_choice())
    fields = {
        List.READY: (*OWN, MEMBERS, *INCOME),
        List.WRONG: (*OWN, MEMBERS, failing, *INCOME),
        List.UNKNOWN: (*OWN, MEMBERS, OVERALL, criterion, find_out),
        List.NEAR: (*OWN, MEMBERS, *INCOME, OVERALL),
    }[name]
    return Listing(str(name), TITLES[name], fields, (_chosen(asked, name, county=county, fields=fields) for county in asked.counties))


def _chosen(asked: Asked, name: List, *, county: str, fields: tuple[Field, ...]) -> pl.DataFrame:
    verdicts = asked.result.verdicts(county).filter(pl.col("village_code").str.starts_with(asked.place))
    told = _PICK[name](asked, county, _with_income(asked.result, verdicts))
    villages = names_of(asked.snapshot, county)
    named = told.with_columns(village=pl.col("village_code").replace_strict(villages, default=pl.col("village_code"), return_dtype=pl.String))
    return named.select(field.name for field in fields)


def _with_income(result: Result, verdicts: pl.LazyFrame) -> pl.LazyFrame:
    """Adds value, line and margin of the income criterion (null where the edition has none) and the verdict in one word."""
    own = next((each for each in result.manifest["definitions"]["household"] if each["measure"] == Measure.FEN_PER_HEAD), None)
    nothing = pl.lit(None, pl.Int64)
    value = pl.col(f"{own['criterion']}_value") if own else nothing
    line = pl.lit(own["threshold"], pl.Int64) if own and own["threshold"] is not None else nothing
    met = pl.col("standard_met")
    verdict = pl.when(met).then(pl.lit("met")).when(met.is_null()).then(pl.lit("unknown")).otherwise(pl.lit("not_met"))
    return verdicts.with_columns(value=value, line=line, margin=value - line, verdict=verdict)


def _ready(_asked: Asked, _county: str, verdicts: pl.LazyFrame) -> pl.DataFrame:
    return verdicts.filter(pl.col("standard_met") & pl.col("status").is_in(("registered", "returned"))).collect()


def _wrong(asked: Asked, _county: str, verdicts: pl.LazyFrame) -> pl.DataFrame:
    names = [each["criterion"] for each in asked.result.manifest["definitions"]["household"]]
    failing = pl.concat_str([pl.when(~pl.col(name)).then(pl.lit(name)) for name in names], separator="|", ignore_nulls=True)
    return verdicts.filter((pl.col("status") == "exited") & ~pl.col("standard_met")).with_columns(failing=failing).collect()


def _near(asked: Asked, _county: str, verdicts: pl.LazyFrame) -> pl.DataFrame:
    """On either side of the line by not more than the share asked for; whole numbers, so no rounding decides."""
    close = pl.col("margin").abs() * asked.near.denominator <= pl.col("line") * asked.near.numerator
    return verdicts.filter(close & ~pl.col("status").is_in(OFF)).collect()


def _unknown(asked: Asked, county: str, verdicts: pl.LazyFrame) -> pl.DataFrame:
    definitions = asked.result.manifest["definitions"]["household"]
    names = [each["criterion"] for each in definitions]
    some = pl.any_horizontal(pl.col(name).is_null() for name in names)
    rows = verdicts.filter(some & ~pl.col("status").is_in(OFF)).collect()
    if asked.snapshot is None or asked.edition is None:
        long = _every_fact(rows, names)
    else:
        long = blanks(Run(asked.snapshot, asked.edition, asked.result.manifest["year"]), county, rows)
    order = {name: number for number, name in enumerate(names)}
    ranked = rows.with_row_index("_row").join(long, on="household_code", how="inner", maintain_order="left")
    return ranked.sort("_row", pl.col("criterion").replace_strict(order, return_dtype=pl.Int32), maintain_order=True)


def _every_fact(rows: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Where the snapshot is not at hand: all facts the criterion reads."""
    reads = read_by(names)
    parts = [
        rows.filter(pl.col(name).is_null()).select("household_code", criterion=pl.lit(name), find_out=pl.lit(reads[name])) for name in names
    ]
    return pl.concat(parts)


_PICK: dict[List, Callable[[Asked, str, pl.LazyFrame], pl.DataFrame]] = {
    List.READY: _ready,
    List.WRONG: _wrong,
    List.UNKNOWN: _unknown,
    List.NEAR: _near,
}
