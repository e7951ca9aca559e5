"""Whom the server runs as: an ordinary user as itself, root never as root, and never a user made or a parent folder opened for it."""

import os
import pwd
import subprocess
import sys

import pytest

from tuopin.common.refused import BadInput
from tuopin.settings.postgres import account as accounts
from tuopin.settings.postgres import start, stop
from tuopin.settings.postgres.account import NOBODY, Account, account, namespaces_work
from tuopin.settings.postgres.binaries import found

AS_NOBODY = """
import os, sys
from pathlib import Path
from tuopin.settings.postgres import APP, start, stop
import psycopg
from tuopin.settings.postgres.binaries import found
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
home = Path(sys.argv[1]) / "office"
server = start(home, fast=True)
with psycopg.connect(server.url()) as connection:
    print(os.geteuid() == server.folder.stat().st_uid != 0, connection.execute("SELECT 1").fetchone())
connection.close()
print(stop(home))
"""


def test_an_ordinary_user_runs_it(home):
    if os.geteuid() == 0:
        os.chown(home, NOBODY, NOBODY)
    done = subprocess.run([sys.executable, "-c", AS_NOBODY, str(home)], capture_output=True, encoding="utf-8", check=False, cwd="/")
    assert (done.stdout, done.stderr) == ("True (1,)\nTrue\n", "")


def as_root(monkeypatch):
    monkeypatch.setattr(accounts.os, "geteuid", lambda: 0)


def test_root_takes_a_user_namespace_where_it_can(tmp_path, monkeypatch):
    as_root(monkeypatch)
    prefix = account(tmp_path / "pg17", namespaces=lambda: True).prefix
    mapped = int(prefix[-1].removeprefix("--map-group="))
    assert prefix[1:] == ("--user", f"--map-user={mapped}", f"--map-group={mapped}")
    assert mapped != 0
    assert pwd.getpwuid(mapped)  # initdb asks for the name


def test_root_becomes_nobody_where_namespaces_are_refused(tmp_path, monkeypatch):
    as_root(monkeypatch)
    assert account(tmp_path / "pg17", namespaces=lambda: False) == Account(uid=NOBODY, gid=NOBODY)


def test_root_runs_somebodys_cluster_as_that_user(tmp_path, monkeypatch):
    as_root(monkeypatch)
    (tmp_path / "pg17").mkdir()
    real, given = os.stat, os.stat_result((0o40700, 1, 1, 1, 4321, 1234, 0, 0, 0, 0))
    monkeypatch.setattr("pathlib.Path.stat", lambda self, **how: given if self.name == "pg17" else real(self, **how))
    assert account(tmp_path / "pg17", namespaces=lambda: True) == Account(uid=4321, gid=1234)


def test_an_ordinary_user_does_not_take_over_somebody_elses_cluster(tmp_path, monkeypatch):
    (tmp_path / "pg17").mkdir()
    monkeypatch.setattr(accounts.os, "geteuid", lambda: (tmp_path / "pg17").stat().st_uid + 1)
    with pytest.raises(BadInput, match="belongs to another user"):
        account(tmp_path / "pg17", namespaces=lambda: True)


def test_where_unshare_is_missing_there_are_no_namespaces(monkeypatch):
    monkeypatch.setattr(accounts, "namespace", lambda: ("no-such-program",))
    assert namespaces_work() is False


def test_a_folder_that_cannot_be_passed_through_is_told(tmp_path):
    with pytest.raises(BadInput, match="may not pass through the folders above"):
        Account(prefix=("env", "test", "-d", "/no-such-folder", "-a")).must_reach(tmp_path)


def modes(folder):
    return [(each.st_mode, each.st_uid) for each in (parent.stat() for parent in folder.parents)]


if os.geteuid() == 0:  # what only root can try

    @pytest.mark.parametrize(("namespaces", "owner"), [(namespaces_work, 0 if namespaces_work() else NOBODY), (lambda: False, NOBODY)])
    def test_root_starts_and_stops_it_and_leaves_parents_and_users_alone(home, namespaces, owner):
        before = modes(home / "office"), pwd.getpwall()
        server = start(home / "office", fast=True, namespaces=namespaces)
        assert (server.running(), server.folder.stat().st_uid) == (True, owner)
        assert stop(home / "office")
        assert (modes(home / "office"), pwd.getpwall()) == before

    def test_a_cluster_made_in_a_namespace_is_opened_where_there_is_none(made_home):
        start(made_home, fast=True).stop()
        server = start(made_home, fast=True, namespaces=lambda: False)
        assert (server.running(), server.folder.stat().st_uid) == (True, NOBODY)
        server.stop()
        assert start(made_home, fast=True).folder.stat().st_uid == NOBODY

    def test_nobody_is_not_let_into_a_private_folder(home):
        home.chmod(0o700)
        with pytest.raises(BadInput, match="may not pass through the folders above"):
            start(home / "office", fast=True, namespaces=lambda: False)
        assert home.stat().st_mode & 0o777 == 0o700


def test_programs_are_found():
    assert found()[0].major >= 15
