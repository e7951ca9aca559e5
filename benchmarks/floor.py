"""The floor of an assessment: a bare Polars scan of the columns it reads, and a table of the shape it writes. No work between.

Usage: floor.py SNAPSHOT YEAR OUT
"""

import shutil
import sys
from pathlib import Path

import polars as pl

from tuopin.assessment.run import batches
from tuopin.register.snapshot import Snapshot, read_counties

HOUSEHOLD = ("household_code", "village_code", "status")
HOUSEHOLD_YEAR = (
    "household_code", "members", "wage_income", "business_income", "property_income", "transfer_income", "business_cost",
    "net_income", "net_income_per_head", "food_secure", "clothing_secure", "house_grade", "dangerous_house",
)  # fmt: skip
PERSON_YEAR = ("household_code", "birth_on", "student", "out_of_school_reason", "resident_insurance", "employee_insurance")


def main(snapshot: Snapshot, year: int, out: Path) -> None:
    """Scan and write, in the same groups of counties."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    for batch in batches(snapshot):
        frames = pl.collect_all(
            [
                read_counties(snapshot, "household", batch).select(HOUSEHOLD),
                read_counties(snapshot, "household_year", batch, year).select(HOUSEHOLD_YEAR),
                read_counties(snapshot, "person_year", batch, year).select(PERSON_YEAR),
            ]
        )
        write(frames[0], frames[1], out, batch, snapshot)


def write(own: pl.DataFrame, facts: pl.DataFrame, out: Path, batch: list[str], snapshot: Snapshot) -> None:
    """The verdict table's shape: three texts, the members, ten booleans, four whole numbers; one file a county."""
    table = own.with_columns(facts["members"])
    flags = ("food_secure", "clothing_secure", "dangerous_house")
    table = table.with_columns(facts[flags[place % 3]].alias(f"flag_{place}") for place in range(8))
    table = table.with_columns(facts["net_income_per_head"].alias("value"), *(facts["members"].cast(pl.Int64).alias(f"count_{n}") for n in range(2)))
    start = 0
    for county in batch:
        rows = snapshot.manifest["counties"][county]["households"]
        table.slice(start, rows).write_parquet(out / f"{county}.parquet", compression="zstd", compression_level=1)
        start += rows


if __name__ == "__main__":
    main(Snapshot.open(Path(sys.argv[1])), int(sys.argv[2]), Path(sys.argv[3]))
