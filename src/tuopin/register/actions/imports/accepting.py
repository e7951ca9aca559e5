"""A person accepts an import, whole or by village: only then does the register change, in one transaction. Clauses R2d, R3a."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.actions import record
from tuopin.register.actions.change import Changed, Part, Rows, Why, change
from tuopin.register.actions.imports import beside
from tuopin.register.actions.imports.sealing import WAITING, new_year
from tuopin.register.actions.imports.staging import found, settled
from tuopin.register.actions.imports.uploading import act_of
from tuopin.register.models import Batch, BatchVillage
from tuopin.register.rules import imports as rules
from tuopin.register.stored import STORED, Stored

KIND, CLAUSE = "register.import", "R2d"
MANY = 1000  # acts after which the planner is told what has come
OPEN = (rules.COMPARED, rules.ACCEPTING)
MEANWHILE = Words(
    "登记在比对之后有变化，或其中的户、人登记在辖区之外",
    "the register has changed since the comparison, or holds some of these households or people outside your place",
)
AGAIN = Words("重新比对后再接受", "compare again, then accept")


def accept(number: int, villages: Sequence[str] | None = None, *, by: By, at: datetime, reason: str) -> Changed | None:
    """Accept an import, or some villages of it, within `acting(by)`; None where nothing was left to accept.

    Refused for the officer who uploaded it, for an import that is not compared, or where the register has changed meanwhile. What was
    accepted before is left alone; rows that say nothing new write nothing.
    """
    rules.must_have_reason(reason)
    batch = found(number, lock=True)
    rules.must_be_another(batch.uploaded_by, by.officer)
    if batch.state == rules.ACCEPTED:
        return None
    rules.must_be(batch.state, OPEN)
    waiting = dict(BatchVillage.objects.filter(batch_id=number).values_list("village_code", "accepted_at"))
    rules.must_lie_in(villages or (), list(waiting))
    wanted = sorted(code for code in (waiting if villages is None else set(villages)) if waiting[code] is None)
    if not wanted:
        return None
    why = Why(KIND, CLAUSE, reason, batch=number, more={"import": batch.digest})
    try:
        done = change(parts(batch, wanted), why, by=by, at=at)
    except IntegrityError as error:
        raise Refused("changed-meanwhile", because=MEANWHILE, remedy=AGAIN, clause=CLAUSE) from error
    if len(done.acts) > MANY:
        settled([STORED[name].name for name in WAITING])
    record([act_of(batch, "register.accept")], by=by, at=at)
    _told(batch, wanted, left=len([code for code, when in waiting.items() if when is None]) - len(wanted), done=done, by=by, at=at)
    return done


def parts(batch: Batch, villages: Sequence[str]) -> list[Part]:
    """What the villages' rows bring and close, table by table."""
    return [_part(STORED[name], batch, list(villages)) for name in WAITING]


def _part(stored: Stored, batch: Batch, villages: list[str]) -> Part:
    here = f"s.batch_id = %s AND s.{stored.place} = ANY(%s)"
    each = (batch.pk, villages)
    beginning = f"SELECT {', '.join(f's.{name}' for name in stored.columns)} FROM {stored.staged} AS s WHERE {here} AND s.found = 'new'"
    told = beside.effective(stored)
    corrected = _joined(stored, told, f"{here} AND s.found = 'changed'")
    sql = f"{beginning} UNION ALL {corrected}"
    parameters: tuple[Any, ...] = (*each, *each)
    if stored.dated:
        day = new_year(batch.year)
        before = {name: f"v.{name}" for name in stored.columns} | {"valid_to": "%s::date"}
        after = told | {"valid_from": "greatest(v.valid_from, %s::date)", "valid_to": "NULL::date"}
        stayed = _joined(stored, before, f"{here} AND s.found = 'moved' AND v.valid_from < %s")
        moved = _joined(stored, after, f"{here} AND s.found = 'moved'")
        sql, parameters = f"{sql} UNION ALL {stayed} UNION ALL {moved}", (*parameters, day, *each, day, day, *each)
    closes = Rows(f"SELECT s.version_id FROM {stored.staged} AS s WHERE {here} AND s.found IN ('changed', 'moved')", each)
    return Part(stored, Rows(sql, parameters), closes)


def _joined(stored: Stored, told: dict[str, str], where: str) -> str:
    columns = ", ".join(f"{told[name]} AS {name}" for name in stored.columns)
    return f"SELECT {columns} FROM {stored.staged} AS s JOIN {stored.name} AS v ON v.id = s.version_id WHERE {where}"


def _told(batch: Batch, villages: Sequence[str], *, left: int, done: Changed, by: By, at: datetime) -> None:
    BatchVillage.objects.filter(batch_id=batch.pk, village_code__in=villages).update(accepted_by=by.officer, accepted_at=at, change_id=done.number)
    batch.state = rules.ACCEPTING if left else rules.ACCEPTED
    batch.accepted_by, batch.accepted_at = by.officer, at
    batch.save(update_fields=("state", "accepted_by", "accepted_at"))
