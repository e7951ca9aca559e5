"""The rows of an import laid beside the register, with every problem; broken off, it begins this step anew. Clauses R2d, R3a."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

import polars as pl
from django.db import connection

from tuopin.common.acting import By
from tuopin.common.keys import keys
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.actions.imports import files, reading
from tuopin.register.actions.imports.loading import load
from tuopin.register.actions.imports.sealing import WAITING, frames
from tuopin.register.models import Batch
from tuopin.register.problem import problems
from tuopin.register.rules import imports as rules
from tuopin.register.stored import STORED
from tuopin.settings.scope import acting

Within = Callable[[], AbstractContextManager[Any]]
SEALING = Words("加密并存入", "sealing and storing")
PROBLEM_TYPES = {
    "village_code": "text", "household_code": "text", "person_code": "text", "year": "integer", "rule": "text", "level": "text",
    "table": "text", "field": "text", "because_zh": "text", "because_en": "text",
}  # fmt: skip


def quiet(_done: int, _total: int, _words: Words) -> None:
    """Nobody listens."""


def stage(number: int, *, by: By, within: Within | None = None, told: reading.Told = quiet) -> Batch:
    """Read an uploaded import and lay its rows and problems beside the register; what is staged already stays.

    It opens its own transactions (`within`, by default `acting(by)`), so that none is open while workbooks are read. BadInput when
    no row can be taken: the import has failed, and its problems say why.
    """
    opened = within or (lambda: acting(by))
    with opened():
        batch = found(number)
        if batch.state != rules.UPLOADED:
            return batch
    try:
        read = reading.read(batch, told)
    except BadInput as error:
        with opened():
            _failed(number, error)
        raise
    read.problems.write_parquet(files.problems_file(batch))
    files.problems_file(batch).chmod(files.PRIVATE)
    with opened():
        batch = _stored(number, read, told)
    with opened():
        settled([*(STORED[name].staged for name in WAITING), "register_batch_problem"])
    reading.forget(batch)
    return batch


def found(number: int, *, lock: bool = False) -> Batch:
    """The import with this number within the place of the acting post. BadInput if there is none."""
    batches = Batch.objects.select_for_update() if lock else Batch.objects
    batch = batches.filter(pk=number).first()
    if batch is None:
        raise BadInput(str(number), Words("没有这次导入", "there is no such import"))
    return batch


def settled(tables: Sequence[str]) -> None:
    """Let the planner know what has come into some tables: they are read next."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT register_counted(%s)", [list(tables)])


def emptied(cursor: Any, number: int) -> None:
    """No row of the import waits any more."""
    for name in WAITING:
        cursor.execute(f"DELETE FROM {STORED[name].staged} WHERE batch_id = %s", [number])


def _stored(number: int, read: reading.Read, told: reading.Told) -> Batch:
    batch, sealing = found(number, lock=True), keys()
    rules.must_be(batch.state, (rules.UPLOADED,))
    with connection.cursor() as cursor:
        emptied(cursor, number)
        tables = dict.fromkeys(WAITING, 0)
        counties = _counties(read)
        for done, county in enumerate(counties, start=1):
            for name, frame in frames(read.snapshot, county, year=batch.year, keys=sealing).items():
                stored = STORED[name]
                tables[name] += load(cursor, stored.staged, frame, types=stored.types, fixed={"batch_id": number, "suspicious": 0})
            told(done, len(counties), SEALING)
        _problems(cursor, batch, read.problems)
    batch.counts = {**read.counts, "tables": tables, "problems": _levels(read.problems), "whole": sorted(read.whole)}
    batch.state = rules.STAGED
    batch.save(update_fields=("counts", "state"))
    return batch


def _counties(read: reading.Read) -> list[str]:
    """Counties with households, and those that only a village's or the county's own sheet tells of."""
    scans = (read.snapshot.scan(name).select(pl.col(STORED[name].place).str.slice(0, 6).alias("county")) for name in ("village_year", "county_year"))
    told = pl.concat(list(scans)).unique().collect()["county"]
    return sorted({*read.snapshot.counties, *told.drop_nulls()})


def _problems(cursor: Any, batch: Batch, told: pl.DataFrame) -> None:
    """Each problem under its village; one of no known village, or of one outside the import's place, under the import's place."""
    cursor.execute("DELETE FROM register_batch_problem WHERE batch_id = %s", [batch.pk])
    village = pl.coalesce("village_code", "county_code")
    at = pl.when(village.str.starts_with(batch.place)).then(village).otherwise(pl.lit(batch.place))
    frame = problems(told).with_columns(at.fill_null(batch.place).alias("village_code"))
    load(cursor, "register_batch_problem", frame, types=PROBLEM_TYPES, fixed={"batch_id": batch.pk})


def _levels(told: pl.DataFrame) -> dict[str, int]:
    return dict(told.group_by("level").len().sort("level").iter_rows())


def _failed(number: int, error: BadInput) -> None:
    batch = found(number, lock=True)
    with connection.cursor() as cursor:
        _problems(cursor, batch, reading.problems_of(error))
    batch.state, batch.counts = rules.FAILED, {"failed": reading.failure(error)}
    batch.save(update_fields=("state", "counts"))
