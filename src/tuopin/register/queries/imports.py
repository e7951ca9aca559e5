"""What is asked of an import: how far it is, what it would change, what is wrong with it, that no row was lost. Clauses R2d, R3a."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tuopin.common.keys import Keys, keys
from tuopin.common.masks import mask_id, mask_phone
from tuopin.common.refused import BadInput
from tuopin.common.sealed import opened
from tuopin.common.words import Words
from tuopin.register.importing import COUNTED
from tuopin.register.models import Batch, BatchProblem, BatchVillage
from tuopin.register.queries.missing import missing_rows
from tuopin.register.rules.imports import WRITTEN, label, worded
from tuopin.register.schema import Field
from tuopin.register.stored import STORED, Stored

PAGE = 100
MASKS = {"id_number": mask_id, "phone": mask_phone}
TABLES = tuple(name for name in STORED if name != "place")
NAMES = {"household": "head_name", "person": "name"}


@dataclass(frozen=True)
class Line:
    """One field: what the register says and what the file says; numbers are masked, None is blank."""

    field: str
    label: Words
    old: Words | None
    new: Words | None


@dataclass(frozen=True)
class Difference:
    """One row of an import beside the register."""

    id: int
    table: str
    village_code: str
    household_code: str | None
    code: str
    name: str | None
    year: int | None
    found: str
    suspicious: int
    lines: tuple[Line, ...]


def batch(number: int) -> Batch:
    """The import with this number within the place of the acting post. BadInput if there is none."""
    one = Batch.objects.filter(pk=number).first()
    if one is None:
        raise BadInput(str(number), Words("没有这次导入", "there is no such import"))
    return one


def batches(*, after: int | None = None, limit: int = PAGE) -> list[Batch]:
    """The imports within the place of the acting post, latest first; `after` is the number that the page before ended with."""
    asked = Batch.objects.order_by("-pk")
    return list((asked.filter(pk__lt=after) if after else asked)[:limit])


def villages(number: int) -> list[BatchVillage]:
    """What the import would change in each village (a county's own sheet stands under the county), and whether that was accepted."""
    return list(BatchVillage.objects.filter(batch_id=number).order_by("village_code"))


def problems(number: int, village: str = "", *, after: int = 0, limit: int = PAGE) -> list[BatchProblem]:
    """The problems of an import, or of a village of it, a page at a time."""
    asked = BatchProblem.objects.filter(batch_id=number, pk__gt=after).order_by("pk")
    return list((asked.filter(village_code=village) if village else asked)[:limit])


def accounted(one: Batch) -> bool:
    """Whether every row that was read is taken, refused or no row of data."""
    return bool(one.counts.get("read") == sum(one.counts.get(name, 0) for name in COUNTED if name != "read"))


def differences(number: int, table: str, village: str, *, kinds: Sequence[str] = WRITTEN, after: int = 0, limit: int = PAGE) -> list[Difference]:
    """A village's rows of one table that are found to be of some kinds, a page at a time."""
    stored = STORED[table]
    where = f"s.batch_id = %s AND s.{stored.place} = %s AND s.found = ANY(%s) AND s.id > %s"
    return _asked(stored, where, (number, village, list(kinds), after), limit=limit)


def household(number: int, household_code: str) -> list[Difference]:
    """All that an import says of one household: itself, its members, their years."""
    tables = [STORED[name] for name in TABLES if "household_code" in STORED[name].columns]
    return [each for stored in tables for each in _asked(stored, "s.batch_id = %s AND s.household_code = %s", (number, household_code), limit=None)]


def missing(number: int, table: str, village: str, *, limit: int = PAGE) -> list[tuple[str, str, str, str | None]]:
    """Households or persons whom a whole list of the village does not name: village, household, code, name."""
    with connection.cursor() as cursor:
        return missing_rows(cursor, batch(number), table, villages=[village], limit=limit)


def whole(number: int, kinds: Sequence[str]) -> Iterator[Difference]:
    """Every row of some kinds, village by village and page by page, for a workbook."""
    for village in [each.village_code for each in villages(number)]:
        for table in TABLES:
            yield from _all(number, table, village, kinds=kinds)


def _all(number: int, table: str, village: str, *, kinds: Sequence[str]) -> Iterator[Difference]:
    after = 0
    while page := differences(number, table, village, kinds=kinds, after=after, limit=1000):
        yield from page
        after = page[-1].id


def _asked(stored: Stored, where: str, parameters: tuple[Any, ...], *, limit: int | None) -> list[Difference]:
    """Staged rows with the versions they were compared with, each told field by field."""
    columns = [name for name in stored.columns if not name.startswith("valid_")]
    both = ", ".join(f"{row}.{name}" for row in ("s", "v") for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.id, s.found, s.suspicious, s.differs, {both} FROM {stored.staged} AS s LEFT JOIN {stored.name} AS v ON v.id = s.version_id "
            f"WHERE {where} ORDER BY s.id LIMIT %s",
            [*parameters, limit],
        )
        rows = cursor.fetchall()
    opening = keys()
    return [_difference(stored, row, columns=columns, opening=opening) for row in rows]


def _difference(stored: Stored, row: Sequence[Any], *, columns: list[str], opening: Keys) -> Difference:
    number, found, suspicious, differs, *values = row
    new, old = dict(zip(columns, values[: len(columns)], strict=True)), dict(zip(columns, values[len(columns) :], strict=True))
    name = new.get(NAMES.get(stored.table.name, ""))
    told = _lines(stored, new, old, differs=_names(differs), opening=opening)
    return Difference(
        number, stored.table.name, new[stored.place], new.get("household_code"), new[stored.code], name, new.get("year"), found or "", suspicious, tuple(told)
    )


def _names(differs: Any) -> set[str] | None:
    if differs is None:
        return None
    return set(json.loads(differs) if isinstance(differs, str) else differs)


def _lines(stored: Stored, new: dict[str, Any], old: dict[str, Any], *, differs: set[str] | None, opening: Keys) -> Iterator[Line]:
    """Of a new row every field that is filled; of another the fields that differ."""
    is_new = old[stored.code] is None
    for field in stored.table.fields:
        filled = is_new and field.name not in stored.key and _filled(stored, field, new)
        if filled or (not is_new and differs and field.name in differs):
            before = None if is_new else _value(stored, field, old, opening=opening)
            yield Line(field.name, label(field), before, _value(stored, field, new, opening=opening))


def _filled(stored: Stored, field: Field, row: dict[str, Any]) -> bool:
    return row[f"{field.name}_index" if field in stored.sealed else field.name] is not None


def _value(stored: Stored, field: Field, row: dict[str, Any], *, opening: Keys) -> Words | None:
    if field not in stored.sealed:
        return worded(field, row[field.name])
    sealed = row[f"{field.name}_sealed"]
    if sealed is None:
        return None
    plain = opened(bytes(sealed), field=f"{stored.table.name}.{field.name}", row=row[stored.code], keys=opening)
    text = MASKS[field.name](plain)
    return Words(text, text)


__all__ = [
    "Difference", "Line", "accounted", "batch", "batches", "differences", "household", "missing", "problems", "villages", "whole",
]  # fmt: skip
