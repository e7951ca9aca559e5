"""A killed server comes back with every commit that was acknowledged; nothing left of the old one is trampled on or waited for in vain."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

import psycopg

from tuopin.settings.postgres import OWNER, launch, start
from tuopin.settings.postgres.processes import alive_file, alone, noted, orphans


class Load:
    """Somebody who writes row after row and remembers which were acknowledged."""

    def __init__(self, url):
        self.url, self.acknowledged, self.enough = url, [], threading.Event()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS written (number bigint PRIMARY KEY)")
            self.next = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM written").fetchone()[0]
        self.thread = threading.Thread(target=self.write)

    def write(self):
        try:
            with psycopg.connect(self.url, autocommit=True) as connection:
                while True:
                    connection.execute("INSERT INTO written VALUES (%s)", [self.next])
                    self.acknowledged.append(self.next)
                    self.next += 1
                    if len(self.acknowledged) == 100:
                        self.enough.set()
        except psycopg.OperationalError:
            self.enough.set()


def lost(url, acknowledged):
    with psycopg.connect(url) as connection:
        kept = {number for (number,) in connection.execute("SELECT number FROM written")}
    return set(acknowledged) - kept


def test_no_acknowledged_commit_is_lost(made_home):
    """kill -9 of the postmaster alone, then of it and all its children, under a load of single commits."""
    server, acknowledged = start(made_home), []
    for victims in (lambda server: [server.pid], lambda server: orphans(server.folder)):
        load = Load(server.url(role=OWNER))
        load.thread.start()
        assert load.enough.wait(30)
        for pid in victims(server):
            os.kill(pid, signal.SIGKILL)
        load.thread.join(30)
        acknowledged += load.acknowledged
        server = start(made_home)
        assert lost(server.url(role=OWNER), acknowledged) == set()
    assert len(acknowledged) >= 200


def killed(made_home):
    """A home whose server was killed whole."""
    server = start(made_home, fast=True)
    for pid in orphans(server.folder):
        os.kill(pid, signal.SIGKILL)
    with alone(alive_file(server.folder), wait=True):
        return server


def renumber(server, pid):
    """Make the lock files name another process."""
    for path in (server.folder / "postmaster.pid", server.folder / ".s.PGSQL.5432.lock"):
        first, rest = path.read_text("utf-8").split("\n", 1)
        assert int(first) == server.pid
        path.write_text(f"{pid}\n{rest}", "utf-8")


def test_a_lock_file_that_names_a_stranger_does_not_stop_the_start(made_home):
    """The number was given to another program meanwhile, as after a restart of a container."""
    server = killed(made_home)
    renumber(server, os.getpid())
    assert start(made_home, fast=True).running()


def test_a_lock_file_that_names_a_zombie_does_not_stop_the_start(made_home):
    server = killed(made_home)
    with subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE) as zombie:
        zombie.stdout.read()
        os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)  # it has ended and nobody has taken note
        renumber(server, zombie.pid)
        assert start(made_home, fast=True).running()


def endless(connection):
    with suppress(psycopg.OperationalError):
        connection.execute("SELECT count(*) FROM generate_series(1, 9e9)")


def test_a_child_that_works_on_after_its_postmaster_is_ended_first(made_home, monkeypatch):
    """It holds the old shared memory; it does not notice by itself while it computes."""
    monkeypatch.setattr(launch, "ORPHANS", 0.2)
    server = start(made_home, fast=True)
    busy = psycopg.connect(server.url(role=OWNER), autocommit=True)
    compute = threading.Thread(target=endless, args=[busy])
    compute.start()
    pid = busy.info.backend_pid
    os.kill(server.pid, signal.SIGKILL)
    with alone(alive_file(server.folder), wait=False) as lock:
        assert lock is None
    again = start(made_home, fast=True)
    compute.join(30)
    busy.close()
    assert pid not in orphans(again.folder)
    assert noted(again.folder)[0] == again.pid != server.pid
