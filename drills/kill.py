"""Kills PostgreSQL, the web server and the job worker, 20 times, without warning, under write load: `run.py drill kill`.

Three writers: acts and register versions by the product's own `change`; invitations over HTTP through gunicorn, each under an
idempotency key; jobs. What was acknowledged must be there afterwards, log and database must agree, every job must come to its end.
Bounded to six minutes; exit 1 if a bar is missed.
"""

import argparse
import http.client
import http.cookiejar
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from _office import figure, office

VILLAGE, COUNTY, PASSWORD = "520381001001", "520381", "drill sorghum lantern 2016"
PORT = 18_437
CLOSED = (OSError, http.client.HTTPException, urllib.error.URLError)


class Writer(threading.Thread):
    """Writes one thing after another until it is told to stop; keeps what was acknowledged."""

    def __init__(self) -> None:
        """Nothing is written yet."""
        super().__init__(daemon=True)
        self.acknowledged: list[str] = []
        self.failed = 0
        self.reasons = Counter[str]()
        self.over = threading.Event()

    def run(self) -> None:
        """One number after another; a failure is counted, and the same thing is not tried again."""
        number = 0
        while not self.over.is_set():
            number += 1
            try:
                self.acknowledged.append(self.one(number))
            except Exception as error:  # noqa: BLE001  whatever came of a kill: it was not acknowledged
                self.failed += 1
                self.reasons[str(error).split("\n", 1)[0][:80]] += 1
                self.again()
                time.sleep(0.1)

    def one(self, number: int) -> str:
        """Write; what it is called."""
        raise NotImplementedError

    def again(self) -> None:
        """After a failure."""


class Changes(Writer):
    """Households registered and then corrected, each behind an act."""

    def one(self, number: int) -> str:
        """A household, its version."""
        from tuopin.common.acting import By
        from tuopin.register.actions.change import Why, change, part
        from tuopin.settings.scope import acting

        by, code = By("li", "county_office", COUNTY), f"K{number}"
        version = {"household_code": code, "village_code": VILLAGE, "status": "registered", "valid_from": date(2014, 1, 1)}
        with acting(by):
            change([part("household", [version])], Why("register.correct", "R3a", "the drill"), by=by, at=datetime.now(UTC))
        return code

    def again(self) -> None:
        """The connection is of no use any more."""
        from django.db import connection

        with suppress(Exception):
            connection.close()


class Invitations(Writer):
    """Invitations over HTTP, by an officer who has signed in; asked again under the same key where no answer came."""

    def __init__(self) -> None:
        """Signed out."""
        super().__init__()
        self.jar = http.cookiejar.CookieJar()
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar)).open
        self.signed_in, self.replayed = False, 0

    def one(self, number: int) -> str:
        """Invite until an answer comes."""
        name = f"guest{number}"
        body = {"sign_in": name, "name": name, "body": "township_government", "place": f"{COUNTY}001"}
        while not self.over.is_set():
            try:
                if not self.signed_in:
                    self.sign_in()
                answer = self.ask("/api/v1/invitations", json.dumps(body), {"Content-Type": "application/json", "Idempotency-Key": name})
                self.replayed += answer.headers.get("Idempotency-Replayed") == "true"
            except urllib.error.HTTPError as error:
                self.reasons[str(error)] += 1
                if error.code not in {401, 403, 500, 502, 503}:
                    raise
                self.signed_in = error.code >= 500
            except CLOSED as error:
                self.failed += 1
                self.reasons[str(error)[:80]] += 1
            else:
                return name
            time.sleep(0.1)
        raise TimeoutError

    def sign_in(self) -> None:
        """As a person does: the page, then name and password."""
        self.jar.clear()
        self.open(f"http://127.0.0.1:{PORT}/accounts/login/", timeout=20).read()
        self.ask("/accounts/login/", urllib.parse.urlencode({"login": "head", "password": PASSWORD}), {})
        self.signed_in = True

    def ask(self, path: str, body: str, headers: dict[str, str]) -> Any:
        """A POST with the token that the page gave."""
        token = next((cookie.value for cookie in self.jar if cookie.name == "csrftoken"), "") or ""
        address = f"http://127.0.0.1:{PORT}{path}"
        request = urllib.request.Request(address, body.encode(), headers | {"X-CSRFToken": token, "Referer": address})
        return self.open(request, timeout=20)


class Jobs(Writer):
    """Jobs asked for; one acknowledged is one that must end."""

    def one(self, number: int) -> str:
        """A small export."""
        from tuopin.common.acting import By
        from tuopin.jobs import actions

        time.sleep(0.5)
        by = By("head", "county_office", COUNTY)
        return str(actions.start("export.acts", {"place": COUNTY}, by=by, at=datetime.now(UTC), key=f"drill-{number}").id)

    again = Changes.again


class Children:
    """Web server and worker, begun again where they were killed."""

    def __init__(self) -> None:
        """Begin both."""
        self.web, self.worker = self.begin_web(), self.begin_worker()

    def begin_web(self) -> subprocess.Popen[bytes]:
        """Gunicorn with two workers."""
        command = ["-m", "gunicorn", "tuopin.web.wsgi", "--bind", f"127.0.0.1:{PORT}", "--workers", "2", "--threads", "2", "--log-level", "critical"]
        return _child([*command, "--no-control-socket"])

    def begin_worker(self) -> subprocess.Popen[bytes]:
        """The worker of jobs and duties."""
        return _child(["-m", "tuopin.cli", "jobs", "worker"])

    def kill_web(self, dice: random.Random) -> None:
        """One of its workers, or all of it."""
        told = subprocess.run(["pgrep", "-P", str(self.web.pid)], capture_output=True, text=True, check=False).stdout.split()
        if told and dice.random() < 0.5:
            os.kill(int(dice.choice(told)), signal.SIGKILL)
            return
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait()
        self.web = self.begin_web()

    def kill_worker(self) -> None:
        """All of it."""
        os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait()
        self.worker = self.begin_worker()

    def end(self) -> None:
        """In good order."""
        for child in (self.web, self.worker):
            child.terminate()
        for child in (self.web, self.worker):
            with suppress(subprocess.TimeoutExpired):
                child.wait(40)
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)


