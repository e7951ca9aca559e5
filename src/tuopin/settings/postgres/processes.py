"""Which processes of a server are alive. Told by a lock that they inherit, never by a process number alone.

The postmaster is given an open, locked file; its children inherit it. The kernel lets the lock go when the last of them is
gone, whether by shutdown or by kill -9, zombie or not. So whoever gets the lock knows that nothing of the old server is left.
"""

import fcntl
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.settings.postgres.names import PORT

STOPPING = 120.0  # seconds
GLANCE = 0.02
SOCKET_PREFIX = "tuopin-pg-"
SOCKET_FILE = f".s.PGSQL.{PORT}"


def alive_file(data: Path) -> Path:
    """The file whose lock the server's processes hold."""
    return data.with_name(f"{data.name}.alive")


@contextmanager
def alone(path: Path, *, wait: bool) -> Iterator[int | None]:
    """Hold the lock of a file; None if somebody else holds it and we do not wait."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(handle)
        yield None
        return
    try:
        yield handle
    finally:
        os.close(handle)  # not unlocked: a server started meanwhile holds the same lock


def noted(data: Path) -> tuple[int, Path] | None:
    """What postmaster.pid says: the process and the folder of the socket. It may be stale."""
    try:
        lines = (data / "postmaster.pid").read_text("utf-8").splitlines()
        return int(lines[0]), Path(lines[4]) if lines[4:] and lines[4].startswith("/") else data  # the fifth line is written later
    except (FileNotFoundError, ValueError, IndexError):
        return None


def ours(pid: int, data: Path) -> bool:
    """Whether that process stands in the data folder, as every process of a server does; a zombie stands nowhere."""
    try:
        return os.path.samestat(Path(f"/proc/{pid}/cwd").stat(), data.stat())
    except OSError:
        return False


def orphans(data: Path) -> list[int]:
    """The processes that stand in the data folder."""
    return [int(path.name) for path in Path("/proc").glob("[0-9]*") if ours(int(path.name), data)]


def forget(data: Path) -> None:
    """Remove the lock files of a dead server. Only with its lock in hand.

    PostgreSQL itself copes with a number that no longer exists, but not with a zombie or with another program that was given
    the number since. It still refuses to start on shared memory in use, so an unknown orphan is not trampled on.
    """
    known = noted(data)
    if known and not ours(known[0], data):
        for path in (data / "postmaster.pid", data / f"{SOCKET_FILE}.lock", data / SOCKET_FILE):
            path.unlink(missing_ok=True)
        drop_socket_folder(known[1])


def drop_socket_folder(folder: Path) -> None:
    """Remove a temporary socket folder that we made; leave any other alone."""
    if folder.name.startswith(SOCKET_PREFIX):
        shutil.rmtree(folder, ignore_errors=True)


def finish(data: Path) -> bool:
    """Shut the server of this folder down, fast; False if there was none."""
    known = noted(data)
    if not known or not ours(known[0], data):
        return False
    with suppress(ProcessLookupError):
        os.kill(known[0], signal.SIGINT)
    until = time.monotonic() + STOPPING
    while time.monotonic() < until:
        with alone(alive_file(data), wait=False) as lock:
            if lock is not None and not ours(known[0], data):
                drop_socket_folder(known[1])
                return True
        time.sleep(GLANCE)
    raise BadInput(
        str(data),
        Words(f"数据库 {STOPPING:.0f} 秒内没有停下", f"the database did not stop within {STOPPING:.0f} s"),
        Words("稍后再试", "try again later"),
    )
