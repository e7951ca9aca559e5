"""`tuopin db`: what each command says, in both languages, and how it ends."""

import json
import os

import pytest

from tuopin.cli import db_server
from tuopin.cli.db import commands
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import choose
from tuopin.settings.postgres import running

TABLE = "CREATE TABLE note (number int); INSERT INTO note VALUES (1), (2)"


@pytest.fixture(params=["en", "zh"])
def language(request, in_english):
    choose(request.param)
    return request.param


@pytest.fixture
def typed(plain, made_home, monkeypatch, capsys):
    """Type `tuopin db …` in the home; its exit code and what it prints."""
    monkeypatch.setenv("TUOPIN_HOME", str(made_home))

    def run(*args):
        left = commands.main(list(map(str, args)), prog_name="tuopin db", standalone_mode=False)
        return left or 0, capsys.readouterr().out

    return run


def test_started_looked_at_and_stopped(typed, made_home, language):
    zh = language == "zh"
    assert typed("status") == (1, f"{'状态：未运行' if zh else 'state: stopped'}\n{'目录：' if zh else 'folder: '}{made_home}\n")
    socket = f"{made_home}/pg17"
    code, told = typed("start")
    assert (code, told.replace(str(running(made_home).socket), socket)) == (
        0, f"{'数据库已就绪' if zh else 'The database is ready'}: user=tuopin_app dbname=tuopin host={socket}\n",
    )
    code, told = typed("status", "--json")
    assert (code, json.loads(told)["state"], json.loads(told)["tables"]) == (0, "running", 0)
    assert ("状态：运行中" if zh else "state: running") in typed("status")[1]
    assert typed("stop") == (0, "数据库已停止。\n" if zh else "The database is stopped.\n")
    assert typed("stop") == (0, "数据库本来就没有运行。\n" if zh else "The database was not running.\n")


def test_backup_and_restore_are_told_with_their_counts(typed, made_home, tmp_path, monkeypatch):
    import psycopg

    from tuopin.settings.database import database

    with psycopg.connect(database().owned(), autocommit=True) as connection:
        connection.execute(TABLE)
    code, told = typed("backup", tmp_path / "b", "--json")
    said = json.loads(told)
    assert (code, said["tables"], said["rows"], said["ledger_files"]) == (0, 1, 2, 0)
    with pytest.raises(Refused, match=r"public\.note"):
        typed("restore", tmp_path / "b")
    with psycopg.connect(database().owned(), autocommit=True) as connection:
        connection.execute("DROP OWNED BY current_user CASCADE")
    verified = []
    monkeypatch.setattr("tuopin.cli.db_backup.verify", lambda: verified.append(True))
    code, told = typed("restore", tmp_path / "b")
    assert (code, verified) == (0, [True])
    assert told.splitlines()[0] in {"Restored", "已恢复"}
    assert (made_home / "ledger").is_dir()
    (made_home / "ledger").rmdir()


def test_a_server_that_is_not_ours_is_not_stopped(typed, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://tuopin_app@db.invalid/office")
    with pytest.raises(BadInput, match="names a server that is not ours to stop") as told:
        typed("stop")
    assert told.value.where == "DATABASE_URL"


def test_the_shell_is_psql_with_the_password_out_of_sight(typed, monkeypatch):
    from tuopin.settings.database import Database

    became = []
    named = Database("postgresql://tuopin_app:ge7eim@db.invalid/office")
    monkeypatch.setattr("tuopin.settings.database.database", lambda: named)
    monkeypatch.setattr(db_server.os, "execve", lambda *how: became.append(how))
    typed("shell")
    (program, arguments, environment), = became
    assert os.path.basename(program) == "psql"  # noqa: PTH119  a plain text, not a path of ours
    assert arguments == [program, "user=tuopin_app dbname=office host=db.invalid"]
    assert environment["PGPASSWORD"] == "ge7eim"
    with pytest.raises(BadInput, match="DATABASE_OWNER_URL"):
        typed("shell", "--owner")


def test_a_migration_needs_the_owner(typed, monkeypatch):
    from tuopin.settings.database import Database

    monkeypatch.setattr("tuopin.settings.database.database", lambda: Database("postgresql://tuopin_app@db.invalid/office"))
    with pytest.raises(BadInput, match="DATABASE_OWNER_URL"):
        typed("migrate")
