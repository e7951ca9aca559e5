"""Starting the embedded server: racing starters all come up, a killed server comes back, a start is proved by a connection."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from errno import ENOSPC
from pathlib import Path

import psycopg
from psycopg.pq import PGconn, Ping

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.settings.postgres import cluster, roles
from tuopin.settings.postgres.account import Account, Probe, account, namespaces_work
from tuopin.settings.postgres.binaries import Binaries, chosen
from tuopin.settings.postgres.failing import full, log_of, not_up, told, written
from tuopin.settings.postgres.names import SUPERUSER
from tuopin.settings.postgres.processes import GLANCE, SOCKET_PREFIX, alive_file, alone, forget, noted, orphans, ours
from tuopin.settings.postgres.server import Server
from tuopin.settings.postgres.stopping import STARTERS, attached
from tuopin.settings.postgres.tuning import settings

PATIENCE = 60.0  # seconds without a sign of life
RECOVERY = 1800.0  # seconds of "the database system is starting up"
ORPHANS = 5.0  # seconds that a dead postmaster's children are given to end by themselves
PAUSE = 0.2  # seconds before the next try
TRIES = 3  # starts that end at once, for a reason that time will not mend
LONGEST = 90  # bytes of a socket's folder; the system's limit is 107 with the file's name
WAITED_FOR = ("is still in use", "already exists")
DETACHED = '"$@" >>"$LOG" 2>&1 </dev/null &'


@dataclass
class Attempt:
    """One start under way."""

    data: Path
    binaries: Binaries
    account: Account
    fast: bool
    tries: int = 0
    hopeless: bool = False
    began: float = field(default_factory=time.monotonic)
    sign_of_life: float = field(default_factory=time.monotonic)


def start(folder: Path, *, fast: bool = False, namespaces: Probe = namespaces_work) -> Server:
    """The server of the home `folder` (its data is `folder`/pg<major>), started and made if need be, with its roles and database.

    `fast` is for tests: commits are not flushed. `namespaces` tells whether root can have a user namespace.
    """
    home = _home(folder)
    binaries = chosen(home)
    data = home / f"pg{binaries.major}"
    server = attached(data)
    if server and server.ready():
        return server
    with alone(home / STARTERS, wait=True):
        try:
            server = attached(data) or _started(data, binaries, namespaces=namespaces, fast=fast)
            roles.make(server)
        except (OSError, psycopg.errors.DiskFull) as error:
            if isinstance(error, OSError) and error.errno != ENOSPC:
                raise
            raise full(data) from error
    return server


def _home(folder: Path) -> Path:
    home = folder.resolve()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(str(folder), Words(f"不能用作数据目录：{error.strerror}", f"cannot be used as the data folder: {error.strerror}")) from error
    return home


def _started(data: Path, binaries: Binaries, *, namespaces: Probe, fast: bool) -> Server:
    face = account(data, namespaces=namespaces)
    face.must_reach(data.parent)
    face.must_reach(Path(binaries.tool("postgres")))
    if not data.exists():
        cluster.make(data, binaries, face, fast=fast)
    elif face.uid is not None and data.stat().st_uid != face.uid:
        face.own(data)
    attempt = Attempt(data, binaries, face, fast)
    for server in _glances(attempt):
        if server:
            return server
        _step(attempt)
    raise not_up(data)


def _glances(attempt: Attempt) -> Iterator[Server | None]:
    """Look again and again, until it answers or patience ends; one that says it is recovering is waited for much longer."""
    while True:
        yield attached(attempt.data)
        now = time.monotonic()
        if _recovering(attempt.data):
            attempt.sign_of_life = now
        if now - attempt.sign_of_life > PATIENCE or now - attempt.began > RECOVERY or attempt.hopeless:
            return
        time.sleep(GLANCE)


def _step(attempt: Attempt) -> None:
    """Start it if nothing of an older server is alive; otherwise see that what is left of one ends."""
    with alone(alive_file(attempt.data), wait=False) as lock:
        if lock is not None:
            _again(attempt, lock)
            return
    known = noted(attempt.data)
    headless = not known or not ours(known[0], attempt.data)
    if headless and time.monotonic() - attempt.began > ORPHANS:
        for pid in orphans(attempt.data):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)


def _again(attempt: Attempt, lock: int) -> None:
    """Start it, unless it has ended several times for a reason that time will not mend."""
    waited_for = any(each in told(attempt.data) for each in WAITED_FOR)
    if attempt.tries >= TRIES and not waited_for:
        attempt.hopeless = True
        return
    time.sleep(PAUSE if attempt.tries else 0)
    forget(attempt.data)
    _spawn(attempt, lock)


def _spawn(attempt: Attempt, lock: int) -> None:
    """Run the postmaster in a session of its own, its parent gone, holding the lock."""
    attempt.tries += 1
    conf, log = attempt.data / cluster.SETTINGS, log_of(attempt.data)
    written(conf, settings(attempt.data, _socket(attempt), fast=attempt.fast))
    attempt.account.own(conf)
    log.touch(mode=0o600)
    os.truncate(log, 0)
    attempt.account.own(log)
    how = attempt.account.how()
    how["env"]["LOG"] = str(log)
    command = [*attempt.account.prefix, attempt.binaries.tool("postgres"), "-D", str(attempt.data)]
    subprocess.run(["sh", "-c", DETACHED, "sh", *command], check=True, pass_fds=(lock,), start_new_session=True, **how)


def _socket(attempt: Attempt) -> Path:
    """The data folder itself; a short private one if its path is too long for a socket or holds what a connection string splits at."""
    path = str(attempt.data)
    if len(os.fsencode(path)) <= LONGEST and not set(path) & set(",'\"\\\n"):
        return attempt.data
    short = [each for each in (tempfile.gettempdir(), "/tmp") if len(os.fsencode(each)) < LONGEST - 20]  # noqa: S108
    made = Path(tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir=short[0]))
    attempt.account.own(made)
    return made


def _recovering(data: Path) -> bool:
    known = noted(data)
    return known is not None and PGconn.ping(Server(known[1], data, known[0]).url("postgres", SUPERUSER).encode()) == Ping.REJECT
