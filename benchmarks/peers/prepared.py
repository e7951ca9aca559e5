"""What OpenFisca-Core cannot say itself (nulls, dates, lists) is prepared for it here with Polars, and counted in its time."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

LINES = ("wage_income", "business_income", "property_income", "transfer_income")


def household_inputs(root: Path, year: int, given: dict[str, Any]) -> pl.DataFrame:
    """One row a household in the register's order; null numbers are NaN, flags 1, 0 or -1."""
    own = pl.scan_parquet(root / "household" / "*.parquet").select("household_code", "village_code", "status")
    facts = pl.scan_parquet(root / f"household_year/{year}" / "*.parquet")
    cost = pl.coalesce("business_cost", pl.when(pl.col("business_income") == 0).then(0))
    recorded = pl.coalesce("net_income", pl.col("net_income_per_head") * pl.col("members"))
    net = pl.when(pl.all_horizontal(pl.col(LINES).is_null())).then(recorded).otherwise(sum((pl.col(name) for name in LINES), start=pl.lit(0)) - cost)
    graded, sound = pl.col("house_grade").is_in(["A", "B"]), ~pl.col("dangerous_house")
    housing = pl.when(graded.is_null()).then(sound).when(sound.is_null() | (graded == sound)).then(graded)
    told = facts.select("household_code", "members", net=net, food="food_secure", clothing="clothing_secure", housing=housing)
    joined = own.join(told, on="household_code", how="left", maintain_order="left")
    flags = [pl.col(name).cast(pl.Int8).fill_null(-1) for name in ("food", "clothing", "housing")]
    numbers = [pl.col(name).cast(pl.Float64).fill_null(float("nan")) for name in ("net", "members")]
    on_register = pl.col("status").is_in(["registered", "exiting", "returned"]).fill_null(value=False).cast(pl.Int8).alias("on_register")
    return joined.with_columns(*flags, *numbers, on_register, line=pl.lit(given["line"])).collect()


def person_inputs(root: Path, year: int, given: dict[str, Any]) -> pl.DataFrame:
    """One row a person: at school where that is asked, insured; 1, 0 or -1."""
    latest, earliest = date(year - given["from_age"], 9, 1), date(year - given["to_age"] - 1, 9, 1)
    of_age = (pl.col("birth_on") <= latest) & (pl.col("birth_on") > earliest)
    student, reason = pl.col("student"), pl.col("out_of_school_reason")
    at_school = pl.when(student.is_not_null()).then(student.is_in(given["at_school"])).when(reason.is_not_null()).then(pl.lit(value=False))
    school = ~of_age | at_school | (reason.is_in(given["excused"]) & reason.is_not_null())
    insured = pl.col("resident_insurance") | pl.col("employee_insurance")
    persons = pl.scan_parquet(root / f"person_year/{year}" / "*.parquet")
    flags = {"at_school": school, "insured": insured}
    return persons.select("household_code", *(flag.cast(pl.Int8).fill_null(-1).alias(name) for name, flag in flags.items())).collect()
