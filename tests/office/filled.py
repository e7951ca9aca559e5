"""Made-up counties in the register of an office under test, loaded as the benchmarks load them."""

import importlib.util
from functools import cache
from pathlib import Path

from office.people import AT, NATION
from tuopin.synthetic.county import tables

FILLED = Path(__file__).resolve().parents[2] / "benchmarks" / "_filled.py"
SEED = 7


@cache
def filling():
    spec = importlib.util.spec_from_file_location("filled", FILLED)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made(county, *, households=120):
    """The tables of a small county, the same every time."""
    return tables(county, households=households, seed=SEED, years=(2015, 2016), wrong_exits=0.2)


def fill(*counties, households=120, at=AT):
    for county in counties:
        filling().loaded(made(county, households=households), by=NATION, at=at)
