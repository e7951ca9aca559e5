"""Tables of cases for criteria: the header names facts, each row is one unit, the last column is what must come out.

`-` is a fact nobody recorded; the answers are met, not_met, unknown. Types are the register's own, so a fact that the register
does not have cannot be tested.
"""

from datetime import date

import narwhals as nw
import polars as pl

from tuopin.register.schema import TABLES
from tuopin.register.schema.parquet import types
from tuopin.standard.criteria import CRITERIA
from tuopin.standard.criterion import EachMember, Unit

COUNTED = dict.fromkeys(
    ("poor_low", "poor_high", "population", "villages", "poor_villages", "poor_villages_ready", "net_income_0", "net_income_1", "net_income_2"), pl.Int64()
)
OTHERS = {"region": pl.String(), "national_county": pl.Boolean()}
LOOKED_BACK = dict.fromkeys(("members_0", "members_1", "members_2"), pl.Int32())
FACTS = {
    Unit.HOUSEHOLD: types(TABLES["person_year"]) | types(TABLES["household"]) | types(TABLES["household_year"]) | COUNTED | LOOKED_BACK,
    Unit.VILLAGE: types(TABLES["village_year"]) | COUNTED | OTHERS,
    Unit.TOWNSHIP: COUNTED | OTHERS,
    Unit.COUNTY: types(TABLES["county_year"]) | COUNTED | OTHERS,
}
ANSWERS = {"met": True, "not_met": False, "unknown": None}
TOLD = {answer: word for word, answer in ANSWERS.items()}


def rows(text):
    """The rows of a table as dicts of words."""
    head, *body = (line.split() for line in text.strip().splitlines())
    return [dict(zip(head, cells, strict=True)) for cells in body]


def cell(word, kind):
    """One word in the register's type."""
    if word == "-":
        return None
    if isinstance(kind, pl.Boolean):
        return {"yes": True, "no": False}[word]
    if isinstance(kind, pl.Date):
        return date.fromisoformat(word)
    return word if isinstance(kind, pl.String) else int(word)


def frame(text, unit):
    """The facts of a table, without its last column."""
    cases = rows(text)
    names = [name for name in cases[0] if name not in {"answer", "value"}]
    schema = {name: FACTS[unit][name] for name in names}
    return pl.LazyFrame([{name: cell(case[name], schema[name]) for name in names} for case in cases], schema=schema)


def judged(unit, name, text, **given):
    """Each row with the answer that came out put in place of the expected one."""
    finding = CRITERIA[unit, name].function(**given)
    met = finding.must if isinstance(finding, EachMember) else finding.met
    told = answers(frame(text, unit), met)
    return [case | {"answer": TOLD[answer]} for case, answer in zip(rows(text), told, strict=True)]


def answers(facts, expression):
    """The expression over each row, in order."""
    kept = nw.from_native(facts).with_columns(expression.alias("answer")).to_native()
    return kept.collect()["answer"].to_list()
