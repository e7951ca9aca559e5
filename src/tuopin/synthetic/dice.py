"""Draws for whole counties at once, repeatable from a seed; what is stored comes out as Polars columns."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class Dice:
    """A stream of draws that only its keys decide: the same keys, the same people."""

    def __init__(self, *keys: int) -> None:
        """`keys` are a seed, a county code and whatever else tells streams apart."""
        self.stream = np.random.default_rng(list(keys))

    def share(self, n: int) -> npt.NDArray[np.float32]:
        """`n` numbers from 0 to below 1."""
        return self.stream.random(n, dtype=np.float32)

    def chance(self, odds: float | npt.NDArray[Any], n: int) -> Bools:
        """True with the given odds (one for all, or one each)."""
        return self.share(n) < odds

    def between(self, low: int, high: int, n: int) -> Ints:
        """Whole numbers from `low` to `high`, both included."""
        return self.stream.integers(low, high + 1, n)

    def pick(self, weights: Sequence[float], n: int) -> Ints:
        """Indexes drawn by weight."""
        return np.searchsorted(_steps(weights), self.share(n), side="right").astype(np.int64)

    def pick_by(self, group: Ints, weights: Sequence[Sequence[float]]) -> Ints:
        """Indexes drawn by weight, each row's weights being those of its group."""
        drawn, steps = self.share(len(group)), np.array([_steps(row) for row in weights])
        return (drawn[:, None] >= steps[group]).sum(axis=1)

    def bell(self, n: int, spread: float = 1.0) -> Floats:
        """Normal draws around 0."""
        return self.stream.standard_normal(n, dtype=np.float32).astype(np.float64) * spread


def tokens(names: Sequence[str], codes: npt.NDArray[Any], *, missing: npt.NDArray[Any] | None = None) -> pl.Series:
    """The text each code stands for; null where `missing` is true or the code is negative."""
    places = codes.astype(np.int64)
    unknown = places < 0 if missing is None else (places < 0) | missing
    return pl.Series([*names, None], dtype=pl.String).gather(np.where(unknown, len(names), places))


def flags(values: npt.NDArray[Any], *, missing: npt.NDArray[Any] | None = None) -> pl.Series:
    """Yes and no, null where `missing` is true."""
    return pl.Series(values.astype(bool)) if missing is None else masked(pl.Series(values.astype(bool)), missing)


def masked(column: pl.Series, missing: npt.NDArray[Any]) -> pl.Series:
    """The column with null where `missing` is true."""
    return pl.select(pl.when(~pl.Series(missing)).then(column)).to_series()


def days(since_epoch: npt.NDArray[Any], *, missing: npt.NDArray[Any] | None = None) -> pl.Series:
    """Days since 1970-01-01 as dates."""
    column = pl.Series(since_epoch.astype(np.int32)).cast(pl.Date)
    return column if missing is None else masked(column, missing)


def total(values: npt.NDArray[Any], group: Ints, groups: int) -> Ints:
    """Sums by group, as whole numbers."""
    return np.bincount(group, weights=values, minlength=groups).astype(np.int64)


def frame(columns: Mapping[str, Any]) -> pl.DataFrame:
    """Arrays and series side by side."""
    return pl.DataFrame(dict(columns))


def _steps(weights: Sequence[float]) -> Floats:
    sums = np.cumsum(np.asarray(weights, dtype=np.float64))
    return sums / sums[-1] - np.where(np.arange(len(sums)) == len(sums) - 1, -1.0, 0.0)
