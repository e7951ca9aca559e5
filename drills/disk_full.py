"""Fills the disk under the office's database and sees what comes of it: `run.py drill disk_full`.

A small file system of its own (in a mount namespace: root's, or an ordinary user's own) holds an embedded server and a neighbour's
file. Two writers commit row after row until there is no room; then a third rewrites one row until the write-ahead log has no room
either; then the server is killed and started on the full disk. After the neighbour's file is gone everything must work again.
Where no file system can be mounted, a limit on file sizes stands in for it. Bounded to three minutes; exit 1 if a bar is missed.
"""

import argparse
import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from tuopin.common.refused import BadInput
from tuopin.settings.database import Database, of_server
from tuopin.settings.postgres import start, stop
from tuopin.settings.postgres.processes import orphans

SIZE, NEIGHBOUR, LIMIT = "300m", 60 << 20, 40 << 20
ROW, WRITERS, REFUSALS, AFTERWARDS = 6000, 2, 25, 1000
FILLING, REWRITING, BACK = 60.0, 25.0, 60.0  # seconds
TABLES = (
    "CREATE TABLE IF NOT EXISTS filled (number bigint PRIMARY KEY, content bytea NOT NULL)",
    "CREATE TABLE IF NOT EXISTS rewritten (number bigint NOT NULL, content bytea NOT NULL) WITH (fillfactor = 10)",
)
NO_ROOM = ("No space left on device", "File too large")


class Writer(threading.Thread):
    """Commits row after row; keeps what was acknowledged, what was refused, and what was left in the air by a lost connection."""

    size = ROW

    def __init__(self, url: str, numbers: range, *, until: float) -> None:
        """`until` is when it ends, by the monotonic clock."""
        super().__init__()
        self.url, self.numbers, self.until = url, iter(numbers), until
        self.acknowledged: dict[int, str] = {}
        self.refused: dict[int, str] = {}
        self.in_the_air: set[int] = set()
        self.cut_off, self.done = 0, False

    @property
    def ended(self) -> bool:
        """The time is over, enough has been refused, or there is nothing more to write."""
        return time.monotonic() >= self.until or len(self.refused) + self.cut_off >= REFUSALS or self.done

    def run(self) -> None:
        """Write, and connect anew where the connection was lost."""
        while not self.ended:
            try:
                with psycopg.connect(self.url, connect_timeout=3, autocommit=True) as connection:
                    self.write(connection)
            except psycopg.OperationalError:
                self.cut_off += 1
                time.sleep(0.1)

    def write(self, connection: psycopg.Connection) -> None:
        """One after the other, until ended or the connection is lost."""
        while not self.ended:
            number, content = next(self.numbers, 0), os.urandom(self.size)
            self.done = not number
            if self.done:
                return
            self.in_the_air.add(number)
            try:
                self.one(connection, number, content)
            except psycopg.Error as error:
                if connection.closed:
                    raise
                self.refused[number] = str(error)
            else:
                self.acknowledged[number] = hashlib.sha256(content).hexdigest()
            self.in_the_air.discard(number)

    def one(self, connection: psycopg.Connection, number: int, content: bytes) -> None:
        """One commit."""
        connection.execute("INSERT INTO filled VALUES (%s, %s)", [number, content])


class Rewriter(Writer):
    """Writes one row again and again: no table grows much, the write-ahead log does."""

    size = 1500  # not worth a page elsewhere: rewritten in place

    def one(self, connection: psycopg.Connection, number: int, content: bytes) -> None:
        """One commit."""
        connection.execute("UPDATE rewritten SET number = %s, content = %s", [number, content])


class Bars:
    """Figures beside what they must be."""

    def __init__(self) -> None:
        """None missed yet."""
        self.missed = 0

    def show(self, what: str, figure: object, bar: str, *, kept: bool = True) -> None:
        """One line."""
        self.missed += not kept
        print(f"{'✓' if kept else '✗'} {what}: {figure}  ({bar})", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--way", choices=["mount", "limit"], help="default: mount where it can be done")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0755", "tmpfs", given.inside], check=True)
        return drilled(given.inside, limited=False)
    folder = Path(tempfile.mkdtemp(prefix="tuopin-full-"))
    folder.chmod(0o755)
    try:
        prefix = mounting(folder)
        if given.way != "limit" and prefix:
            return subprocess.run([*prefix, sys.executable, __file__, "--inside", folder], check=False).returncode
        return drilled(folder, limited=True)
    finally:
        shutil.rmtree(folder)


def mounting(folder: Path) -> list[str]:
    """What to run a command with so that it may mount for itself alone; nothing if that cannot be had."""
    prefix = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"])]
    with suppress(OSError):
        if not subprocess.run([*prefix, "mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, check=False).returncode:
            return prefix
    return []


def drilled(folder: Path, *, limited: bool) -> int:
    """The whole drill in a folder that can fill up; the number of the exit."""
    began, bars = time.monotonic(), Bars()
    neighbour = folder / "neighbour"
    if limited:
        resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, resource.RLIM_INFINITY))
    else:
        neighbour.write_bytes(bytes(NEIGHBOUR))
    print("a limit on the size of files" if limited else f"a file system of {SIZE}, {NEIGHBOUR >> 20} MB of it a neighbour's", flush=True)
    home = folder / "office"
    try:
        writers = filled_up(home, bars)
        on_a_full_disk(home, bars)
        if limited:
            unlimited(home)
        neighbour.unlink(missing_ok=True)
        works_again(home, writers, bars)
    finally:
        stop(home)
    seconds = time.monotonic() - began
    bars.show("the whole drill", f"{seconds:.0f} s", "at most 180 s", kept=seconds <= 180)
    return min(bars.missed, 1)


