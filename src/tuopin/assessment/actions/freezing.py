"""A register is frozen: the files, the row that names them and the act are there together, or none. Clause P0."""

from datetime import datetime
from typing import Any

from django.db import connection

from tuopin.assessment.actions.opening import Opening
from tuopin.assessment.folders import SNAPSHOTS, beside, folder, put
from tuopin.assessment.models import FrozenSnapshot
from tuopin.common.acting import By
from tuopin.ledger.act import Act
from tuopin.ledger.actions import record
from tuopin.officers.rules.powers import may
from tuopin.register.actions.freeze import Freeze
from tuopin.register.actions.freeze import freeze as written
from tuopin.register.snapshot import Snapshot

KIND, CLAUSE, POWER = "snapshot.freeze", "P0", "snapshot.freeze"


def freeze(asked: Freeze, opening: Opening, *, at: datetime) -> FrozenSnapshot:
    """Freeze the register of a place; the same content frozen again is the snapshot that is there already."""
    by = opening.by
    may(by, POWER, asked.place)
    with beside(SNAPSHOTS) as scratch:
        snapshot = written(asked, scratch / "snapshot", by=by, told=opening.told)
        with opening.acting():
            _alone(snapshot.digest)
            kept = FrozenSnapshot.objects.filter(digest=snapshot.digest).first() or _kept(asked, snapshot, by=by, at=at)
            if not folder(SNAPSHOTS, snapshot.digest).exists():
                put(snapshot.root, SNAPSHOTS, snapshot.digest)
    return kept


def _kept(asked: Freeze, snapshot: Snapshot, *, by: By, at: datetime) -> FrozenSnapshot:
    manifest = snapshot.manifest
    more = {"snapshot": snapshot.digest, "year": asked.year, "on": manifest["on"], "known_at": manifest["known_at"]}
    act = Act(KIND, f"place/{asked.place}", asked.place, CLAUSE, snapshot.digest, asked.on, more)
    (number,) = record([act], by=by, at=at)
    return FrozenSnapshot.objects.create(
        digest=snapshot.digest,
        place=asked.place,
        year=asked.year,
        on=asked.on,
        known_at=datetime.fromisoformat(manifest["known_at"]),
        counts=counts(snapshot),
        synthetic=snapshot.synthetic,
        officer=by.officer,
        at=at,
        act_id=number,
    )


def counts(snapshot: Snapshot) -> dict[str, Any]:
    """How many counties, households and persons a snapshot holds, and how many rows and bytes its files."""
    counties, files = snapshot.manifest["counties"].values(), snapshot.manifest["files"].values()
    told = {name: sum(county[name] for county in counties) for name in ("households", "persons")}
    return {"counties": len(counties), **told, **{name: sum(file[name] for file in files) for name in ("rows", "bytes")}}


def _alone(digest: str) -> None:
    """One transaction at a time enters a snapshot of that digest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"snapshot {digest}"])
