"""Who stands on each list: a county's verdicts filtered, with what the list says about each household. Clauses R1a, R1c, R3a, W2b."""


from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import polars as pl

from tuopin.assessment.blanks import blanks, read_by
from tuopin.assessment.households import OFF_REGISTER as OFF
from tuopin.assessment.result import Result
from tuopin.assessment.settings import Run
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


def with_income(result: Result, verdicts: pl.LazyFrame) -> pl.LazyFrame:
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


PICK: dict[List, Callable[[Asked, str, pl.LazyFrame], pl.DataFrame]] = {
    List.READY: _ready,
    List.WRONG: _wrong,
    List.UNKNOWN: _unknown,
    List.NEAR: _near,
}
