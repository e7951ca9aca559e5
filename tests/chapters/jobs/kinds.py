"""Kinds of jobs made for the tests; a test and a worker process of its own know the same ones."""

import os
from pathlib import Path

from django.db import OperationalError, connection

from tuopin.common.guard import Allowed, Kind
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.jobs.handlers import handler
from tuopin.jobs.rules import Counts

POWER = "export"
TABLE = "CREATE TABLE jobs_tally (job uuid, part integer, pid integer); GRANT SELECT, INSERT ON jobs_tally TO tuopin_app"


def wait_at(gate):
    """Stand here until the test has opened the other end of the pipe and closed it again."""
    with Path(gate).open("rb") as pipe:
        pipe.read()


def tally(work, part):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO jobs_tally VALUES (%s, %s, %s)", [work.id, part, os.getpid()])


def tallied(work):
    with connection.cursor() as cursor:
        cursor.execute("SELECT part FROM jobs_tally WHERE job = %s", [work.id])
        return {row[0] for row in cursor.fetchall()}


@handler("test.parts", power=POWER)
def parts(work):
    """Each part in a transaction of its own, those already done left out; on the first attempt it waits before part `at`."""
    total = work.arguments["parts"]
    for part in range(total):
        if part == work.arguments.get("at") and work.attempt == 1:
            wait_at(work.arguments["gate"])
        with work.acting():
            if part not in tallied(work):
                tally(work, part)
        work.progress(part + 1, total, Words("记数", "tallying"))
    with work.acting():
        return Counts(total, len(tallied(work)))


@handler("test.counts", power=POWER)
def counts(work):
    return Counts(*work.arguments["counts"], result={"said": "so"})


@handler("test.inside", power=POWER)
def inside(work):
    """One long transaction that tells its progress."""
    with work.acting():
        tally(work, 0)
        work.progress(7, 10, "half-way")
        wait_at(work.arguments["gate"])
        work.progress(8, 10, "further")
    return Counts(1, 1)


@handler("test.long", power=POWER)
def long(work):
    """Never ends by itself."""
    (work.folder / "begun").touch()
    if "gate" in work.arguments:
        wait_at(work.arguments["gate"])
    while True:
        work.cancelled()


@handler("test.resumable", power=POWER)
def resumable(work):
    """Until it is stopped at the first attempt; then it ends."""
    if work.attempt == 1 and not (work.folder / "begun").exists():
        long(work)
    return Counts(1, 1)


@handler("test.refused", power=POWER)
def refused(work):
    raise Refused("no-such", because=Words("这一年没有快照", "there is no snapshot of that year"), remedy=Words("先冻结", "freeze first"))


@handler("test.fault", power=POWER)
def fault(work):
    """A fault whose message and whose database error quote a person."""
    whom = (work.folder.parent / "whom").read_text("utf-8")
    if work.arguments.get("in") == "database":
        with work.acting(), connection.cursor() as cursor:
            cursor.execute("SELECT %s::integer", [whom])
    raise ValueError(whom)


@handler("test.broken", power=POWER)
def broken(work):
    (work.folder / f"attempt {len(list(work.folder.iterdir()))}").touch()
    raise OperationalError("server closed the connection")


@handler("test.file", power=POWER)
def file(work):
    path = work.folder / "made.csv"
    path.write_text(work.arguments.get("text") or (work.folder.parent / "whom").read_text("utf-8"), "utf-8")
    work.artefact(path, rows=2, name=work.arguments.get("name", "结果.csv"))
    if "gate" in work.arguments:
        wait_at(work.arguments["gate"])
    return Counts(2, 2)


@handler("test.numbers", power=POWER)
def numbers(work):
    path = work.folder / "made.csv"
    path.write_text((work.folder.parent / "whom").read_text("utf-8"), "utf-8")
    allowed = Allowed(frozenset({Kind.PHONE}), Words("走访用", "for the visits"))
    work.artefact(path, rows=1, name="phones.csv", may_hold=allowed)
    return Counts(1, 1)
