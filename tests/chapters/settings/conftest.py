"""Homes of embedded servers that are stopped and removed afterwards; the standing one is made once a file."""

import os
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from tuopin.common.words import choose
from tuopin.settings.postgres import OWNER, start, stop


@pytest.fixture(autouse=True)
def in_english():
    """What is said is compared in English, whatever the terminal of whoever runs the tests speaks."""
    choose("en")
    yield
    choose(None)


@pytest.fixture
def home():
    """An empty folder whose path anyone may pass through and is short enough for a socket; whatever runs in it is stopped."""
    folder = Path(tempfile.mkdtemp(prefix="tuopin-test-"))
    folder.chmod(0o755)
    yield folder
    stop(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def cluster():
    """A home whose server was made and stopped, with an empty database besides the office's; to be copied."""
    folder = Path(tempfile.mkdtemp(prefix="tuopin-test-"))
    server = start(folder, fast=True)
    with psycopg.connect(server.url("postgres", OWNER), autocommit=True) as connection:
        connection.execute("CREATE DATABASE other")
    server.stop()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def copied(cluster):
    """A copy of the cluster for the tests of one file."""
    folder = Path(tempfile.mkdtemp(prefix="tuopin-test-"))
    shutil.copytree(cluster, folder, dirs_exist_ok=True)
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def made_home(copied):
    """A home whose cluster is made and not running, before and after the test."""
    yield copied
    stop(copied)


@pytest.fixture(scope="session")
def standing(cluster):
    """The home of a server that is up."""
    folder = Path(tempfile.mkdtemp(prefix="tuopin-test-"))
    shutil.copytree(cluster, folder, dirs_exist_ok=True)
    start(folder, fast=True)
    yield folder
    stop(folder)
    shutil.rmtree(folder)


@pytest.fixture
def named(standing):
    """An empty database on the standing server."""
    from tuopin.settings.database import of_server

    both = of_server(start(standing, fast=True), "other")
    with psycopg.connect(both.owner, autocommit=True) as connection:
        connection.execute("DROP OWNED BY current_user CASCADE")
    return both


@pytest.fixture
def plain(monkeypatch):
    """An environment that names no database."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "TUOPIN_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TUOPIN_LANG", "en")
    return os.environ
