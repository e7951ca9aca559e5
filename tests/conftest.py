"""The office's fixtures: one embedded PostgreSQL for the whole run, a database of its own for each module that asks."""

import base64
import fcntl
import json
import logging
import os
import re
import shutil
from contextlib import contextmanager

import pytest

from tuopin.common.identity import id_valid
from tuopin.common.words import choose

NAME = "tests"


LOGS, KEPT = "log-of-", []
OURS = ("TUOPIN_", "DATABASE_")
NUMBERS = re.compile(r"(?<![0-9A-Za-z])(?:[0-9]{17}[0-9Xx]|1[3-9][0-9]{9})(?![0-9A-Za-z])")


def pytest_sessionfinish(session):
    """The logs of the whole run, ours and PostgreSQL's, hold no ID number and no phone; one that does fails the run."""
    if hasattr(session.config, "workerinput"):
        return
    factory = getattr(session.config, "_tmp_path_factory", None)
    base = factory.getbasetemp() if factory else None
    logs = [*base.rglob(f"{LOGS}*"), *base.rglob("pg*.log")] if base else []
    found = sorted({f"{path.name}: {line.strip()[:200]}" for path in logs for line in path.read_text("utf-8", "replace").splitlines() if numbers_in(line)})
    if found:
        print("\nnumbers in the logs of this run:", *found[:10], sep="\n  ")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def numbers_in(line):
    """ID numbers by their check character, phones by their shape."""
    return [found for found in NUMBERS.findall(line) if len(found) == 11 or id_valid(found)]


def lines_kept(shared, worker):
    """What the office logs in this process goes into a file as well, as it goes to the error stream of a server."""
    root = logging.getLogger()
    if not KEPT:
        KEPT.append(logging.FileHandler(shared / f"{LOGS}{worker}", encoding="utf-8", delay=True))
        KEPT[0].setFormatter(next(each.formatter for each in root.handlers if type(each.formatter).__name__ == "ProcessorFormatter"))
    if KEPT[0] not in root.handlers:  # a test that sets Django up again takes it away
        root.addHandler(KEPT[0])


def settings_of_tests(home):
    """The environment of an office under test: keys that nobody else uses, a folder that goes away."""
    one, two, three = (base64.b64encode(bytes([number] * 32)).decode() for number in (1, 2, 3))
    return {
        "TUOPIN_HOME": str(home),
        "TUOPIN_SECRET_KEY": "a key of the tests, used nowhere else, of fifty characters or more",
        "TUOPIN_KEYS": json.dumps({"current": "k1", "sealing": {"k1": one}, "index": two, "pseudonym": three}),
        "TUOPIN_SYNTHETIC": "1",
        "TUOPIN_LANG": "en",
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "tuopin.settings.office"),
    }


@contextmanager
def alone(path):
    """One process of the run at a time."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(autouse=True)
def surroundings():
    """A test leaves neither settings nor a language behind."""
    before = {name: value for name, value in os.environ.items() if name.startswith(OURS)}
    yield
    for name in [name for name in os.environ if name.startswith(OURS)]:
        del os.environ[name]
    os.environ.update(before)
    choose(None)


@pytest.fixture(scope="session")
def shared(tmp_path_factory, worker_id):
    """A folder that all processes of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def worker_id(request):
    """pytest-xdist's name of this process; "master" where there is one process only."""
    return getattr(request.config, "workerinput", {}).get("workerid", "master")


@pytest.fixture(scope="session")
def office_server(shared):
    """The embedded server of this run, without fsync; the last process to leave stops it."""
    from tuopin.settings import postgres

    home = shared / "pg"
    users = shared / "pg-users"
    with alone(shared / "pg.lock"):
        server = postgres.start(home, fast=True)
        users.write_text(str(int(users.read_text() if users.exists() else 0) + 1))
    yield server
    with alone(shared / "pg.lock"):
        left = int(users.read_text()) - 1
        users.write_text(str(left))
        if not left:
            server.stop()


def _connection(server, database):
    import psycopg

    return psycopg.connect(server.url(database, "tuopin_owner"), autocommit=True)


@pytest.fixture(scope="session")
def office_template(office_server, shared):
    """The name of a migrated, empty database; others are copied from it."""
    with alone(shared / "template.lock"):
        ready = shared / "template.ready"
        if not ready.exists():
            with _connection(office_server, "tuopin") as connection:
                connection.execute("CREATE DATABASE template_office")
            _django(office_server, "template_office", shared / "template-home")
            from django.core.management import call_command
            from django.db import connections

            call_command("migrate", database="owner", verbosity=0)
            connections.close_all()
            ready.touch()
    return "template_office"


def _django(server, database, home):
    """Set Django up on a database, or turn a Django that is set up to it."""
    os.environ.pop("TUOPIN_KEYS_FILE", None)
    os.environ.update(settings_of_tests(home))
    os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = server.url(database), server.url(database, "tuopin_owner")
    import django
    from django.apps import apps
    from django.db import connections

    if not apps.ready:
        django.setup()
    from tuopin.settings.database import django_settings, from_environment

    for alias, named in django_settings(from_environment()).items():
        connections[alias].close()
        connections[alias].settings_dict.update({name: named[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})
    from django.conf import settings

    settings.HOME = home


@pytest.fixture(scope="module")
def office(office_server, office_template, request, worker_id, shared, tmp_path_factory):
    """A fresh office: database, folder, signing key; everything commits for real. Gives the folder."""
    from django.db import connections

    from tuopin.ledger import place

    name = f"office_{worker_id}_{abs(hash(request.node.nodeid)) % 10**12}"
    home = tmp_path_factory.mktemp("office")
    with _connection(office_server, "tuopin") as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {office_template}")
        connection.execute(f"GRANT CONNECT, TEMPORARY ON DATABASE {name} TO tuopin_app")
    _django(office_server, name, home)
    lines_kept(shared, worker_id)
    place.made("tests.example/log")
    yield home
    connections.close_all()
    with _connection(office_server, "tuopin") as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    shutil.rmtree(home, ignore_errors=True)
