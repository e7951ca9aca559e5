"""Facts gathered from the rows below: a household's from its members, a village's or a county's from its households.

A rule writes `members(pl.col("relation").eq("head").sum())` and gets a column; the engine gathers every such column in one
group-by. The column is named by the digest of what it gathers, so two rules that ask the same share it.
"""

from collections.abc import Collection
from typing import Final, Literal

import polars as pl

from tuopin.common import digest

Below = Literal["members", "homes"]
_GATHERED: Final[dict[str, pl.Expr]] = {}


def members(expression: pl.Expr) -> pl.Expr:
    """An aggregate over the members of the household (null: no member is known)."""
    return _column("members", expression)


def homes(expression: pl.Expr) -> pl.Expr:
    """An aggregate over the registered households of the village or county (null: there is none)."""
    return _column("homes", expression)


def any_member(test: pl.Expr) -> pl.Expr:
    """Whether some member passes the test; null when none surely does and of one it cannot be told."""
    return members(test.any(ignore_nulls=False))


def count_members(test: pl.Expr) -> pl.Expr:
    """How many members surely pass the test."""
    return members(test.sum())


def persons() -> pl.Expr:
    """How many members the register lists."""
    return members(pl.len())


def wanted(below: Below, reads: Collection[str]) -> dict[str, pl.Expr]:
    """The gathered columns among those that are read, by name, also those that they read themselves."""
    names = sorted(_GATHERED.keys() & set(reads))
    found = {name: _GATHERED[name] for name in names if name.startswith(f"{below}:")}
    if below == "members":
        through = {read for name in names if name.startswith("homes:") for read in _GATHERED[name].meta.root_names()}
        found |= wanted("members", through) if through else {}
    return dict(sorted(found.items()))


def _column(below: Below, expression: pl.Expr) -> pl.Expr:
    name = f"{below}:{digest.of_bytes(expression.meta.serialize())[:16]}"
    _GATHERED.setdefault(name, expression)
    return pl.col(name)
