"""The floor of an assessment: a bare Polars scan of the columns it reads, and a table of the shape it writes. No work between.

Usage: floor.py SNAPSHOT YEAR OUT
"""

import shutil
import sys
from pathlib import Path

import polars as pl

from tuopin.assessment.run import batches, write_by_county
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
                read_counties(snapshot, "household_year", batch, year=year).select(HOUSEHOLD_YEAR),
                read_counties(snapshot, "person_year", batch, year=year).select(PERSON_YEAR),
            ]
        )
        lengths = [snapshot.manifest["counties"][county]["households"] for county in batch]
        write_by_county(shaped(frames[0], frames[1]), lengths, out)


def shaped(own: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """The verdict table's shape: three texts, the members, eight booleans, three whole numbers."""
    table = own.with_columns(facts["members"])
    flags = ("food_secure", "clothing_secure", "dangerous_house")
    table = table.with_columns(facts[flags[place % 3]].alias(f"flag_{place}") for place in range(8))
    counts = (facts["members"].cast(pl.Int64).alias(f"count_{place}") for place in range(2))
    return table.with_columns(facts["net_income_per_head"].alias("value"), *counts)


if __name__ == "__main__":
    main(Snapshot.open(Path(sys.argv[1])), int(sys.argv[2]), Path(sys.argv[3]))
