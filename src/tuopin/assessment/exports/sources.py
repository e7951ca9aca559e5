"""The tables that can be exported, as sources. Clauses R3c, P0."""

import polars as pl

from tuopin.assessment.exports.source import Column, Source
from tuopin.assessment.models import Run
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.register.schema import Field, Kind
from tuopin.register.schema.parquet import TYPES
from tuopin.register.stored import STORED, VALID, Stored

TEXT, WHOLE, LARGE, FLAG = pl.String(), pl.Int32(), pl.Int64(), pl.Boolean()
VERDICT = (
    *(Column(name, name, TEXT) for name in ("household_code", "village_code", "kind", "status")),
    Column("members", "members", WHOLE),
    *(Column(name, f"{name}::text", FLAG) for name in ("standard_met", "may_leave")),
    Column("criteria", "criteria::text", TEXT),
)
ACT = (
    Column("id", "id", LARGE),
    *(Column(name, name, TEXT) for name in ("place", "kind")),
    Column("subject", "encode(subject, 'hex')", TEXT),
    Column("nth", "nth", WHOLE),
    Column("at", "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')", TEXT),
    Column("record", "record", TEXT),
    Column("commitment", "encode(commitment, 'hex')", TEXT),
)


def register(place: str, tables: tuple[str, ...], *, numbers: bool) -> list[Source]:
    """Current versions of the register's tables; `numbers`: with documents' numbers and phones, opened."""
    unknown = [name for name in tables if name not in STORED]
    if unknown:
        raise BadInput(unknown[0], Words("没有这张表", "there is no such table"), Words("、".join(STORED), ", ".join(STORED)))
    return [_table(STORED[name], place, numbers=numbers) for name in tables or STORED]


def verdicts(run: Run, place: str) -> list[Source]:
    """The verdicts of a run, list after list."""
    where = "run_id = %s AND village_code >= %s AND village_code < %s"
    key = ("kind", "village_code", "household_code")
    return [Source("verdict", "assessment_verdict", VERDICT, key, where, (run.id, place, place + "~"))]


def acts(place: str) -> list[Source]:
    """The acts at a place, with the records that the log commits to; salts stay."""
    return [Source("act", "ledger_act", ACT, ("place", "id"), "place >= %s AND place < %s", (place, place + "~"))]


def _table(stored: Stored, place: str, *, numbers: bool) -> Source:
    columns = [Column(field.name, _sql(field), TYPES[field.kind]) for field in stored.plain]
    if numbers:
        columns += [Column(field.name, f"{field.name}_sealed", TEXT, f"{stored.table.name}.{field.name}") for field in stored.sealed]
    columns += [Column(name, name, pl.Date()) for name in VALID if stored.dated]
    key = dict.fromkeys((stored.place, stored.code, *stored.key, *(VALID[:1] if stored.dated else ())))
    where = f"superseded_at IS NULL AND {stored.place} >= %s AND {stored.place} < %s"
    columns.append(Column("act_id", "act_id", LARGE))
    return Source(stored.table.name, stored.name, tuple(columns), tuple(key), where, (place, place + "~"), row=stored.code)


def _sql(field: Field) -> str:
    return f"{field.name}::text" if field.kind is Kind.FLAG else field.name
