"""The judge over a whole register: every household, then every village, township and county from the households up. Clause R2d.

Tables are lists of rows (dictionaries), as they are written down; order does not matter.
"""

from collections import defaultdict
from typing import NamedTuple

from twin.judge import Household, Verdict, judge
from twin.place import Told, count, judge_place, poverty_counties


class Judgement(NamedTuple):
    """All that is decided, each list in the order of the codes."""

    households: list[Verdict]
    villages: list[Told]
    townships: list[Told]
    counties: list[Told]


def judge_register(paper, year, tables):
    """The whole register by one edition, for one year."""
    return with_places(paper, year, tables, judge_households(paper, year, tables))


def with_places(paper, year, tables, verdicts):
    """Households judged already, and the places they live in."""
    villages = judge_villages(paper, year, tables, verdicts)
    townships = judge_above(paper, "township", tables, verdicts, villages=villages, digits=9, year=year)
    counties = judge_above(paper, "county", tables, verdicts, villages=villages, digits=6, year=year)
    return Judgement(verdicts, villages, townships if paper.rules["township"] else [], counties)


def judge_households(paper, year, tables):
    """Every household, by village and number."""
    by_year = {(row["household_code"], row["year"]): row for row in tables["household_year"]}
    people = grouped((row for row in tables["person_year"] if row["year"] == year), lambda row: row["household_code"])
    verdicts = []
    for own in sorted(tables["household"], key=lambda row: (row["village_code"], row["household_code"])):
        code = own["household_code"]
        years = [by_year.get((code, year - back), {}) for back in range(paper.looks_back)]
        verdicts.append(judge(Household(year, own, years, people.get(code, []), paper.income), paper.rules["household"]))
    return verdicts


def judge_villages(paper, year, tables, verdicts):
    """Every village that has households or facts. It may leave if it is a poor village, has not left, and meets the standard."""
    recorded = {row["village_code"]: row for row in tables["village_year"] if row["year"] == year}
    living = grouped(verdicts, lambda row: row.village_code)
    told = []
    for code in sorted(recorded.keys() | living.keys()):
        counts, facts = count(living.get(code, [])), recorded.get(code, {})
        village = judge_place("village", code, facts, counts, rules=paper.rules["village"], year=year)
        leaving = village.standard_met is True and facts.get("poor_village") is True and facts.get("exited") is False
        told.append(village._replace(may_leave=leaving))
    return told


def judge_above(paper, unit, tables, verdicts, *, villages, digits, year):
    """Every township or county that has households: its own facts, its households counted, the state of its villages."""
    recorded = {row["county_code"]: row for row in tables["county_year"] if row["year"] == year and unit == "county"}
    living, parts = grouped(verdicts, lambda row: row.village_code[:digits]), grouped(villages, lambda row: row.code[:digits])
    told = []
    for code in sorted(living):
        facts = recorded.get(code, {}) | village_states(parts[code])
        if unit == "county":
            facts |= {"population": facts.get("rural_population"), "national_county": code in poverty_counties()}
        place = judge_place(unit, code, facts, count(living[code]), rules=paper.rules[unit], year=year)
        told.append(place._replace(may_leave=place.standard_met is True))
    return told


def village_states(villages):
    """Of the villages of a place: how many, how many poor ones, how many of those have left or may; their people, if all are known."""
    poor = [village for village in villages if village.facts.get("poor_village") is True]
    people = [village.facts.get("population") for village in villages]
    return {
        "villages": len(villages),
        "poor_villages": len(poor),
        "poor_villages_ready": sum(village.facts.get("exited") is True or village.may_leave for village in poor),
        "population": None if None in people else sum(people),
    }


def grouped(rows, key):
    """Rows by what a function says of them."""
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(groups)
