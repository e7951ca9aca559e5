"""The embedded server starts, is found again, stops; several starters get one and the same."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from errno import ENOSPC

import psycopg
import pytest

from tuopin.common.refused import BadInput
from tuopin.settings.postgres import APP, OWNER, launch, running, start, stop
from tuopin.settings.postgres.failing import not_up, written
from tuopin.settings.postgres.names import SUPERUSER
from tuopin.settings.postgres.processes import SOCKET_PREFIX, orphans

START = "import sys; from pathlib import Path; from tuopin.settings.postgres import start; print(start(Path(sys.argv[1]), fast=True).pid)"


def asked(server, question, role=APP, database="tuopin"):
    with psycopg.connect(server.url(database, role), autocommit=True) as connection:
        return connection.execute(question).fetchone()[0]


def test_start_stop_start_keeps_what_was_written(made_home):
    server = start(made_home, fast=True)
    with psycopg.connect(server.url(role=OWNER), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()
    assert (server.running(), running(made_home), orphans(server.folder)) == (False, None, [])
    again = start(made_home, fast=True)
    assert asked(again, "SELECT number FROM kept", OWNER) == 7
    assert running(made_home) == again
    assert (stop(made_home), stop(made_home)) == (True, False)


def test_four_racing_processes_all_get_the_one_server(home):
    command = [sys.executable, "-c", START, str(home)]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: subprocess.run(command, capture_output=True, encoding="utf-8", check=True), range(4)))
    assert {each.stdout for each in done} == {f"{running(home).pid}\n"}


def test_a_new_cluster_is_private_named_by_its_major_version_and_never_a_half_made_one(home):
    (home / "pg.init" / "base").mkdir(parents=True)
    server = start(home, fast=True)
    major = asked(server, "SELECT current_setting('server_version_num')::int / 10000")
    assert server.folder == home / f"pg{major}"
    assert server.folder.stat().st_mode & 0o777 == 0o700
    assert not (home / "pg.init").exists()


def test_a_path_too_long_for_a_socket_gets_a_short_private_folder_that_goes_away(home):
    deep = home / ("深" * 30) / "office, with a comma"
    server = start(deep, fast=True)
    try:
        assert server.socket.name.startswith(SOCKET_PREFIX)
        assert server.socket.stat().st_mode & 0o777 == 0o700
        assert asked(server, "SELECT 1") == 1
    finally:
        stop(deep)
    assert not server.socket.exists()


@pytest.fixture(scope="module")
def server(standing):
    return start(standing, fast=True)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        # superuser, bypasses row-level security, makes roles, makes databases
        (OWNER, (False, True, True, True)),
        (APP, (False, False, False, False)),
    ],
)
def test_what_each_role_may(server, role, expected):
    with psycopg.connect(server.url(role=role)) as connection:
        may = connection.execute("SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user").fetchone()
    assert may == expected


def test_the_application_owns_nothing_and_makes_no_table(server):
    assert asked(server, "SELECT count(*) FROM pg_shdepend JOIN pg_roles r ON refobjid = r.oid WHERE deptype = 'o' AND rolname = 'tuopin_app'") == 0
    with psycopg.connect(server.url()) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE mine (n int)")


def test_the_owner_installs_the_two_extensions(named):
    with psycopg.connect(named.owner, autocommit=True) as connection:
        for extension in ("pg_trgm", "btree_gist"):
            connection.execute(f"CREATE EXTENSION {extension}")
        assert connection.execute("SELECT '长坪村' % '长坪村' AND similarity('长坪村', '高山') < 1").fetchone() == (True,)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("server_encoding", "UTF8"), ("data_checksums", "on"), ("listen_addresses", ""), ("jit", "off"), ("fsync", "off")],
)
def test_settings(server, setting, expected):
    assert asked(server, f"SELECT current_setting('{setting}')") == expected


def test_text_is_ordered_by_code_point_whatever_the_machine(server):
    assert asked(server, "SELECT string_agg(x, '' ORDER BY x) FROM (VALUES ('b'), ('A'), ('a'), ('县'), ('B'), ('乡')) t(x)") == "ABab乡县"


def test_a_server_that_cannot_start_says_why_and_where_to_look(made_home):
    server = start(made_home, fast=True)
    server.stop()
    (server.folder / "postgresql.auto.conf").write_text("max_connections = 'many'\n")
    with pytest.raises(BadInput, match="max_connections") as told:
        start(made_home, fast=True)
    (server.folder / "postgresql.auto.conf").write_text("")
    assert str(made_home / f"{server.folder.name}.log") in str(told.value)


def test_a_home_that_is_a_file_is_told(tmp_path):
    (tmp_path / "office").write_text("")
    with pytest.raises(BadInput, match="cannot be used as the data folder"):
        start(tmp_path / "office")


def test_a_log_holds_no_row(server):
    """Neither statements nor a row's values reach the server's own log (terse, no failed statements)."""
    told = ("log_error_verbosity", "log_min_error_statement", "log_statement", "log_min_duration_statement")
    assert [asked(server, f"SELECT current_setting('{name}')", SUPERUSER) for name in told] == ["terse", "panic", "none", "-1"]


def no_room(monkeypatch, free):
    real = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: real._replace(free=free))


def test_a_full_disk_is_named_as_the_reason(tmp_path, monkeypatch):
    no_room(monkeypatch, 3 << 20)
    told = not_up(tmp_path / "pg17")
    assert (told.because.en, told.because.zh) == (
        "the disk is full (3 MB left), the database cannot come up; all is kept", "磁盘已满（剩 3 MB），数据库起不来；已确认的写入都在",
    )


def test_the_servers_own_log_is_quoted_where_it_came_that_far(tmp_path):
    (tmp_path / "pg17" / "log").mkdir(parents=True)
    lines = ["2017-01-01 00:00:00.0 UTC [7] LOG:  starting", "2017-01-01 00:00:00.1 UTC [7] FATAL:  could not open file", ""]
    (tmp_path / "pg17" / "log" / "postgresql-Sun.log").write_text("\n".join(lines))
    assert not_up(tmp_path / "pg17").because.en == "the database did not come up: FATAL:  could not open file"


def test_room_that_runs_out_while_starting_is_told_as_such(made_home, monkeypatch):
    def full(*_):
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(launch, "written", full)
    with pytest.raises(BadInput, match="the disk is full"):
        start(made_home, fast=True)


def test_settings_that_are_already_there_need_no_room(tmp_path, monkeypatch):
    written(tmp_path / "conf", "a = 1\n")
    monkeypatch.setattr("pathlib.Path.write_text", lambda *_: pytest.fail("nothing is to be written"))
    written(tmp_path / "conf", "a = 1\n")
    assert (tmp_path / "conf").read_text() == "a = 1\n"


def test_settings_change_whole(tmp_path):
    written(tmp_path / "conf", "a = 1\n")
    written(tmp_path / "conf", "a = 2\n")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("conf", "a = 2\n")]
