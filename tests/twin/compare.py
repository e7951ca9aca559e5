"""Engine and judge side by side: every cell the product writes is asked of the judge."""

import polars as pl

from tuopin.assessment.reasons import Which
from tuopin.assessment.result import Result
from tuopin.assessment.run import assess
from tuopin.assessment.settings import Run
from tuopin.register.snapshot import Snapshot, SnapshotWriter
from twin.place import count

WORDS = {True: "met", False: "not_met", None: "unknown"}
PLACES = {"villages": ("village", "village_code"), "townships": ("township", "township_code"), "counties": ("county", "county_code")}


def frozen(folder, tables):
    """The tables as a snapshot."""
    county, living = pl.col("village_code").str.slice(0, 6), ("household", "person", "household_year", "person_year")
    with SnapshotWriter(folder, synthetic=True, source="twin") as writer:
        for code in tables["household"].select(county).unique().to_series().sort():
            writer.county(code, {name: tables[name].filter(county == code) for name in living})
        for name in ("village_year", "county_year"):
            writer.table(name, tables[name])
    return Snapshot.open(folder)


def assessed(snapshot, edition, out, year, run=assess):
    """What the engine makes of it, every reason written out."""
    run(Run(snapshot, edition, year, which=Which.ALL), out, lambda amount=1: None)
    return Result.open(out)


def rows(tables):
    """Tables as the judge reads them."""
    return {name: frame.rows(named=True) for name, frame in tables.items() if name != "person"}


def differences(result, judgement, paper):
    """Every disagreement, as a line a person can look up; none, if all is well."""
    frame = pl.concat([result.verdicts(county).collect() for county in result.counties])
    yield from verdict_differences(frame, judgement.households, paper)
    yield from reason_differences(result, judgement.households, paper)
    for table, (unit, code) in PLACES.items():
        yield from place_differences(result.table(table), code, getattr(judgement, table), paper.rules[unit])


def columns_differ(frame, expected, where):
    """Columns that are not as expected, each with the first row that is not."""
    for name, values in expected.items():
        if name not in frame.columns:
            if any(value is not None for value in values):
                yield f"{where}: the engine has no column {name}"
            continue
        told = frame[name].to_list()
        if told != values:
            rows = [index for index, (one, other) in enumerate(zip(told, values, strict=False)) if one != other] or [min(len(told), len(values))]
            first = slice(rows[0], rows[0] + 1)
            yield f"{where}.{name}: {len(rows)} differ; {frame[first].rows()[0][:2]}: engine {told[first]}, judge {values[first]}"


def verdict_differences(frame, verdicts, paper):
    """The verdict table, in the register's order."""
    plain = ("household_code", "village_code", "status", "members", "standard_met", "may_leave")
    expected = {name: [getattr(verdict, name) for verdict in verdicts] for name in plain}
    for name in paper.rules["household"]:
        expected[name] = [verdict.found[name].met for verdict in verdicts]
        expected[f"{name}_value"] = [verdict.found[name].value for verdict in verdicts]
    yield from columns_differ(frame, expected, "household")
    if frame.height != len(verdicts):
        yield f"household: {frame.height} rows for {len(verdicts)}"


def reason_differences(result, verdicts, paper):
    """The long form: verdict, value, threshold and margin of every household and criterion, and its clause."""
    read = [pl.read_parquet(result.root / "reasons" / f"{county}.parquet") for county in result.counties]
    frame = pl.concat(read)
    for name, rule in paper.rules["household"].items():
        found = [verdict.found[name] for verdict in verdicts]
        expected = {
            "household_code": [verdict.household_code for verdict in verdicts],
            "clause": [rule.clause] * len(verdicts),
            "verdict": [WORDS[each.met] for each in found],
            "value": [each.value for each in found],
            "threshold": [each.threshold for each in found],
            "margin": [margin(each) for each in found],
        }
        yield from columns_differ(frame.filter(criterion=name), expected, f"reasons.{name}")


def margin(found):
    """The room left; below zero it is what is missing."""
    if found.value is None or found.threshold is None:
        return None
    return found.threshold - found.value if found.lower else found.value - found.threshold


def place_differences(frame, code, places, rules):
    """One table of places: counts, region, and each criterion."""
    if frame.height != len(places):
        yield f"{code}: {frame.height} rows for {len(places)}"
    if not places:
        return
    expected = {code: [place.code for place in places]} | {name: [place.counts[name] for place in places] for name in count([])}
    expected |= {name: [getattr(place, name) for place in places] for name in ("region", "standard_met", "may_leave")}
    for name in rules:
        expected[name] = [place.found[name].met for place in places]
        expected[f"{name}_value"] = [place.found[name].value for place in places]
    yield from columns_differ(frame, expected, code)
