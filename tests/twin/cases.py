"""The registers that engine and judge are compared on: one batch an edition, made and judged once. Clause R3d."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from twin import compare, paper, random_places, registers
from twin.register import Judgement, judge_households, with_places

CORNERS = str(Path(__file__).with_name("corners.toml"))
EDITIONS = (*paper.shipped(), CORNERS)
BATCHES = [(edition, seed) for edition in EDITIONS for seed in (1, 2)]
HOUSEHOLDS = 7_300  # in a batch; with seven editions and two seeds more than 100,000


class Case(NamedTuple):
    """A register, the edition on paper, and what the judge says."""

    paper: paper.Paper
    tables: dict[str, Any]
    judgement: Judgement


@cache
def case(edition, seed):
    """The random register of an edition and what the judge makes of it."""
    written = paper.read(edition)
    tables = registers.households(written, HOUSEHOLDS, [seed, len(edition), *edition.encode()[-12:]])
    verdicts = judge_households(written, written.year, compare.rows(tables))
    tables |= random_places.places(verdicts, written.year, f"{edition[-12:]} {seed}")
    return Case(written, tables, with_places(written, written.year, compare.rows(tables), verdicts))


def batch_name(value):
    """How a test of a batch is called."""
    return Path(value).stem if isinstance(value, str) else str(value)
