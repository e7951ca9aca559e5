"""A peer: cn-2016's household standard hand-written in pandas, in memory.

Usage: pandas_frames.py SNAPSHOT YEAR OUT
"""

import sys
from pathlib import Path
from typing import Any

import pandas as pd

FACTS = ["household_code", "members", "wage_income", "business_income", "property_income", "transfer_income", "business_cost",
         "net_income", "net_income_per_head", "food_secure", "clothing_secure", "house_grade", "dangerous_house"]  # fmt: skip
PERSON = ["household_code", "birth_on", "student", "out_of_school_reason", "resident_insurance", "employee_insurance"]


def main(root: Path, year: int, out: Path) -> None:
    """Read, judge, write."""
    from peers.given import numbers

    given = numbers(year)
    own = _read(root / "household", ["household_code", "village_code", "status"])
    facts, persons = _read(root / f"household_year/{year}", FACTS), _read(root / f"person_year/{year}", PERSON)
    told = own.merge(facts, how="left", on="household_code").merge(_counted(persons, year, given), how="left", on="household_code")
    told = _judged(told, given)
    out.parent.mkdir(parents=True, exist_ok=True)
    told.sort_values(["village_code", "household_code"]).to_parquet(out, compression="zstd", index=False)


def _read(folder: Path, columns: list[str]) -> pd.DataFrame:
    return pd.concat([pd.read_parquet(path, columns=columns, dtype_backend="pyarrow") for path in sorted(folder.glob("*.parquet"))])


def _counted(persons: pd.DataFrame, year: int, given: dict[str, Any]) -> pd.DataFrame:
    latest, earliest = pd.Timestamp(year - given["from_age"], 9, 1).date(), pd.Timestamp(year - given["to_age"] - 1, 9, 1).date()
    of_age = (persons["birth_on"] <= latest) & (persons["birth_on"] > earliest)
    student, reason = persons["student"], persons["out_of_school_reason"]
    at_school = student.isin(given["at_school"]).astype("boolean[pyarrow]").where(student.notna() | reason.notna())
    school = ~of_age | at_school | reason.isin(given["excused"]).astype("boolean[pyarrow]")
    insured = persons["resident_insurance"] | persons["employee_insurance"]
    flags = pd.DataFrame(
        {
            "household_code": persons["household_code"], "persons": 1,
            "schooling_failing": (~school).fillna(False).astype("int64"), "schooling_unknown": school.isna().astype("int64"),
            "medical_failing": (~insured).fillna(False).astype("int64"), "medical_unknown": insured.isna().astype("int64"),
        }
    )  # fmt: skip
    return flags.groupby("household_code", as_index=False).sum()


def _judged(told: pd.DataFrame, given: dict[str, Any]) -> pd.DataFrame:
    lines = [told[name] for name in ("wage_income", "business_income", "property_income", "transfer_income")]
    cost = told["business_cost"].where(~(told["business_cost"].isna() & (told["business_income"] == 0).fillna(False)), 0)
    recorded = told["net_income"].where(told["net_income"].notna(), told["net_income_per_head"] * told["members"])
    none = lines[0].isna() & lines[1].isna() & lines[2].isna() & lines[3].isna()
    net = (lines[0] + lines[1] + lines[2] + lines[3] - cost).where(~none, recorded)
    income = net > told["members"] * given["line"]
    schooling, medical = (_each_member(told, name) for name in ("schooling", "medical"))
    grade, dangerous = told["house_grade"], told["dangerous_house"]
    graded, sound = grade.isin(("A", "B")).astype("boolean[pyarrow]"), ~dangerous
    housing = graded.where(grade.notna() & (dangerous.isna() | (graded == sound).fillna(False)))
    housing = housing.where(grade.notna(), sound)
    met = income & told["food_secure"] & told["clothing_secure"] & schooling & medical & housing
    leave = (met & told["status"].isin(("registered", "exiting", "returned"))).fillna(False)
    return pd.DataFrame(
        {
            "household_code": told["household_code"], "village_code": told["village_code"], "status": told["status"],
            "members": told["members"].where(told["members"].notna(), told["persons"]), "income": income, "income_value": net // told["members"],
            "food": told["food_secure"], "clothing": told["clothing_secure"], "schooling": schooling,
            "schooling_value": told["schooling_failing"], "medical": medical, "medical_value": told["medical_failing"],
            "housing": housing, "standard_met": met, "may_leave": leave,
        }
    )  # fmt: skip


def _each_member(told: pd.DataFrame, name: str) -> pd.Series:
    complete = ((told[f"{name}_unknown"] == 0) & (told["persons"] >= told["members"])).fillna(False).astype("bool")
    fails = (told[f"{name}_failing"] > 0).fillna(False).astype("bool")
    return pd.Series(pd.NA, index=told.index, dtype="boolean[pyarrow]").mask(complete, True).mask(fails, False)


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
