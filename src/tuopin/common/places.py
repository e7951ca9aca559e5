"""Places by code: "within" is a prefix test; the 832 poverty counties and the west's three percent. Clauses C1, V1, C2."""

import csv
import gzip
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Region = Literal["west", "other"]
LEVELS = {2: "province", 4: "prefecture", 6: "county", 9: "township", 12: "village"}
WESTERN_PROVINCES = frozenset(("15", "45", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"))


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the 2016 division: code of 2, 4, 6, 9 or 12 digits, name, level, code of the place above."""

    code: str
    name: str
    level: str
    parent: str


@dataclass(frozen=True, slots=True)
class PovertyCounty:
    """One of the 832: its code and name in 2014 and 2020, its limit in percent, the year it left."""

    code: str
    name: str
    code_2020: str
    name_2020: str
    limit: int
    exit_year: int


def level(code: str) -> str:
    """The level a code's length tells. KeyError if no place has codes of that length."""
    return LEVELS[len(code)]


def county_of(code: str) -> str:
    """The county a township or village lies in."""
    return code[:6]


def within(code: str, area: str) -> bool:
    """Whether a place lies in an area (or is it)."""
    return code.startswith(area)


@cache
def places() -> dict[str, Place]:
    """Provinces, prefectures, counties and townships of 2016, and the villages of the four demonstration counties, by code."""
    rows = (*_rows("places_2016.csv.gz"), *_rows("villages_2016_four_counties.csv.gz"))
    return {row["code"]: Place(row["code"], row["name"], row["level"], row["parent_code"]) for row in rows}


@cache
def poverty_counties() -> dict[str, PovertyCounty]:
    """The 832 by their code of 2014 (and 2020, where it changed); two areas without a code then became one county, Mangya."""
    counties = [
        PovertyCounty(
            row["code_2014"], row["name_2014"], row["code_2020"], row["name_2020"], int(row["threshold_pct"]), int(row["exit_year"])
        )
        for row in _rows("poverty_counties_832.csv")
    ]
    return {county.code_2020: county for county in counties} | {county.code: county for county in counties if county.code}


def region(code: str) -> Region:
    """West (3 %) or not (2 %): by the county's own limit where it is one of the 832, else by the province."""
    county = poverty_counties().get(code[:6])
    if county:
        return "west" if county.limit == 3 else "other"
    return "west" if code[:2] in WESTERN_PROVINCES else "other"


def _rows(name: str) -> list[dict[str, str]]:
    content = files("tuopin.common").joinpath("data", name).read_bytes()
    text = gzip.decompress(content) if name.endswith(".gz") else content
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