def filled_up(home: Path, bars: Bars) -> list[Writer]:
    """Write until there is no room; then rewrite until the log has none."""
    named = of_server(start(home))
    with psycopg.connect(named.owner, autocommit=True) as connection:
        for table in TABLES:
            connection.execute(table)
        connection.execute("INSERT INTO rewritten VALUES (0, '')")
    until = time.monotonic() + FILLING
    writers = [Writer(named.owner, range(first, 10**9, WRITERS), until=until) for first in range(1, WRITERS + 1)]
    together(writers)
    refusals_are_clear("writers on a full disk", writers, bars)
    reads = readable(named)
    bars.show("reading goes on meanwhile", "yes" if reads else "the server is down", "yes", kept=reads)
    rewriter = Rewriter(named.owner, range(1, 10**9), until=time.monotonic() + REWRITING)
    together([rewriter])
    refusals_are_clear("rewriting one row on a full disk", [rewriter], bars, some=False)
    return [*writers, rewriter]


def together(writers: list[Writer]) -> None:
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()


def refusals_are_clear(who: str, writers: list[Writer], bars: Bars, *, some: bool = True) -> None:
    """Every refusal names its reason: there is no room. A connection cut off is told by the next start."""
    told = [message for writer in writers for message in writer.refused.values()]
    clear = [message for message in told if any(reason in message for reason in NO_ROOM)]
    cut_off = sum(writer.cut_off for writer in writers)
    figure = f"{sum(len(writer.acknowledged) for writer in writers):,} acknowledged, {len(told)} refused, {cut_off} times no connection"
    bars.show(who, figure, "at least one refusal" if some else "either way", kept=bool(told or cut_off) or not some)
    bars.show("  refusals that do not say why", len(told) - len(clear), "0", kept=len(clear) == len(told))
    if told:
        print(f"  as told: {told[0].splitlines()[0]}", flush=True)


def readable(named: Database) -> bool:
    with suppress(psycopg.OperationalError), psycopg.connect(named.owner, connect_timeout=3) as connection:
        return connection.execute("SELECT count(*) > 0 FROM filled").fetchone() == (True,)
    return False


def on_a_full_disk(home: Path, bars: Bars) -> None:
    """Kill it, start it: it comes up, or it says that the disk is full; it does neither hang nor fall over."""
    server = next(iter(home.glob("pg[0-9]*[0-9]")))
    for pid in orphans(server):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    began = time.monotonic()
    try:
        start(home)
        told, clear = "it came up", True
    except BadInput as refusal:
        told = str(refusal).splitlines()[0]
        clear = any(reason in told for reason in ("the disk is full", "磁盘已满", *NO_ROOM))
    seconds = time.monotonic() - began
    bars.show("killed and started on the full disk", f"{told} ({seconds:.1f} s)", "comes up or says why, within 60 s", kept=clear and seconds < BACK)


def unlimited(home: Path) -> None:
    """Room again, where a limit stood in for the disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    stop(home)


def works_again(home: Path, writers: list[Writer], bars: Bars) -> None:
    """With room again: up, everything acknowledged is there and as it was, nothing refused is there, writing goes on."""
    began = time.monotonic()
    named = of_server(start(home))
    seconds = time.monotonic() - began
    bars.show("with room again it is up after", f"{seconds:.1f} s", f"at most {BACK:.0f} s", kept=seconds <= BACK)
    with psycopg.connect(named.owner) as connection:
        kept = dict(connection.execute("SELECT number, encode(sha256(content), 'hex') FROM filled").fetchall())
        last, digest = connection.execute("SELECT number, encode(sha256(content), 'hex') FROM rewritten").fetchone() or (0, "")
    *inserting, rewriter = writers
    acknowledged = {number: each for writer in inserting for number, each in writer.acknowledged.items()}
    lost = sum(kept.get(number) != each for number, each in acknowledged.items())
    bars.show("acknowledged rows", f"{len(acknowledged):,}", "at least 1,000", kept=len(acknowledged) >= 1000)
    bars.show("  of them lost or changed", lost, "0", kept=not lost)
    refused = sum(number in kept for writer in inserting for number in writer.refused)
    bars.show("refused rows that are there all the same", refused, "0", kept=not refused)
    newest = max(rewriter.acknowledged, default=0)
    sound = last in rewriter.in_the_air or (last == newest and digest == rewriter.acknowledged.get(newest, digest))
    bars.show("the rewritten row is the last one acknowledged", f"{last:,} of {newest:,}", "the same, or the one in the air", kept=sound)
    again = Writer(named.owner, range(10**9, 10**9 + AFTERWARDS), until=time.monotonic() + BACK)
    together([again])
    bars.show("writing again", f"{len(again.acknowledged):,} acknowledged", f"{AFTERWARDS:,}", kept=len(again.acknowledged) == AFTERWARDS)


if __name__ == "__main__":
    sys.exit(main())
