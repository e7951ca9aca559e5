"""The chapter's jobs: freeze a register, run an edition over it, export in bulk. Each with progress, cancel and counts that add up."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from tuopin.assessment import actions
from tuopin.assessment.actions.opening import Opening
from tuopin.assessment.exports import sources
from tuopin.assessment.exports.making import Export, export
from tuopin.assessment.folders import swept
from tuopin.assessment.queries.runs import run_of, runs
from tuopin.common.acting import By
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.jobs.handlers import handler, periodic
from tuopin.jobs.rules import Counts
from tuopin.jobs.work import Work
from tuopin.officers.rules.powers import may
from tuopin.register.actions.freeze import asked_of

UNFINISHED = timedelta(days=2)  # longer than any of them takes
REGISTER, VERDICTS = "register", "verdicts"


@handler("snapshot.freeze", power="snapshot.freeze")
def freeze(work: Work) -> Counts:
    """Arguments: place, year; on (a day), known_at (an instant) if they are not the year's last day and now."""
    from django.conf import settings

    told = work.arguments
    asked = asked_of(str(_given(work, "place")), int(_given(work, "year")), on=told.get("on"), known_at=told.get("known_at"), synthetic=settings.SYNTHETIC)
    kept = actions.freeze(asked, _opening(work), at=datetime.now(UTC))
    households = kept.counts["households"]
    return Counts(households, households, result={"snapshot": kept.digest, **kept.counts})


@handler("assessment.run", power="assessment.run")
def run(work: Work) -> Counts:
    """Arguments: snapshot (its digest), edition (its name); year if it is not the snapshot's."""
    asked = actions.Asked(str(_given(work, "snapshot")), str(_given(work, "edition")), work.arguments.get("year"))
    done = actions.assess(asked, _opening(work), at=datetime.now(UTC))
    from tuopin.assessment.models import RunTotals

    with work.acting():
        households = int(RunTotals.objects.get(run_id=done.id).counts["households"])
    return Counts(households, households, result={"run": done.id, "verdicts": done.verdict_digest})


@handler("export", power="export")
def export_tables(work: Work) -> Counts:
    """Arguments: what (register, verdicts), place; tables of the register if not all; run if not the latest."""
    place = _place(work, "export")
    if _given(work, "what") == REGISTER:
        return export(Export(REGISTER, place, sources.register(place, _tables(work.arguments), numbers=False)), work)
    if work.arguments["what"] != VERDICTS:
        raise BadInput("what", Words("没有这种导出", "there is no such export"), Words("register、verdicts", "register, verdicts"))
    asked = work.arguments.get("run")
    of = run_of(int(asked), by=work.by) if asked is not None else next(iter(runs(place, by=work.by, limit=1)), None)
    if of is None:
        raise BadInput("run", Words("还没有评估过", "there is no run yet"))
    return export(Export(f"{VERDICTS}-{of.id}", place, sources.verdicts(of, place)), work)


@handler("export.numbers", power="export.numbers")
def export_numbers(work: Work) -> Counts:
    """Tables of the register with documents' numbers and phones; every file says so on its face. Arguments: place, tables."""
    place = _place(work, "export.numbers")
    return export(Export(REGISTER, place, sources.register(place, _tables(work.arguments), numbers=True), numbers=True), work)


@handler("export.acts", power="audit.read")
def export_acts(work: Work) -> Counts:
    """Every act at a place, with the record that the log commits to. Arguments: place."""
    place = _place(work, "audit.read")
    return export(Export("acts", place, sources.acts(place)), work)


@periodic(3600)
def sweep(_by: By, at: datetime) -> None:
    """What a freeze or run that was killed two days ago left on the disk is removed."""
    swept((at - UNFINISHED).timestamp())


def _opening(work: Work) -> Opening:
    return Opening(work.by, work.progress, work.acting)


def _given(work: Work, name: str) -> Any:
    if name not in work.arguments:
        raise BadInput(name, Words("没有给出", "is not given"))
    return work.arguments[name]


def _place(work: Work, power: str) -> str:
    place = str(work.arguments.get("place", work.by.place))
    may(work.by, power, place)
    return place


def _tables(arguments: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(arguments.get("tables") or ())
