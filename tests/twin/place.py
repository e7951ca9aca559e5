"""Villages, townships, counties: people counted from the households up, incidence of poverty, factors. Clauses V1, V2, C1, C2."""

import csv
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from twin import factors
from twin.household import Found
from twin.judge import ON_THE_REGISTER
from twin.three import all_met, known

WEST = {
    *("15", "45", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"),
    # Inner Mongolia, Guangxi, Chongqing, Sichuan, Guizhou, Yunnan, Tibet, Shaanxi, Gansu, Qinghai, Ningxia, Xinjiang
}


@cache
def poverty_counties():
    """The 832: county code (of 2014 and of 2020) to its limit in percent."""
    rows = csv.DictReader(files("tuopin.common").joinpath("data", "poverty_counties_832.csv").read_text("utf-8-sig").splitlines())
    return {code: int(row["threshold_pct"]) for row in rows for code in (row["code_2020"], row["code_2014"])}


def region(code):
    """Under which limit a place falls: the county's own, if it is one of the 832, else its province's."""
    limit = poverty_counties().get(code[:6])
    west = limit == 3 if limit else code[:2] in WEST
    return "west" if west else "other"


# ------------------------------------------------------------------------------------------------------------------------ counting
def count(verdicts):
    """What is counted of a place's households."""
    rows = list(verdicts)
    registered = [row for row in rows if row.status in ON_THE_REGISTER]
    leaving = [row for row in rows if row.may_leave]
    wrongly = [row for row in rows if row.status == "exited" and row.standard_met is False]
    return {
        "households": len(rows),
        "persons": persons(rows),
        "registered_households": len(registered),
        "registered_persons": persons(registered),
        "leaving_households": len(leaving),
        "leaving_persons": persons(leaving),
        "wrongly_exited_households": len(wrongly),
        "wrongly_exited_persons": persons(wrongly),
        "unknown_households": sum(row.standard_met is None for row in rows),
        "poor_low": sum(row.poor_low or 0 for row in rows),
        "poor_high": None if any(row.members is None for row in rows) else sum(row.poor_high for row in rows),
        "uncounted": sum(row.members is None for row in rows),
    }


def persons(rows):
    """The people of some households, as far as they are counted."""
    return sum(row.members or 0 for row in rows)


# --------------------------------------------------------------------------------------------------------- one place and its standard
class Told(NamedTuple):
    """What the judge says of a place: its counts, the facts it was judged by, each criterion, and whether it may leave."""

    code: str
    region: str
    counts: dict[str, int | None]
    facts: dict[str, Any]
    found: dict[str, Found]
    standard_met: bool | None
    may_leave: bool


def judge_place(unit, code, facts, counts, *, rules, year):
    """Every criterion for one place. Binding ones must be met; weighed ones must be known, met or not (ADR-0015)."""
    place = facts | {"poor_low": counts["poor_low"], "poor_high": counts["poor_high"], "region": region(code)}
    found = {name: CRITERIA[unit][name](place, **rule.at(year)) for name, rule in rules.items()}
    answers = [found[name].met if rule.binding else known(found[name].met) for name, rule in rules.items()]
    return Told(code, place["region"], counts, facts, found, all_met(answers), may_leave=False)


def incidence(place, *, limit, at_limit):
    """Poor people of 100 are not more than so many, in whole people: whoever of the possibly poor turns out to be poor.

    Exactly the limit passes where the edition says so. With nobody to divide by, nobody knows.
    """
    people, low, high, percent = place.get("population"), place["poor_low"], place["poor_high"], limit[place["region"]]
    if not people:
        return Found(None, None, percent * 100, lower=True)
    room = people * percent
    enough = high is not None and (high * 100 <= room if at_limit else high * 100 < room)
    too_many = low * 100 > room if at_limit else low * 100 >= room
    shown = None if high is None else -(-high * 10_000 // people)  # of 10,000, rounded up
    return Found(True if enough else False if too_many else None, shown, percent * 100, lower=True)


CRITERIA = {
    "village": factors.VILLAGE | {"incidence": incidence},
    "township": factors.TOWNSHIP | {"incidence": incidence},
    "county": factors.COUNTY | {"incidence": incidence},
}
