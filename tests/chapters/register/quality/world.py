"""A register of one example: the rule's facts and nothing else, in memory, asked for as a snapshot is."""

from collections import defaultdict
from pathlib import Path

import polars as pl

from tuopin.register.quality.facts import YEAR
from tuopin.register.quality.rule import Grain, table_field
from tuopin.register.quality.run import check
from tuopin.register.quality.settings import Settings
from tuopin.register.schema import TABLES
from tuopin.register.schema.parquet import types
from tuopin.register.snapshot import Snapshot

COUNTY, OTHER_COUNTY = "529900", "529901"
VILLAGE = COUNTY + "000001"
HOUSEHOLD, PERSON = "1", "p1"
NESTED = ("persons", "homes", "beside", "neighbours", "elsewhere", "before")
EVERYTHING_ASKED = frozenset(f"{table.name}.{field.name}" for table in TABLES.values() for field in table.fields)
OF_MEMBERS = {Grain.PERSON: Grain.PERSON, Grain.HOUSEHOLD: Grain.PERSON}


class World:
    """Rows of the tables by county; codes are filled in, everything else stays null."""

    def __init__(self, grain):
        self.grain = grain
        self.rows = defaultdict(list)
        self.year = YEAR
        self.people = 0

    def household(self, code, facts, *, county=COUNTY):
        own = self.split(Grain.HOUSEHOLD_YEAR, facts)
        keys = {"household_code": code, "village_code": county + "000001"}
        self.rows[county, "household"].append(keys | own["household"])
        self.rows[county, "household_year"].append(keys | {"year": self.year} | own["household_year"])
        for member in facts.get("persons", ()):
            self.person(member, code=code, county=county)

    def person(self, facts, *, code=HOUSEHOLD, county=COUNTY):
        self.people += 1
        own = self.split(OF_MEMBERS.get(self.grain, Grain.PERSON_YEAR), facts)
        keys = {"person_code": f"p{self.people}", "household_code": code, "village_code": county + "000001"}
        self.rows[county, "person"].append(keys | own["person"])
        self.rows[county, "person_year"].append(keys | {"year": self.year} | own["person_year"])
        return own

    def split(self, grain, facts):
        tables = defaultdict(dict)
        for name, value in facts.items():
            if name not in NESTED and name != "year":
                table, _, field = table_field(grain, name).partition(".")
                tables[table][field] = value
        return tables

    def snapshot(self):
        return Held(Path("nowhere"), {"counties": self._counts(), "years": self._years(), "synthetic": False}, dict(self.rows))

    def _counts(self):
        return {county: {"households": 1, "persons": 1} for county in sorted({county for county, _ in self.rows} | {COUNTY})}

    def _years(self):
        return sorted({row["year"] for (_, table), rows in self.rows.items() if table == "household_year" for row in rows})


class Held(Snapshot):
    """A snapshot that is held in memory."""

    def __init__(self, root, manifest, rows):
        super().__init__(root, manifest)
        object.__setattr__(self, "rows", rows)

    def scan(self, table, county=None, year=None):
        rows = [row for (where, name), rows in self.rows.items() if name == table and county in (None, where) for row in rows]
        rows = [row for row in rows if year is None or row["year"] == year]
        return pl.DataFrame(rows, schema=types(TABLES[table]), orient="row").lazy()


def world(grain, facts):
    """The register that an example describes."""
    made = World(grain)
    made.year = facts.get("year", YEAR)
    {
        Grain.PERSON: _of_person, Grain.PERSON_YEAR: _of_person,
        Grain.HOUSEHOLD: _of_household, Grain.HOUSEHOLD_YEAR: _of_household,
        Grain.VILLAGE_YEAR: _of_place, Grain.COUNTY_YEAR: _of_place,
    }[grain](made, facts)
    return made.snapshot()


def found(rule, facts, *, asked=EVERYTHING_ASKED):
    """The problems that one rule finds in its example, as (household, person, year)."""
    given = Settings(asked=asked)
    return pl.concat([part.problems for part in check(world(rule.grain, facts), given=given, rules=[rule])])


def fires(rule, facts, *, asked=EVERYTHING_ASKED):
    """Whether the rule reports the example's own row, and the year of its facts."""
    problems = found(rule, facts, asked=asked).filter(pl.col("county_code") == COUNTY)
    if rule.grain in (Grain.PERSON, Grain.PERSON_YEAR):
        return PERSON in problems["person_code"].to_list()
    if rule.grain in (Grain.HOUSEHOLD, Grain.HOUSEHOLD_YEAR):
        return HOUSEHOLD in problems["household_code"].to_list()
    return len(problems) > 0


def _of_person(made, facts):
    own = made.person({name: value for name, value in facts.items() if name not in NESTED})
    made.household(HOUSEHOLD, own["household"] | own["household_year"])
    others = {code for other in facts.get("beside", ()) if (code := other.get("household_code"))}
    for code in sorted(others):
        made.household(code, {})
    for other in facts.get("beside", ()):
        made.person({k: v for k, v in other.items() if k != "household_code"}, code=other.get("household_code", HOUSEHOLD))
    if "elsewhere" in facts:
        made.household("there", {"persons": facts["elsewhere"]}, county=OTHER_COUNTY)


def _of_household(made, facts):
    made.household(HOUSEHOLD, facts)
    for number, other in enumerate(facts.get("neighbours", ()), 2):
        made.household(str(number), other)
    for other in facts.get("beside", ()):
        made.household("another", {})
        made.person({k: v for k, v in other.items() if k != "household_code"}, code="another")
    if "before" in facts:
        row = {"household_code": HOUSEHOLD, "village_code": VILLAGE, "year": made.year - 1}
        made.rows[COUNTY, "household_year"].append(row | made.split(Grain.HOUSEHOLD_YEAR, facts["before"])["household_year"])


def _of_place(made, facts):
    table = str(made.grain)
    key = {"village_code": VILLAGE} if table == "village_year" else {"county_code": COUNTY}
    made.rows[COUNTY, table].append(key | {"year": made.year} | made.split(made.grain, facts)[table])
    if "before" in facts:
        made.rows[COUNTY, table].append(key | {"year": made.year - 1} | facts["before"])
    for number, home in enumerate(facts.get("homes", ()), 1):
        made.household(str(number), home)
