"""A register small enough to read: one village group of a western county, each household there for one reason. All synthetic."""

from datetime import date

import polars as pl

from tuopin.common.identity import made_up_id
from tuopin.register.snapshot import SnapshotWriter

COUNTY, VILLAGE, OTHER_VILLAGE, THIRD_VILLAGE = "520381", "520381001001", "520381001002", "520381002001"
PHONE = "13900000000"
HEADS = {"1": "王一", "2": "李二", "3": "张三", "4": "赵四", "5": "钱五", "6": "孙六", "7": "周七", "8": "吴八"}
YEAR = 2016

HOUSEHOLDS = """
n  village  status          members  net_yuan  food  house_grade  dangerous
1  A        registered      4        20000     1     A            0
2  A        registered      4        11808     1     B            0
3  A        exited          3        6000      1     A            0
4  A        registered      2        9000      1     -            -
5  B        returned        1        3000      1     A            0
6  B        registered      5        40000     0     D            1
7  C        exited          2        8000      1     A            0
8  C        not_registered  3        90000     1     A            0
"""
MEMBERS = """
n  relation  birth       student  reason  insured
1  head      1970-01-01  -        -       1
1  spouse    1972-02-02  -        -       1
1  son       2006-03-03  primary  -       1
1  daughter  2004-04-04  grade_7  -       1
2  head      1975-01-01  -        -       1
2  spouse    1976-02-02  -        -       1
2  son       2007-03-03  not_student  poverty  1
2  mother    1945-04-04  -        -       1
3  head      1960-01-01  -        -       1
3  spouse    1961-02-02  -        -       1
3  son       1990-03-03  -        -       1
4  head      1950-01-01  -        -       1
4  spouse    1951-02-02  -        -       1
5  head      1948-01-01  -        -       1
6  head      1970-01-01  -        -       1
6  spouse    1971-02-02  -        -       0
6  son       2005-03-03  -        -       -
6  daughter  2000-04-04  -        -       1
7  head      1955-01-01  -        -       1
7  spouse    1956-02-02  -        -       1
8  head      1980-01-01  -        -       1
8  spouse    1981-02-02  -        -       1
8  son       2010-03-03  primary  -       1
"""
VILLAGES = {"A": VILLAGE, "B": OTHER_VILLAGE, "C": THIRD_VILLAGE}
PEOPLE = {VILLAGE: 400, OTHER_VILLAGE: 300, THIRD_VILLAGE: 100}
PLACES = {
    "52": "贵州省", "5203": "遵义市", COUNTY: "赤水市", "520381001": "市中街道", "520381002": "文华街道",
    VILLAGE: "甲村", OTHER_VILLAGE: "乙村", THIRD_VILLAGE: "丙村",
}  # fmt: skip


def rows(text):
    """A text table as dicts; "-" is nothing."""
    names, *lines = (line.split() for line in text.strip().splitlines())
    return [dict(zip(names, (None if cell == "-" else cell for cell in line), strict=True)) for line in lines]


def flag(cell):
    return None if cell is None else cell == "1"


def code(n):
    return f"{COUNTY}{n:0>6}"


def household_tables():
    households, yearly = [], []
    for row in rows(HOUSEHOLDS):
        own = {"household_code": code(row["n"]), "village_code": VILLAGES[row["village"]]}
        households.append({**own, "group_name": "一组", "head_name": HEADS[row["n"]], "status": row["status"], "phone": PHONE})
        net = int(row["net_yuan"]) * 100
        lines = {"wage_income": net, "business_income": 0, "property_income": 0, "transfer_income": 0, "business_cost": 0}
        facts = {"food_secure": flag(row["food"]), "clothing_secure": True, "house_grade": row["house_grade"]}
        yearly.append({**own, "year": YEAR, "members": int(row["members"]), **lines, **facts, "dangerous_house": flag(row["dangerous"])})
    return pl.DataFrame(households), pl.DataFrame(yearly)


def person_tables():
    villages = {row["n"]: VILLAGES[row["village"]] for row in rows(HOUSEHOLDS)}
    persons, yearly = [], []
    for number, row in enumerate(rows(MEMBERS)):
        born = date.fromisoformat(row["birth"])
        own = {"person_code": f"{code(row['n'])}{number:02d}", "household_code": code(row["n"]), "village_code": villages[row["n"]]}
        identity = {"id_number": made_up_id(born, "male", number), "phone": PHONE, "relation": row["relation"], "birth_on": born}
        persons.append({**own, "name": f"{HEADS[row['n']][0]}某{number}", **identity})
        facts = {"student": row["student"], "out_of_school_reason": row["reason"], "resident_insurance": flag(row["insured"])}
        yearly.append({**own, "year": YEAR, "birth_on": born, **facts, "employee_insurance": False})
    return pl.DataFrame(persons), pl.DataFrame(yearly)


def places():
    level = {2: "province", 4: "prefecture", 6: "county", 9: "township", 12: "village"}
    return pl.DataFrame([{"code": place, "name": name, "level": level[len(place)]} for place, name in PLACES.items()])


def village_rows():
    """Three poor villages where every factor is met."""
    factors = {"paved_road": True, "unsafe_water_households": 0, "clinics": 1, "culture_rooms": 1, "industry": True}
    own = {"year": YEAR, "poor_village": True, "exited": False, "collective_income": 5_000_000, **factors}
    return pl.DataFrame([{"village_code": place, "population": number, **own} for place, number in PEOPLE.items()])


def write_snapshot(out):
    """The tiny register as a snapshot in folder `out`."""
    household, household_year = household_tables()
    person, person_year = person_tables()
    tables = {"household": household, "household_year": household_year, "person": person, "person_year": person_year}
    with SnapshotWriter(out, synthetic=True, source="tests") as writer:
        writer.county(COUNTY, tables)
        writer.table("place", places())
        writer.table("village_year", village_rows())
        writer.table("county_year", pl.DataFrame([{"county_code": COUNTY, "year": YEAR, "rural_population": 800}]))
    return out
