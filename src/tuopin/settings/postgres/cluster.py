"""Making a cluster: into `pg.init`, renamed when whole, so that a half-made one is never used."""

import os
import shutil
from pathlib import Path

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.settings.postgres.account import Account
from tuopin.settings.postgres.binaries import Binaries
from tuopin.settings.postgres.names import SUPERUSER

HALF_MADE = "pg.init"
SETTINGS = "tuopin.conf"
SMALL = ("--no-sync", "--wal-segsize=4")
BUILTIN = 17  # since then PostgreSQL sorts by code point itself, the same on every machine


def make(data: Path, binaries: Binaries, account: Account, *, fast: bool) -> None:
    """Make the cluster at `data`: UTF-8, ordered by code point, pages with checksums, open to its own socket only."""
    half = data.with_name(HALF_MADE)
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    account.own(half)
    account.must_reach(half)
    done = account.run([binaries.tool("initdb"), "-D", str(half), *_choices(binaries.major), *(SMALL if fast else [])])
    if done.returncode:
        shutil.rmtree(half, ignore_errors=True)
        told = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise BadInput(str(data), Words(f"数据库建不起来：{told}", f"the database cannot be made: {told}"))
    with (half / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(f"\ninclude_if_exists = '{SETTINGS}'\n")
    half.rename(data)
    synced(data.parent)


def synced(folder: Path) -> None:
    """What was renamed in this folder stays so after a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _choices(major: int) -> list[str]:
    sorting = ["--locale=C.UTF-8", *(["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= BUILTIN else [])]
    told = ["--lc-messages=C", "--no-instructions"]
    return [f"--username={SUPERUSER}", "--encoding=UTF8", "--data-checksums", "--auth-local=trust", "--auth-host=reject", *sorting, *told]
