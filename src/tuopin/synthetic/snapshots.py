"""Made-up registers straight into a snapshot, county by county, in as many processes as asked for; memory stays bounded."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import polars as pl

from tuopin.common.progress import Advance
from tuopin.register.snapshot import SnapshotWriter
from tuopin.synthetic.county import Tables, tables

SMALL: Final = 20_000  # households in all: not worth another process
WHOLE: Final = {"place": ["code"], "village_year": ["year", "village_code"], "county_year": ["year", "county_code"]}
Change = Callable[[Tables, str], Tables]


@dataclass(frozen=True)
class Recipe:
    """What a made-up register is made from: the same recipe gives the same register."""

    households: Mapping[str, int]  # by county
    seed: int
    years: tuple[int, ...]
    wrong_exits: float = 0.0  # share of exited households below the line

    def tables(self, county: str) -> Tables:
        """One county's tables."""
        return tables(county, households=self.households[county], seed=self.seed, years=self.years, wrong_exits=self.wrong_exits)

    @property
    def total(self) -> int:
        """Households in all."""
        return sum(self.households.values())


def write_snapshot(out: Path, recipe: Recipe, *, processes: int = 1, advance: Advance = lambda amount=1: None) -> None:
    """Write the register of a recipe as a snapshot marked synthetic; `advance` hears of households done."""
    with SnapshotWriter(out, synthetic=True, source="tuopin synth") as writer:
        writer.note(seed=recipe.seed)
        whole: dict[str, list[pl.DataFrame]] = {name: [] for name in WHOLE}
        for county, parts in _counties(writer, recipe, processes):
            for name, frame in parts.items():
                whole[name].append(frame)
            advance(recipe.households[county])
        for name, key in WHOLE.items():
            writer.table(name, pl.concat(whole[name]).unique(key, keep="any").sort(key))


def _counties(writer: SnapshotWriter, recipe: Recipe, processes: int) -> Iterator[tuple[str, Tables]]:
    """Each county's whole-table parts, once its own files are written; the largest counties first."""
    order = sorted(recipe.households, key=lambda county: (-recipe.households[county], county))
    if processes < 2 or recipe.total < SMALL:
        for county in order:
            yield _write(writer, recipe, county)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin, initargs=(writer, recipe)) as pool:
        for done in as_completed([pool.submit(_work, county) for county in order]):
            county, parts, written = done.result()
            writer.adopt(written)
            yield county, parts


def _write(writer: SnapshotWriter, recipe: Recipe, county: str) -> tuple[str, Tables]:
    made = recipe.tables(county)
    writer.county(county, made)
    return county, {name: made[name] for name in WHOLE}


_MINE: dict[str, Any] = {}


def _begin(writer: SnapshotWriter, recipe: Recipe) -> None:
    _MINE.update(writer=writer, recipe=recipe)


def _work(county: str) -> tuple[str, Tables, dict[str, Any]]:
    writer: SnapshotWriter = _MINE["writer"]
    writer.clear()
    _, parts = _write(writer, _MINE["recipe"], county)
    return county, parts, writer.written()
