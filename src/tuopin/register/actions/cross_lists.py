"""A list of another department becomes a table of its own, with its source and its day; matching it comes later. Clauses R3a, R3c."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl
from django.db import IntegrityError, connection, transaction

from tuopin.common import digest
from tuopin.common.acting import By
from tuopin.common.keys import keys
from tuopin.common.refused import BadInput
from tuopin.common.sealed import index_many, seal_many
from tuopin.common.words import Words
from tuopin.ledger.act import Act
from tuopin.ledger.actions import record
from tuopin.register.actions.imports.loading import load
from tuopin.register.importing.sheets import sheets
from tuopin.register.models import CrossList
from tuopin.register.rules import cross_lists as rules
from tuopin.register.rules.imports import must_be_within

FIELD = "cross_list.id_number"
TOLD = 200  # bad rows told one by one; all are counted
TYPES = {
    "row": "integer", "name": "text", "id_number_sealed": "bytea", "id_number_index": "bytea", "detail": "jsonb",
}  # fmt: skip
NO_HEADER = Words("没有找到表头：需要“姓名”和“身份证号”或“证件号码”两列", "no header found: a column of names and one of identity numbers are needed")


@dataclass(frozen=True)
class Imported:
    """The list as it is kept, whether it was there already, and the first refused rows."""

    list: CrossList
    there: bool
    bad: tuple[rules.Bad, ...]


def import_cross_list(file: Path, kind: str, *, source: str, as_of: date, place: str, by: By, at: datetime) -> Imported:
    """Keep a list (workbook or CSV) of one kind, within `acting(by)`; the same file again is the list that is there.

    Rows in = rows kept + rows refused. BadInput for an unknown kind, no header or no row; Refused where the place is not within the post's.
    """
    rules.must_be_kind(kind)
    must_be_within(place, by.place)
    name = digest.of_file(file)
    kept, bad, columns = _read(file)
    try:
        with transaction.atomic():
            made = CrossList.objects.create(
                kind=kind, source=source, as_of=as_of, place=place, digest=name, file=file.name, columns=columns,
                rows=len(kept), refused=len(bad), officer=by.officer, at=at,
            )  # fmt: skip
    except IntegrityError:
        there = CrossList.objects.filter(place=place, kind=kind, digest=name).first()
        if there is None:
            raise
        return Imported(there, there=True, bad=tuple(bad[:TOLD]))
    _stored(made, kept)
    told = {"kind": kind, "file": name, "rows": len(kept), "as_of": as_of.isoformat()}
    record([Act("register.cross-list", f"cross-list/{made.pk}", place, "R3a", on=as_of, more=told)], by=by, at=at)
    return Imported(made, there=False, bad=tuple(bad[:TOLD]))


def row_name(list_id: int, row: int) -> str:
    """What a sealed number of a list's row is bound to."""
    return f"{list_id}/{row}"


def _read(file: Path) -> tuple[list[rules.Row], list[rules.Bad], list[str]]:
    """The rows of the first sheet that has the header."""
    for sheet in sheets(file):
        rows = list(sheet.rows())
        if not sheet.hidden and (where := rules.header(rows)):
            both = list(rules.read(rows, where))
            kept, bad = [each for each in both if isinstance(each, rules.Row)], [each for each in both if isinstance(each, rules.Bad)]
            if not kept:
                raise BadInput(f"{file.name} {sheet.name}", Words("没有一行可以导入", "no row could be taken"), bad[0].expected if bad else None)
            return kept, bad, list(where.others.values())
    raise BadInput(file.name, NO_HEADER)


def _stored(made: CrossList, rows: Sequence[rules.Row]) -> None:
    documents, names, sealing = [each.id_number for each in rows], [row_name(made.pk, each.row) for each in rows], keys()
    frame = pl.DataFrame(
        {
            "row": [each.row for each in rows],
            "name": [each.name for each in rows],
            "id_number_sealed": [f"\\x{value.hex()}" for value in seal_many(documents, names, field=FIELD, keys=sealing) if value],
            "id_number_index": [f"\\x{value.hex()}" for value in index_many(documents, field="person.id_number", keys=sealing) if value],
            "detail": [digest.canonical(dict(each.detail)).decode() for each in rows],
        },
        schema_overrides={"name": pl.String},
    )
    with connection.cursor() as cursor:
        load(cursor, "register_cross_list_row", frame, types=TYPES, fixed={"list_id": made.pk, "place": made.place})
