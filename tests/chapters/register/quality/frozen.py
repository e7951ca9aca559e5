"""A small frozen register on disk, as an import leaves it: two households of one village, a third in another county."""

import polars as pl

from tuopin.register.quality.facts import aged, someone
from tuopin.register.snapshot import Snapshot, SnapshotWriter

COUNTY, OTHER = "529900", "529901"
VILLAGE = COUNTY + "000001"
PEOPLE = "导出.xlsx"
CHECKED = "核查.xlsx"
SOURCES = [
    {
        "name": PEOPLE, "sha256": "", "sheets": [
            {
                "sheet": "人", "layout": "person", "header_row": 3, "year": 2016,
                "columns": {
                    "place.county": 1, "key.household_code": 5, "key.person_code": 6, "person.name": 7, "person.id_number": 8,
                    "household_year.members": 9, "person.relation": 10, "person_year.labour": 15, "household.status": 19,
                    "household_year.net_income_per_head": 26, "household.phone": 27,
                },
            },
        ],
    },
    {
        "name": CHECKED, "sha256": "", "sheets": [
            {
                "sheet": "户", "layout": "exit_check", "header_row": 3, "year": 2016,
                "columns": {"key.household_code": 5, "household_year.food_secure": 8, "household_year.house_grade": 11},
            },
        ],
    },
]


def household(code, county=COUNTY, **facts):
    return {"household_code": code, "village_code": county + "000001", "status": "exited"} | facts


def year(code, county=COUNTY, **facts):
    return {"household_code": code, "village_code": county + "000001", "year": 2016, "members": 2} | facts


def person(code, home, county=COUNTY, **facts):
    return {"person_code": code, "household_code": home, "village_code": county + "000001"} | facts


def freeze(folder, *, origin=True, sources=SOURCES):
    """Household 1 (head second) sits in rows 4-5, household 2 in rows 6-7 of the person sheet."""
    ours = {
        "household": [household("1", phone="13000000001"), household("2", phone="123")],
        "household_year": [
            year("1", net_income_per_head=2_000_00, house_grade="D", food_secure=True), year("2", net_income_per_head=5_012_00, members=3),
        ],
        "person": [
            person("11", "1", relation="spouse", id_number=someone(1)), person("12", "1", relation="head", id_number=someone(2)),
            person("21", "2", relation="head", id_number=someone(3)), person("22", "2", relation="son", birth_on=aged(8), id_number=someone(4)),
        ],
        "person_year": [
            person("11", "1", year=2016, labour="ordinary"), person("12", "1", year=2016, labour="ordinary"),
            person("21", "2", year=2016, labour="ordinary"), person("22", "2", year=2016, birth_on=aged(8), labour="ordinary"),
        ],
    }
    theirs = {
        "household": [household("9", OTHER)], "household_year": [year("9", OTHER, members=1)],
        "person": [person("91", "9", OTHER, relation="head", id_number=someone(3))], "person_year": [person("91", "9", OTHER, year=2016)],
    }
    with SnapshotWriter(folder, synthetic=True, source="test") as writer:
        for county, tables in ((COUNTY, ours), (OTHER, theirs)):
            writer.county(county, {name: pl.DataFrame(rows, infer_schema_length=None) for name, rows in tables.items()})
        writer.table("place", pl.DataFrame([{"code": VILLAGE, "name": "一村", "level": "village", "parent_code": VILLAGE[:9]}]))
        for name in ("village_year", "county_year"):
            writer.table(name, pl.DataFrame())
        if origin:
            writer.note(sources=sources)
            writer.add(f"origin/{COUNTY}.parquet", pl.DataFrame(_origin(ours), schema=ORIGIN, orient="row"))
    return Snapshot.open(folder)


ORIGIN = {
    "file": pl.Int32, "sheet": pl.String, "row": pl.Int64, "village_code": pl.String, "household_code": pl.String, "person_code": pl.String,
    "year": pl.Int32,
}


def _origin(tables):
    people = [(0, "人", row, VILLAGE, one["household_code"], one["person_code"], 2016) for row, one in enumerate(tables["person"], 4)]
    return [*people, (1, "户", 4, VILLAGE, "1", None, 2016)]