def _child(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, *command], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_postgres(home: Path) -> float:
    """The postmaster and, half of the time, all its children; started again; the seconds until it answers."""
    from tuopin.settings import postgres

    server = postgres.running(home)
    if server is None:
        raise SystemExit("the server was not running")
    began = time.monotonic()
    os.kill(server.pid, signal.SIGKILL)
    postgres.start(home)
    return time.monotonic() - began


def officers() -> None:
    """One who may invite; the operator makes the account."""
    from tuopin.common.acting import By
    from tuopin.officers import actions
    from tuopin.officers.rules.inviting import Person, Seat
    from tuopin.settings.scope import acting

    by = By("operator", "operator", "")
    with acting(by):
        person, seat = Person("head", "Head"), Seat("county_office", COUNTY)
        actions.create_officer(person, seat, password=PASSWORD, by=by, at=datetime.now(UTC))


def main() -> int:
    """Write, kill, look."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=2016)
    asked = parser.parse_args()
    dice = random.Random(asked.seed)
    with office() as home:
        officers()
        children = Children()
        writers = [Changes(), Invitations(), Jobs()]
        back = [0.0]
        try:
            time.sleep(6)
            for writer in writers:
                writer.start()
            for turn in range(asked.times):
                time.sleep(dice.uniform(1.5, 4))
                victim = ("postgres", "web", "worker")[turn % 3]
                if victim == "postgres":
                    back.append(kill_postgres(home))
                elif victim == "web":
                    children.kill_web(dice)
                else:
                    children.kill_worker()
            time.sleep(6)
            for writer in writers:
                writer.over.set()
            for writer in writers:
                writer.join(60)
            return judged(writers, killed=asked.times, back=max(back))
        finally:
            children.end()


def judged(writers: list[Any], *, killed: int, back: float) -> int:
    """What was acknowledged against what is there."""
    from django.db import connection

    from tuopin.ledger import place
    from tuopin.ledger.checking import verify
    from tuopin.ledger.sequencer import ITSELF, sequence
    from tuopin.settings.scope import acting

    connection.close()  # the one from before the kills
    changes, invitations, jobs = writers
    open_jobs = _ended(jobs.acknowledged)
    sequence(place.log(), at=datetime.now(UTC))
    with acting(ITSELF), connection.cursor() as cursor:
        cursor.execute("SELECT household_code FROM register_household")
        households = {code for (code,) in cursor.fetchall()}
        cursor.execute("SELECT officer, count(*) FROM officers_invitation GROUP BY officer")
        invited = dict(cursor.fetchall())
        cursor.execute("SELECT id::text, state FROM jobs_job")
        states = dict(cursor.fetchall())
        cursor.execute("SELECT (SELECT count(*) FROM ledger_act), (SELECT count(*) FROM ledger_entry)")
        acts, entries = cursor.fetchone()
    faults = list(verify(place.log()))
    lost = [code for code in changes.acknowledged if code not in households]
    lost += [name for name in invitations.acknowledged if name not in invited]
    lost += [job for job in jobs.acknowledged if job not in states]
    twice = [name for name, count in invited.items() if count > 1]
    bad = [job for job in jobs.acknowledged if states.get(job) != "done"]
    for writer in writers:
        print(f"  {type(writer).__name__} was told:", dict(writer.reasons.most_common(6)))
    for fault in faults[:5]:
        print(f"  {fault.where}: {fault.what.en}")
    told = (
        ("kills", killed, "at least 20", killed >= 20),
        ("households acknowledged", len(changes.acknowledged), "more than 500", len(changes.acknowledged) > 500),
        ("invitations acknowledged over HTTP", len(invitations.acknowledged), "more than 50", len(invitations.acknowledged) > 50),
        ("jobs acknowledged", len(jobs.acknowledged), "more than 10", len(jobs.acknowledged) > 10),
        ("acknowledged and lost", len(lost), "0", not lost),
        ("done twice", len(twice), "0", not twice),
        ("jobs not done", len(bad) + open_jobs, "0", not bad and not open_jobs),
        ("acts without a place in the log", acts - entries, "0", acts == entries),
        ("faults of log and database", len(faults), "0", not faults),
        ("seconds until PostgreSQL was back, at most", round(back, 2), "60", back < 60),
        ("writes that failed and were told so", sum(writer.failed for writer in writers), "any", True),
    )
    held = [figure(name, found, bar, held=held) for name, found, bar, held in told]
    return 0 if all(held) else 1


def _ended(jobs: list[str]) -> int:
    """Wait until every job has ended; how many have not."""
    from tuopin.jobs.models import Job
    from tuopin.ledger.sequencer import ITSELF
    from tuopin.settings.scope import acting

    until = time.monotonic() + 120
    while True:
        with acting(ITSELF):
            left = Job.objects.filter(id__in=jobs, ended_at__isnull=True).count()
        if not left or time.monotonic() > until:
            return left
        time.sleep(1)


if __name__ == "__main__":
    raise SystemExit(main())
