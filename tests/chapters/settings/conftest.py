"""Homes of embedded servers that are stopped and removed afterwards; the standing one is made once a file."""

import os
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from tuopin.settings.postgres import OWNER, start, stop


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
    """A home whose server was made and stopped; to be copied."""
    folder = Path(tempfile.mkdtemp(prefix="tuopin-test-"))
    start(folder, fast=True).stop()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def made_home(home, cluster):
    """A home of its own whose cluster is made and not running."""
    shutil.copytree(cluster, home, dirs_exist_ok=True)
    home.chmod(0o755)
    return home


@pytest.fixture(scope="module")
def standing():
    """The home of a server that is up."""
    folder = Path(tempfile.mkdtemp(prefix="tuopin-test-"))
    start(folder, fast=True)
    yield folder
    stop(folder)
    shutil.rmtree(folder)


@pytest.fixture
def named(standing):
    """An empty database of its own on the standing server."""
    from tuopin.settings.database import of_server

    server = start(standing, fast=True)
    with psycopg.connect(server.url("postgres", OWNER), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS other WITH (FORCE)")
        connection.execute("CREATE DATABASE other")
    return of_server(server, "other")


@pytest.fixture
def plain(monkeypatch):
    """An environment that names no database."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "TUOPIN_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TUOPIN_LANG", "en")
    return os.environ
