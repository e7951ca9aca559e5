"""The register's jobs: an import is staged and compared, accepted, withdrawn. Each says what went in, what came out, what was refused."""

from datetime import UTC, datetime
from typing import Any

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.jobs.handlers import handler
from tuopin.jobs.rules import Counts
from tuopin.jobs.work import Work
from tuopin.register.actions import imports


@handler("register.stage", power="register.import")
def stage(work: Work) -> Counts:
    """Arguments: batch. Rows read are rows laid beside the register and rows refused."""
    number = int(_given(work, "batch"))
    imports.stage(number, by=work.by, within=work.acting, told=work.progress)
    batch = imports.compare(number, by=work.by, within=work.acting)
    read, taken = int(batch.counts["read"]), int(batch.counts["taken"])
    return Counts(read, taken, read - taken, result={"batch": number, **batch.counts})


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
    """Arguments: batch, reason."""
    number = int(_given(work, "batch"))
    with work.acting():
        imports.withdraw(number, by=work.by, at=datetime.now(UTC), reason=str(_given(work, "reason")))
    return Counts(1, 1, result={"batch": number})


def _given(work: Work, name: str) -> Any:
    if name not in work.arguments:
        raise BadInput(name, Words("没有给出", "is not given"))
    return work.arguments[name]
