"""Poverty lines by authority, year, price basis and income concept. Clause H1.

The concept changed in 2014, from net to disposable income per head; the register kept its own per-head net income. A line of
another year, authority or basis is another line: nothing is carried over in silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files

from tuopin.common.money import ceiling_fen
from tuopin.common.words import Words
from tuopin.standard import reading
from tuopin.standard.given import Certainty, Given, by_year, int_of, least_sure

CLAUSE = "H1"


@dataclass(frozen=True)
class Line:
    """A poverty line: its numbers by year in fen; `used` is false for one that is listed but may not be used."""

    name: str
    title: Words
    authority: str
    used: bool
    given: Given


@cache
def lines() -> Mapping[str, Line]:
    """Every line we hold, by name."""
    with as_file(files("tuopin.standard").joinpath("lines.toml")) as path:
        top = reading.read(path)
    sources, concepts = top.section("sources"), top.section("concepts")
    known_sources = {key: sources.text(key) for key in sources.left()}
    known_concepts = {key: concepts.words(key) for key in concepts.left()}
    read: dict[str, Line] = {}
    section = top.section("lines")
    for name in section.left():
        read[name] = _line(name, section.section(name), _Known(known_sources, known_concepts, read))
    top.done()
    return read


@dataclass(frozen=True)
class _Known:
    sources: Mapping[str, str]
    concepts: Mapping[str, Words]
    lines: Mapping[str, Line]


def _line(name: str, section: reading.Section, known: _Known) -> Line:
    title, authority = section.words("title"), str(section.take("authority"))
    used, basis = section.switch("used"), section.words("basis")
    given = _carried(section, known) if "carried" in section else _yearly(section, known)
    section.done()
    based = {year: replace(each, basis=basis) for year, each in given.years.items()}
    return Line(name, title, authority, used, replace(given, years=based, basis=basis))


def _yearly(section: reading.Section, known: _Known) -> Given:
    table, years = section.section("year"), {}
    for year in table.left():
        row = table.section(year)
        years[int(year)] = Given(
            row.number("yuan") * 100,
            CLAUSE,
            known.sources[row.text("source")],
            Certainty(row.text("certainty")),
            concept=known.concepts[row.text("concept")],
        )
        row.done()
    return by_year(years)


def _carried(section: reading.Section, known: _Known) -> Given:
    row = section.section("carried")
    yuan, origin, leader = row.number("yuan"), row.number("year"), known.lines[row.text("by")].given.years
    source = known.sources[row.text("source")]
    row.done()
    reference = int_of(leader[origin])
    return by_year(
        {
            year: replace(
                each,
                value=ceiling_fen(yuan, int_of(each), reference),
                source=source,
                certainty=least_sure(Certainty.DERIVED, each.certainty),
            )
            for year, each in leader.items()
        }
    )
