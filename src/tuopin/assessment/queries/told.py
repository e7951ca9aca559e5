"""Why a run found what it found: explained from the frozen facts, whatever has become of the register since. Clauses R3c, P0.

The files are named by digests and checked before they are read; the verdict explained is the one in the database, or it is refused.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from tuopin.assessment import companion
from tuopin.assessment.explain import explained
from tuopin.assessment.explain_known import Known, look_up, place_chain
from tuopin.assessment.explain_place import explain_place
from tuopin.assessment.folders import RESULTS, SNAPSHOTS, found
from tuopin.assessment.models import Run
from tuopin.assessment.place_counts import place_row
from tuopin.assessment.queries.runs import run_of
from tuopin.assessment.queries.verdicts import Told, place_verdict, verdict
from tuopin.assessment.result import Result
from tuopin.assessment.told import HouseholdTold, PlaceTold
from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.register.queries.frozen_names import names_known
from tuopin.register.snapshot import MANIFEST, Snapshot
from tuopin.settings.scope import acting
from tuopin.standard.edition import Edition

COUNTED = ("households", "persons", "standard_met", "may_leave", "poor_low", "poor_high", "population")
HEAD = ("status", "members", "standard_met", "may_leave")
CHANGED = Words("结论文件与数据库中的结论不一致", "the result's file says something else than the verdict in the database")


def why(household: str, run: int | None = None, *, by: By, names: bool = False) -> HouseholdTold:
    """Every criterion of a household in a run (the latest unless named); `names`: with the names of its members, from the database.

    BadInput where there is no verdict for the asker to see; Refused where the files of the run are missing or changed.
    """
    with acting(by):
        told = verdict(household, run, by=by)
        of = run_of(told.run, by=by)
    known = look_up(*_files(of), code=household)
    _same(known, told)
    return explained(_named(known, by) if names else known, names=names)


def why_place(code: str, run: Run, *, by: By) -> PlaceTold:
    """Every criterion of a village, township or county in a run, its counts, and what holds its households back.

    BadInput where the run has no such place for the asker to see; Refused where the files of the run are missing or changed.
    """
    _, row = place_verdict(run, code, by=by)
    result, snapshot, edition = _files(run)
    companion.verified(snapshot, ["place.parquet"])
    told = explain_place(result, edition, code, place=place_chain(snapshot, code))
    if row is not None and any(row[name] != value for name, value in place_row(result, edition, code).items() if name in COUNTED):
        raise Refused("result-changed", because=CHANGED, clause="P0")
    return told


def _files(run: Run) -> tuple[Result, Snapshot, Edition]:
    """What a run was made from and what it made, each the one the database names."""
    result, snapshot = _result(run.key), _snapshot(run.snapshot_digest)
    if result.manifest["snapshot"]["digest"] != run.snapshot_digest or snapshot.digest != run.snapshot_digest:
        raise Refused("result-changed", because=CHANGED, clause="P0")
    return result, snapshot, _edition(result, run.edition_digest)


def _same(known: Known, told: Told) -> None:
    """The row in the file is the row in the database."""
    kept = {"village_code": told.village, **{name: getattr(told, name) for name in HEAD}, **told.criteria}
    if any(known.verdict[name] != kept.get(name) for name in known.verdict if name != "household_code"):
        raise Refused("result-changed", because=CHANGED, remedy=Words("核查数据库与文件", "check database and files: tuopin ledger verify"), clause="P0")


def _named(known: Known, by: By) -> Known:
    """The same, its persons with the names they bore as the register was known when it was frozen."""
    manifest, codes = known.run.snapshot.manifest, known.persons["person_code"].to_list()
    names = names_known(codes, on=date.fromisoformat(manifest["on"]), known_at=datetime.fromisoformat(manifest["known_at"]), by=by)
    column = pl.Series("name", [names.get(code) for code in codes], pl.String)
    return replace(known, persons=known.persons.with_columns(column))


def _result(key: str) -> Result:
    return _opened(Result, found(RESULTS, key))


def _snapshot(digest: str) -> Snapshot:
    return _opened(Snapshot, found(SNAPSHOTS, digest))


def _opened(kind: Any, root: Path) -> Any:
    """Opened once for as long as its manifest stays the file it is."""
    stat = (root / MANIFEST).stat()
    return _once(kind, root, (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))


@lru_cache(32)
def _once(kind: Any, root: Path, _as_it_is: Sequence[int]) -> Any:
    return kind.open(root)


def _edition(result: Result, digest: str) -> Edition:
    if result.manifest["edition"]["digest"] != digest:
        raise Refused("result-changed", because=CHANGED, clause="P0")
    return _loaded(result.manifest["edition"]["name"], digest, result)


_EDITIONS: dict[tuple[str, str], Edition] = {}


def _loaded(name: str, digest: str, result: Result) -> Edition:
    """Read once: a shipped edition does not change under a running server."""
    if (name, digest) not in _EDITIONS:
        _EDITIONS[name, digest] = companion.edition_of(result)
    return _EDITIONS[name, digest]
