"""The register's jobs: an import is staged and compared, accepted, withdrawn; a list of another department is kept.

Each says what went in, what came out, what was refused. They may be broken off at any moment and begun again.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.jobs.handlers import handler
from tuopin.jobs.rules import Counts
from tuopin.jobs.work import Work
from tuopin.ledger.place import home
from tuopin.officers.rules.powers import may
from tuopin.register.actions import imports
from tuopin.register.actions.cross_lists import import_cross_list
from tuopin.register.queries.imports import batch
from tuopin.register.rules.imports import ACCEPTED, ACCEPTING

SHOWN = 100  # of what a withdrawal left


@handler("register.stage", power="register.import")
def stage(work: Work) -> Counts:
    """Arguments: batch. Rows of data read are rows taken and rows refused; rows of no data (headers, totals, blanks) are told."""
    number = int(_given(work, "batch"))
    imports.stage(number, by=work.by, within=work.acting, told=work.progress)
    compared = imports.compare(number, by=work.by, within=work.acting)
    counts = {name: value for name, value in compared.counts.items() if name != "whole"}
    taken, refused = int(counts["taken"]), int(counts["refused"])
    return Counts(taken + refused, taken, refused, result={"batch": number, **counts})


@handler("register.accept", power="register.accept")
def accept(work: Work) -> Counts:
    """Arguments: batch, reason; villages if not all."""
    number = int(_given(work, "batch"))
    with work.acting():
        done = imports.accept(number, work.arguments.get("villages"), by=work.by, at=datetime.now(UTC), reason=str(_given(work, "reason")))
    acts = len(done.acts) if done else 0
    return Counts(acts, acts, result={"batch": number, "change": done.number if done else None})


@handler("register.withdraw", power="register.import")
def withdraw(work: Work) -> Counts:
    """Arguments: batch, reason. What later acts stand on is left, and told. What was accepted is withdrawn only by who may accept."""
    number = int(_given(work, "batch"))
    with work.acting():
        if batch(number).state in {ACCEPTING, ACCEPTED}:
            may(work.by, "register.accept")
        done = imports.withdraw(number, by=work.by, at=datetime.now(UTC), reason=str(_given(work, "reason")))
    left = [list(each) for each in done.left[:SHOWN]]
    return Counts(1, 1, result={"batch": number, "changes": list(done.changes), "left": len(done.left), "left_first": left})


@handler("cross_list.import", power="register.import")
def cross_list(work: Work) -> Counts:
    """Arguments: file (its path under the office's uploads), kind, source, as_of, place. Rows in are rows kept and rows refused."""
    file = _upload(str(_given(work, "file")))
    given = {name: str(_given(work, name)) for name in ("kind", "source", "as_of", "place")}
    with work.acting():
        done = import_cross_list(
            file, given["kind"], source=given["source"], as_of=date.fromisoformat(given["as_of"]), place=given["place"], by=work.by, at=datetime.now(UTC)
        )
    bad = [{"row": each.row, "column": each.column, "value": each.value, "expected": list(each.expected)} for each in done.bad]
    kept, refused = done.list.rows, done.list.refused
    return Counts(kept + refused, kept, refused, result={"list": done.list.pk, "there": done.there, "bad": bad})


def _upload(name: str) -> Path:
    """A file under the office's uploads and nowhere else."""
    uploads = home() / "uploads"
    path = (uploads / name).resolve()
    if not path.is_relative_to(uploads.resolve()) or not path.is_file():
        raise BadInput("file", Words("没有这个上传的文件", "there is no such upload"))
    return path


def _given(work: Work, name: str) -> Any:
    if name not in work.arguments:
        raise BadInput(name, Words("没有给出", "is not given"))
    return work.arguments[name]
