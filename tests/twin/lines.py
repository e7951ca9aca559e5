"""The poverty line of each year in fen, read off lines.toml: as published, or carried from another year's prices.

A line at 2010 prices is carried to a year by the ratio of the national lines of the two years, rounded up to the fen, so that
carrying never lowers it.
"""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def line(name):
    """Year to fen a head."""
    written = tomllib.loads(files("tuopin.standard").joinpath("lines.toml").read_text("utf-8"))["lines"][name]
    if "carried" not in written:
        return {int(year): entry["yuan"] * 100 for year, entry in written["year"].items()}
    carried = written["carried"]
    leader = line(carried["by"])
    return {year: up(carried["yuan"] * 100 * fen, leader[carried["year"]]) for year, fen in leader.items()}


def up(numerator, denominator):
    """A quotient rounded up to a whole number."""
    return -(-numerator // denominator)
