"""An edition is run over a snapshot: the result's files, the verdicts in the database and the act are there together, or none. Clause P0.

The same snapshot, edition, code and year are the same run: asked again, the one that is there is given.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from tuopin import VERSION
from tuopin.assessment.actions.loading import load
from tuopin.assessment.actions.opening import Opening
from tuopin.assessment.folders import RESULTS, SNAPSHOTS, beside, folder, found, put
from tuopin.assessment.models import FrozenSnapshot, Run, RunTotals
from tuopin.assessment.reasons import Which
from tuopin.assessment.result import Result
from tuopin.assessment.run import assess as judged
from tuopin.assessment.settings import Run as Settings
from tuopin.common import digest
from tuopin.common.acting import By
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words
from tuopin.ledger.act import Act
from tuopin.ledger.actions import record
from tuopin.officers.rules.powers import may
from tuopin.register.snapshot import Snapshot
from tuopin.standard.edition import Edition, listed

KIND, CLAUSE, POWER = "assessment.run", "P0", "assessment.run"
CHECKING, ASSESSING = Words("核对快照", "verifying the snapshot"), Words("评估", "assessing")


@dataclass(frozen=True)
class Asked:
    """Which snapshot, by its digest; which edition, by name; which year (the snapshot's own unless named)."""

    snapshot: str
    edition: str
    year: int | None = None


def assess(asked: Asked, opening: Opening, *, at: datetime) -> Run:
    """Assess every household, village and county of a snapshot; the run. BadInput for a snapshot or edition that is not there."""
    kept = _snapshot(asked, opening)
    may(opening.by, POWER, kept.place)
    year = asked.year or kept.year
    edition = edition_named(asked.edition, on=date(year, 12, 31))
    key = key_of(kept.digest, edition, year)
    with opening.acting():
        there = Run.objects.filter(key=key).first()
    if there and folder(RESULTS, key).exists():
        return there
    with beside(RESULTS) as scratch:
        result = _judged(kept, edition, year, out=scratch / "result", opening=opening)
        with opening.acting():
            run = _entered(result, kept, edition=edition, key=key, opening=opening, at=at)
            put(result.root, RESULTS, key)
    return run


def key_of(snapshot: str, edition: Edition, year: int) -> str:
    """What tells a run apart from any other."""
    return digest.of_value({"snapshot": snapshot, "edition": edition.digest, "code": VERSION, "year": year})


def edition_named(name: str, *, on: date) -> Edition:
    """The edition of that name, in force on that day: one of those shipped, never a file somebody names. Clause R1a."""
    for edition in listed():
        if edition.name == name:
            if not edition.in_force_on(on):
                raise Refused(
                    "no_edition_in_force",
                    because=Words(f"标准 {name} 在 {on} 不生效", f"edition {name} is not in force on {on}"),
                    clause=edition.in_force_ground.clause,
                )
            return edition
    known = ", ".join(edition.name for edition in listed())
    raise BadInput(name, Words("没有这个名称的标准", "there is no edition of that name"), Words(f"可用：{known}", f"there are: {known}"))


def _snapshot(asked: Asked, opening: Opening) -> FrozenSnapshot:
    with opening.acting():
        kept = FrozenSnapshot.objects.filter(digest=asked.snapshot).first()
    if kept is None:
        raise BadInput(asked.snapshot, Words("没有这个快照，或不在本岗位的区划之内", "there is no such snapshot, or not within the place of this post"))
    return kept


def _judged(kept: FrozenSnapshot, edition: Edition, year: int, *, out: Path, opening: Opening) -> Result:
    snapshot = Snapshot.open(found(SNAPSHOTS, kept.digest))
    _whole(snapshot, kept.digest)
    done, size = 0, kept.counts["bytes"]
    for read in snapshot.verify():
        done += read
        opening.told(done, size, CHECKING)
    counted = _Counted(kept.counts["households"], opening)
    judged(Settings(snapshot, edition, year, Which.NONE), out, counted)
    return Result.open(out)


class _Counted:
    """Hears of households assessed, and tells how many there are."""

    def __init__(self, total: int, opening: Opening) -> None:
        """Nothing is done yet."""
        self.done, self.total, self.opening = 0, total, opening

    def __call__(self, amount: int = 1) -> None:
        """So many more."""
        self.done += amount
        self.opening.told(self.done, self.total, ASSESSING)


def _whole(snapshot: Snapshot, named: str) -> None:
    if snapshot.digest != named:
        raise Refused("other-snapshot", because=Words("快照目录的内容不是它的名称所指", "the folder does not hold the snapshot it is named for"), clause="P0")


def _entered(result: Result, kept: FrozenSnapshot, *, edition: Edition, key: str, opening: Opening, at: datetime) -> Run:
    """The run's row, act and verdicts; or the one that is there, whose verdicts must be the same."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"run {key}"])
    told = result.verdict_digest()
    there = Run.objects.filter(key=key).first()
    if there is None:
        there = _recorded(result, kept, told, edition=edition, key=key, by=opening.by, at=at)
        load(result, there, told=opening.told)
    elif there.verdict_digest != told:
        raise Refused(
            "other-verdicts",
            because=Words("重新评估的结论与已登记的不同", "assessed again, the verdicts are not those on record"),
            remedy=Words("核查程序版本和快照文件", "look into the program's version and the snapshot's files"),
            clause="P0",
        )
    return there


def _recorded(result: Result, kept: FrozenSnapshot, verdicts: str, *, edition: Edition, key: str, by: By, at: datetime) -> Run:
    year = int(result.manifest["year"])
    more: dict[str, Any] = {"snapshot": kept.digest, "edition": edition.name, "edition_digest": edition.digest, "code": VERSION, "year": year}
    (act,) = record([Act(KIND, f"place/{kept.place}", kept.place, CLAUSE, verdicts, None, more)], by=by, at=at)
    run = Run.objects.create(
        key=key, snapshot_digest=kept.digest, edition=edition.name, edition_digest=edition.digest, code_version=VERSION, year=year,
        place=kept.place, synthetic=kept.synthetic, verdict_digest=verdicts, officer=by.officer, at=at, act_id=act,
    )  # fmt: skip
    RunTotals.objects.create(run_id=run.id, place=kept.place, counts=result.manifest["counts"], manifest=result.manifest, act_id=act)
    return run
