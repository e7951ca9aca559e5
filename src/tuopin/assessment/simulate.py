"""Two editions over one snapshot: who changes, by village and criterion, county by county in bounded memory. Clauses W2a, R2c."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from tuopin.assessment.incidence import by_village
from tuopin.assessment.run import BATCH, places_judged, verdict_frame
from tuopin.assessment.settings import Run
from tuopin.common.progress import Advance
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.register.snapshot import Snapshot

OVERALL = "standard_met"  # the verdict over all criteria, listed beside them
ABSENT = "absent"  # the edition does not ask this
SHAPE = {
    "village_code": pl.String,
    "criterion": pl.String,
    "before": pl.String,
    "after": pl.String,
    "households": pl.Int64,
    "persons": pl.Int64,
}


@dataclass(frozen=True)
class Difference:
    """What another edition changes: a row for each village, criterion and change (households, persons), and what may leave.

    `leaving` has, for households, persons, villages and counties, how many may leave before and after.
    """

    before: str
    after: str
    year: int
    households: int
    changes: pl.DataFrame
    leaving: dict[str, tuple[int, int]]

    def by_criterion(self) -> pl.DataFrame:
        """The changes of all villages together."""
        keys = ("criterion", "before", "after")
        return self.changes.group_by(keys, maintain_order=True).agg(pl.col("households").sum(), pl.col("persons").sum())


def difference(before: Run, after: Run, *, place: str, advance: Advance) -> Difference:
    """Assess twice in memory and count every change within `place` (a code's beginning; "" is everywhere). Refused if it is not there."""
    counties = covered(before.snapshot, place)
    changes, counts, households = [], ([], []), 0  # type: ignore[var-annotated]
    for batch in _batches(before, counties):
        frames = [_judged(run, batch, place) for run in (before, after)]
        households += len(frames[0])
        changes.append(_changes(*frames, order=_criteria(before, after)))
        for kept, frame in zip(counts, frames, strict=True):
            kept.append(by_village(frame.lazy()).collect())
        advance(sum(_households(before, county) for county in batch))
    old, new = (_leaving(run, pl.concat(kept), place) for run, kept in zip((before, after), counts, strict=True))
    leaving = {name: (old[name], new[name]) for name in old}
    return Difference(before.edition.name, after.edition.name, before.year, households, pl.concat(changes), leaving)


def covered(snapshot: Snapshot, place: str) -> list[str]:
    """The counties of a snapshot that lie in `place`, or in which it lies. Refused if there is none."""
    counties = [county for county in snapshot.counties if county.startswith(place[:6]) or place.startswith(county)]
    if not counties:
        raise Refused("no-place", because=Words(f"快照不含 {place}", f"the snapshot does not cover {place}"))
    return counties


def _judged(run: Run, counties: Sequence[str], place: str) -> pl.DataFrame:
    return verdict_frame(run, counties).filter(pl.col("village_code").str.starts_with(place)).sort("_row").collect()


def _criteria(before: Run, after: Run) -> list[str]:
    names = [rule.criterion.name for run in (before, after) for rule in run.findings]
    return [*dict.fromkeys(names), OVERALL]


def _changes(before: pl.DataFrame, after: pl.DataFrame, *, order: list[str]) -> pl.DataFrame:
    parts = [_changed(before, after, name) for name in order]
    return pl.concat(parts, rechunk=True)


def _changed(before: pl.DataFrame, after: pl.DataFrame, name: str) -> pl.DataFrame:
    """Households are in the same order in both: the same facts are read from the same snapshot."""
    pair = before.select("village_code", "members", before=_verdict(before, name)).with_columns(after.select(after=_verdict(after, name)))
    told = pair.filter(pl.col("before") != pl.col("after")).group_by("village_code", "before", "after")
    counted = told.agg(households=pl.len().cast(pl.Int64), persons=pl.col("members").sum().cast(pl.Int64))
    return counted.sort("village_code", "before", "after").select(
        "village_code", pl.lit(name).alias("criterion"), "before", "after", "households", "persons"
    )


def _verdict(frame: pl.DataFrame, name: str) -> pl.Expr:
    if name not in frame.columns:
        return pl.lit(ABSENT)
    met = pl.col(name)
    return pl.when(met).then(pl.lit("met")).when(met.is_null()).then(pl.lit("unknown")).otherwise(pl.lit("not_met"))


def _leaving(run: Run, counts: pl.DataFrame, place: str) -> dict[str, int]:
    tables = places_judged(run, counts)
    told = {name: int(counts[f"leaving_{name}"].sum()) for name in ("households", "persons")}
    for name, code in (("villages", "village_code"), ("counties", "county_code")):
        inside = tables[name].filter(pl.col(code).str.starts_with(place) & pl.col("may_leave"))
        told[name] = len(inside) if len(place) <= 6 or name == "villages" else 0
    return told


def _households(run: Run, county: str) -> int:
    return int(run.snapshot.manifest["counties"][county]["households"])


def _batches(run: Run, counties: Sequence[str]) -> Iterator[list[str]]:
    """Counties in groups of half a batch of households, since two verdicts are held at a time."""
    batch: list[str] = []
    for county in counties:
        batch.append(county)
        if sum(_households(run, each) for each in batch) >= BATCH // 2:
            yield batch
            batch = []
    if batch:
        yield batch

