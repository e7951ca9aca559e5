"""A small made-up register through the whole engine: frozen as a snapshot, assessed, read back. Every person in it is synthetic.

A household is ordinary (it meets the national standard) but for what a test says. Words in tables: `-` is a fact nobody recorded.
"""

from datetime import date

import polars as pl

from tuopin.assessment.reasons import Which
from tuopin.assessment.result import Result
from tuopin.assessment.run import assess
from tuopin.assessment.settings import Run
from tuopin.register.schema import TABLES
from tuopin.register.schema.parquet import types
from tuopin.register.snapshot import Snapshot, SnapshotWriter
from tuopin.standard.edition import load

YEAR = 2016
LINE = 295_200  # fen a head, 2016
WEST, OTHER = "520526", "360881"  # Weining in Guizhou (3 %), Jinggangshan in Jiangxi (2 %); both of the 832
ORDINARY = {
    "wage_income": 2_000_000,
    "business_income": 0,
    "property_income": 0,
    "transfer_income": 0,
    "food_secure": True,
    "clothing_secure": True,
    "house_grade": "B",
    "dangerous_house": False,
}
GROWN = {"birth_on": date(1980, 1, 1), "resident_insurance": True, "employee_insurance": False}
SOUND_VILLAGE = {
    "poor_village": True,
    "exited": False,
    "population": 10_000,
    "paved_road": True,
    "unsafe_water_households": 0,
    "clinics": 1,
    "culture_rooms": 1,
    "industry": True,
    "collective_income": 100,
}


class Register:
    """Households, villages and counties as they are put down, one after the other."""

    def __init__(self, year=YEAR):
        self.year = year
        self.rows = {name: [] for name in ("household", "household_year", "person_year", "village_year", "county_year")}

    def household(self, village, members=3, *, status="registered", people=None, **facts):
        """One household; `people` are what differs from a grown and insured person, one dictionary each."""
        code = f"{len(self.rows['household']) + 1:010}"
        keys = {"household_code": code, "village_code": village}
        year = {"year": self.year}
        self.rows["household"].append(keys | {"status": status})
        self.rows["household_year"].append(keys | year | ORDINARY | {"members": members} | facts)
        listed = [{}] * (members or 0) if people is None else people
        self.rows["person_year"] += [keys | year | GROWN | {"person_code": f"{code}{number:02}"} | each for number, each in enumerate(listed)]
        return code

    def poor(self, village, persons):
        """So many poor people, in households of four (and a smaller one) that are below the line."""
        for members in [4] * (persons // 4) + ([persons % 4] if persons % 4 else []):
            self.household(village, members, wage_income=0)

    def village(self, code, **facts):
        """One village, sound but for what is said."""
        self.rows["village_year"].append({"village_code": code, "year": self.year} | SOUND_VILLAGE | facts)

    def county(self, code, rural_population):
        """One county."""
        self.rows["county_year"].append({"county_code": code, "year": self.year, "rural_population": rural_population})

    def assessed(self, folder, edition="cn-2016"):
        """What the engine makes of it."""
        snapshot, out = self.frozen(folder / "snapshot"), folder / "result"
        assess(Run(snapshot, load(edition), self.year, which=Which.ALL), out, lambda amount=1: None)
        return Result.open(out)

    def frozen(self, folder):
        """The register as a snapshot."""
        tables = {name: pl.DataFrame([{column: row.get(column) for column in kinds} for row in self.rows[name]], schema=kinds) for name, kinds in KINDS.items()}
        county = pl.col("village_code").str.slice(0, 6)
        with SnapshotWriter(folder, synthetic=True, source="made up") as writer:
            for code in tables["household"].select(county).unique().to_series().sort():
                writer.county(code, {name: tables[name].filter(county == code) for name in ("household", "household_year", "person_year")})
            for name in ("village_year", "county_year"):
                writer.table(name, tables[name])
        return Snapshot.open(folder)


KINDS = {name: types(TABLES[name]) for name in ("household", "household_year", "person_year", "village_year", "county_year")}


def verdicts(result):
    """Every household's verdict by its number."""
    frame = pl.concat([result.verdicts(county).collect() for county in result.counties])
    return {row["household_code"]: row for row in frame.rows(named=True)}


def place(result, code):
    """One village's or county's row."""
    table, column = ("villages", "village_code") if len(code) == 12 else ("counties", "county_code")
    return result.table(table).filter(pl.col(column) == code).row(0, named=True)
