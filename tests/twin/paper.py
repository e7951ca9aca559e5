"""An edition as one would read it on paper: its TOML file opened, laid over the file it names as its base, numbers made whole.

Nothing is checked here; a file that loosens its base or lacks a source is for the loader to refuse.
"""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from twin.lines import line

UNITS = ("household", "village", "township", "county")
HUNDREDTHS = {  # written in yuan or square metres, compared in fen or hundredths of a square metre
    ("income", "line"),
    ("floor_area", "least"),
    ("collective_level", "least"),
    ("collective_level", "enough"),
}


class Rule(NamedTuple):
    """One criterion as the edition asks for it: by what clause, with which numbers; weighed only, if not binding."""

    clause: str
    given: dict[str, Any]
    binding: bool

    def at(self, year):
        """The numbers of a year. The line stays a table of years: earlier years of income are compared with their own."""
        return {name: of_year(value, year) if name != "line" else value for name, value in self.given.items()}


class Income(NamedTuple):
    """What counts as income: lines that do not count and when, shares of products that cost, whether the register's own sum will do."""

    excluded: tuple[tuple[str, dict[str, list[str]]], ...]
    cost_ratios: dict[str, int]
    accept_recorded: bool


class Paper(NamedTuple):
    """An edition read; `year` is the one it comes into force in."""

    name: str
    year: int
    rules: dict[str, dict[str, Rule]]
    income: Income

    @property
    def looks_back(self):
        """How many years of income the edition asks for."""
        return self.rules["household"]["income"].given["years"]

    def line(self, year):
        """The poverty line of a year that the household's income is compared with, in fen a head."""
        return self.rules["household"]["income"].given["line"][year]


@cache
def read(name):
    """The edition of that name among those shipped, or in that file."""
    folder = files("tuopin.standard").joinpath("editions")
    file = tomllib.loads((Path(name) if name.endswith(".toml") else folder.joinpath(f"{name}.toml")).read_text("utf-8"))
    base = read(file["base"]) if "base" in file else Paper("", 0, {unit: {} for unit in UNITS}, Income((), {}, accept_recorded=False))
    rules = {unit: laid_over(base.rules[unit], file.get(unit, [])) for unit in UNITS}
    return Paper(file["name"], file["in_force"]["on"].year, rules, income_over(base.income, file.get("income", {})))


def laid_over(base, tables):
    """The base's criteria in their order, each with what the file says anew; then the file's own."""
    merged = dict(base)
    for table in tables:
        old = merged.get(table["criterion"], Rule("", {}, binding=True))
        given = {name: number(table["criterion"], name, entry) for name, entry in table.get("given", {}).items()}
        merged[table["criterion"]] = Rule(table["clause"], old.given | given, table.get("binding", old.binding))
    return merged


def number(criterion, name, entry):
    """A parameter's value: a named line, or what is written, by year where years are written; money in fen, areas in hundredths."""
    if "lines" in entry:
        return line(entry["lines"])
    value, scale = entry["value"], 100 if (criterion, name) in HUNDREDTHS else 1
    if isinstance(value, bool | list):
        return value
    if isinstance(value, dict):
        return {int(key) if key.isdigit() else key: each * scale for key, each in value.items()}
    return value * scale


def of_year(value, year):
    """A number written by year, in that year; any other as it is."""
    return value[year] if isinstance(value, dict) and all(isinstance(key, int) for key in value) else value


def income_over(base, section):
    """The base's rules of income with what the file adds."""
    excluded = dict(base.excluded) | {row["fact"]: row.get("when", {}) for row in section.get("excluded", [])}
    ratios = base.cost_ratios | {row["line"]: row["percent"] for row in section.get("cost_ratios", [])}
    accept = section.get("accept_recorded", {"value": base.accept_recorded})["value"]
    return Income(tuple(excluded.items()), ratios, accept)


def shipped():
    """The names of all editions shipped."""
    folder = files("tuopin.standard").joinpath("editions")
    return tuple(sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml")))
