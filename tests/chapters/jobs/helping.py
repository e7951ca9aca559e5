"""What the tests of jobs share: jobs started, workers as real processes, pipes to stand at."""

import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection, connections

from office.people import COUNTY
from tuopin.jobs import actions, queries, worker
from tuopin.settings.scope import acting

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60


def now():
    return datetime.now(UTC)


def start(kind, by=COUNTY, key=None, **arguments):
    return actions.start(f"test.{kind}", arguments, by=by, at=now(), key=key)


def looked(job, by=COUNTY):
    return queries.job(job.id, by=by)


def done(kind, by=COUNTY, **arguments):
    """Started, done by a worker in this process, looked at."""
    job = start(kind, by, **arguments)
    worker.run_until_empty()
    return looked(job, by)


def ask(sql, *given, by=COUNTY):
    with acting(by), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def pipe(folder, name):
    path = folder / name
    os.mkfifo(path)
    return str(path)


@contextmanager
def worker_process(office, *words, silent="1000", grace="1000", concurrency="1"):
    """A worker of its own, with the tests' kinds; ended whatever happens. Its log is at office/worker.log."""
    command = [sys.executable, str(Path(__file__).with_name("process.py")), concurrency, grace, silent, *words]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))}
    with (office / "worker.log").open("ab") as log:
        process = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(met, process):
    """Wait for something while a worker lives."""
    for _ in range(PATIENCE * 20):
        if met():
            return
        try:
            process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError("the worker has ended")
    raise AssertionError("it did not come to pass")


@contextmanager
def at(gate, process):
    """Inside: the job stands at the gate. After: it goes on."""
    opened = []

    def is_there():
        try:
            opened.append(os.open(gate, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:
            return False
        return True

    until(is_there, process)
    try:
        yield
    finally:
        os.close(opened[0])


class Aside(threading.Thread):
    """Something done in a thread of its own, which also looks like a process to `until`."""

    def __init__(self, what, *given):
        super().__init__(daemon=True)
        self.what, self.given, self.error = what, given, None

    def run(self):
        try:
            self.what(*self.given)
        except BaseException as error:  # noqa: BLE001  raised again where it is waited for
            self.error = error
        finally:
            connections.close_all()

    def wait(self, timeout):
        self.join(timeout)
        if self.is_alive():
            raise subprocess.TimeoutExpired("aside", timeout)

    def __enter__(self):
        self.start()
        return self

    @contextmanager
    def joined(self):
        """Begun before; waited for at the end."""
        yield
        self.__exit__()

    def __exit__(self, *_):
        self.join(PATIENCE)
        assert not self.is_alive()
        if self.error:
            raise self.error


def resumed_when_free(job):
    """Resume a job whose worker was killed, as soon as PostgreSQL has seen that the worker is gone."""
    for _ in range(PATIENCE * 20):
        actions.resume(at=now(), silent=-10)
        if looked(job).state != "running":
            return
        threading.Event().wait(0.05)
    raise AssertionError("the job is still held by a worker that is gone")
