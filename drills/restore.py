"""Backs an office up, destroys it, restores it and verifies it: `run.py drill restore`.

The office has made-up households, acts waiting for their place in the log among them. Everything but the keys and the backup is
destroyed. Afterwards each table must hold what it held, log and database must agree, a proof from before must still hold, an old
checkpoint must be a beginning of the new log, and work must go on. A flipped byte in the backup and a database that is not empty are
refused. Bounded to three minutes; exit 1 if a bar is missed.
"""

import argparse
import hashlib
import shutil
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from _office import figure, nation, office


def main() -> int:
    """Back up, destroy, restore, look."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with office(households={"520381": 300, "520526": 200}) as home, tempfile.TemporaryDirectory(prefix="tuopin-backup-") as away:
        return drilled(home, Path(away) / "office.tar")


def drilled(home: Path, file: Path) -> int:
    """The drill in a filled office; the backup goes to `file`, outside it."""
    from tuopin.ledger import place, sequencer
    from tuopin.ledger.checking import verify
    from tuopin.ledger.log import policy, proof
    from tuopin.ledger.witnessing import policy_text
    from tuopin.settings.backup import backup, restore
    from tuopin.settings.database import database, ledger

    proven, kept = taken_home(), (place.folder() / "checkpoint").read_text()
    known = policy.parse(policy_text(place.log()))
    written(1)
    before, began = tables(), time.monotonic()
    backup(file, database(), ledger(), at=datetime.now(UTC), started=unseen)
    backed_up = time.monotonic() - began
    held = [figure("a backup with a flipped byte refused", refused(lambda: restore(flipped(file), database(), ledger(), started=unseen)), "1", held=True)]
    held.append(figure("a database that is not empty refused", refused(lambda: restore(file, database(), ledger(), started=unseen)), "1", held=True))
    destroyed(home)
    began = time.monotonic()
    restore(file, database(), ledger(), started=unseen)
    restored = time.monotonic() - began
    after = tables()
    differing = [name for name in before if before[name] != after.get(name)]
    sequencer.sequence(place.log(), at=datetime.now(UTC))
    faults = list(verify(place.log(), earlier=[kept]))
    proof.verify(proven.proof, known, proven.record)
    written(2)
    size = sequencer.sequence(place.log(), at=datetime.now(UTC))
    later = list(verify(place.log(), earlier=[kept]))
    for fault in (*faults, *later)[:5]:
        print(f"  {fault.where}: {fault.what.en}")
    held += [
        figure("tables backed up", len(before), "more than 40", held=len(before) > 40),
        figure("tables that differ after the restore", len(differing), "0", held=not differing),
        figure("faults of log and database", len(faults), "0", held=not faults),
        figure("faults after more work", len(later), "0", held=not later),
        figure("entries in the log now", size, "more than 1000", held=size > 1000),
        figure("seconds to back up", round(backed_up, 1), "60", held=backed_up < 60),
        figure("seconds to restore", round(restored, 1), "60", held=restored < 60),
    ]
    print("  a proof from before the destruction still holds")
    return 0 if all(held) else 1


def unseen(*_: object) -> Any:
    """A bar that nobody looks at."""
    return lambda _=1: None


def taken_home() -> Any:
    """A household's record and proof, as she would keep them."""
    from django.db import connection

    from tuopin.ledger import place, queries
    from tuopin.settings.scope import acting

    with acting(nation()), connection.cursor() as cursor:
        cursor.execute("SELECT act_id FROM register_household ORDER BY id LIMIT 1")
        return queries.proven(place.log(), cursor.fetchone()[0])


def written(number: int) -> None:
    """One more household: an act that waits for its place in the log."""
    from tuopin.register.actions.change import Why, change, part
    from tuopin.settings.scope import acting

    version = {"household_code": f"R{number}", "village_code": "520381001001", "valid_from": date(2016, 1, 1)}
    with acting(nation()):
        change([part("household", [version])], Why("register.correct", "R3a", "the drill"), by=nation(), at=datetime.now(UTC))


def tables() -> dict[str, str]:
    """Every table of the database by the digest of its rows."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1")
        names = [name for (name,) in cursor.fetchall()]
        return {name: _digest(cursor, name) for name in names}


def _digest(cursor: Any, name: str) -> str:
    cursor.execute(f'SELECT string_agg(md5(t::text), \'\' ORDER BY md5(t::text)) FROM "{name}" AS t')
    return hashlib.sha256((cursor.fetchone()[0] or "").encode()).hexdigest()


def flipped(file: Path) -> Path:
    """The same backup with one bit turned."""
    other = file.with_name("flipped.tar")
    shutil.copy(file, other)
    with other.open("r+b") as opened:
        opened.seek(other.stat().st_size // 2)
        byte = opened.read(1)
        opened.seek(-1, 1)
        opened.write(bytes([byte[0] ^ 1]))
    return other


def refused(act: Any) -> int:
    """1 if the act is refused in words."""
    from tuopin.common.refused import BadInput, Refused

    try:
        act()
    except (BadInput, Refused):
        return 1
    raise SystemExit("it was not refused")


def destroyed(home: Path) -> None:
    """The server and its data, the log, uploads: all but the keys."""
    from django.db import connections

    from tuopin.settings import postgres
    from tuopin.settings.database import into_environment, of_server

    connections.close_all()
    postgres.stop(home)
    for path in home.iterdir():
        if path.name != "keys":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    into_environment(of_server(postgres.start(home)))
    for alias in ("default", "owner"):
        connections[alias].close()


if __name__ == "__main__":
    raise SystemExit(main())
