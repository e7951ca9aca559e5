"""A backup is one checked file; a restore is whole or not at all, and into an empty database only."""

import io
import json
import random
import tarfile
from datetime import UTC, datetime

import psycopg
import pytest

from tuopin.common.refused import BadInput, Refused
from tuopin.settings.backup import back, backup, restore, taken
from tuopin.settings.backup.archive import DUMP, MANIFEST, Writer
from tuopin.settings.backup.contents import anything
from tuopin.settings.backup.programs import program
from tuopin.settings.database import Database
from tuopin.settings.postgres.binaries import Binaries

AT = datetime(2017, 1, 1, tzinfo=UTC)
FILES = {"checkpoint": b"tests.example/log\n3\n", "tile/0/000.p/3": bytes(96), "tile/entries/000.p/3": bytes(99)}
TABLES = """
    CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist;
    CREATE TABLE act (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, place text COLLATE "C", what text NOT NULL, held daterange);
    CREATE INDEX ON act USING gin (what gin_trgm_ops);
    INSERT INTO act (place, what) SELECT (number % 7)::text, '村' || number FROM generate_series(1, 500) number;
    CREATE TABLE year (place text, year int) PARTITION BY LIST (year);
    CREATE TABLE year_2016 PARTITION OF year FOR VALUES IN (2016);
    INSERT INTO year VALUES ('1', 2016), ('2', 2016);
    GRANT SELECT ON act TO tuopin_app;
    ALTER TABLE act ENABLE ROW LEVEL SECURITY; ALTER TABLE act FORCE ROW LEVEL SECURITY;
    CREATE POLICY scope ON act USING (place = current_setting('tuopin.scope', true));
    CREATE FUNCTION kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'never changed'; END $$;
    CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON act FOR EACH ROW EXECUTE FUNCTION kept();
"""


def quiet(_total):
    return lambda _amount=1: None


def filled(url):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLES)


def emptied(named):
    with psycopg.connect(named.owner, autocommit=True) as connection:
        connection.execute("DROP OWNED BY current_user CASCADE")


def answer(url, question):
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(question).fetchall()


@pytest.fixture
def office(named, tmp_path):
    """A database with something of everything, the ledger's folder, and its backup."""
    filled(named.owner)
    ledger = tmp_path / "ledger"
    for name, content in FILES.items():
        (ledger / name).parent.mkdir(parents=True, exist_ok=True)
        (ledger / name).write_bytes(content)
    manifest = backup(tmp_path / "office.backup", named, ledger, at=AT, started=quiet)
    return named, ledger, tmp_path / "office.backup", manifest


def there(ledger):
    return {path.relative_to(ledger).as_posix(): path.read_bytes() for path in ledger.rglob("*") if path.is_file()}


def test_backup_destroy_restore_gives_the_same_office(office, tmp_path):
    named, _, path, manifest = office
    emptied(named)
    verified = []
    told = restore(path, named, tmp_path / "new" / "ledger", started=quiet, verify=lambda: verified.append(answer(named.owner, "SELECT count(*) FROM act")))
    assert told == manifest
    assert verified == [[(500,)]]
    assert there(tmp_path / "new" / "ledger") == FILES
    assert answer(named.owner, "SELECT sum(id), min(what), max(what) FROM act") == [(125250, "村1", "村99")]
    assert answer(named.app, "SELECT count(*) FROM act") == [(0,)]  # row-level security and the grant are back
    with pytest.raises(psycopg.errors.RaiseException, match="never changed"):
        answer(named.owner, "UPDATE act SET what = ''")
    assert answer(named.owner, "INSERT INTO act (what) VALUES ('新') RETURNING id") == [(501,)]


def test_the_manifest_says_what_is_in_it(office):
    _, _, path, manifest = office
    assert {key: manifest[key] for key in ("made_at", "database", "rows")} == {
        "made_at": "2017-01-01T00:00:00+00:00", "database": "other", "rows": {"public.act": 500, "public.year_2016": 2},
    }
    with tarfile.open(path) as tar:
        names = tar.getnames()
        assert {name: len(tar.extractfile(name).read()) for name in manifest["members"]} == {
            name: each["bytes"] for name, each in manifest["members"].items()
        }
    assert names == ["ledger/checkpoint", "ledger/tile/0/000.p/3", "ledger/tile/entries/000.p/3", DUMP, MANIFEST]
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_ledger_is_copied_before_the_database_is_dumped(named, tmp_path, monkeypatch):
    """An act recorded while the backup runs may be in the database and not in the files; never the other way round."""
    filled(named.owner)
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger" / "checkpoint").write_text("500")
    real = taken._dumped

    def later(*args, **how):
        answer(named.owner, "INSERT INTO act (what) VALUES ('meanwhile') RETURNING id")
        (tmp_path / "ledger" / "checkpoint").write_text("501")
        return real(*args, **how)

    monkeypatch.setattr(taken, "_dumped", later)
    manifest = backup(tmp_path / "b", named, tmp_path / "ledger", at=AT, started=quiet)
    with tarfile.open(tmp_path / "b") as tar:
        assert (tar.extractfile("ledger/checkpoint").read(), manifest["rows"]["public.act"]) == (b"500", 501)


def test_a_partial_tile_that_grows_meanwhile_is_copied_in_its_new_place(tmp_path):
    (tmp_path / "000.p").mkdir()
    (tmp_path / "000.p" / "9").write_bytes(bytes(9))
    (tmp_path / "checkpoint").write_bytes(b"9")
    copied = []
    for name, path in taken._ledger(tmp_path):
        if path.name == "checkpoint":
            (tmp_path / "000.p" / "9").unlink()
            (tmp_path / "000").write_bytes(bytes(256))
        copied.append(name)
    assert copied == ["ledger/checkpoint", "ledger/000"]


def test_an_office_without_a_ledger_is_backed_up_too(named, tmp_path):
    backup(tmp_path / "b", named, tmp_path / "none", at=AT, started=quiet)
    restore(tmp_path / "b", named, tmp_path / "ledger", started=quiet)
    assert there(tmp_path / "ledger") == {}


def test_a_file_that_exists_is_not_written_over(office):
    named, ledger, path, _ = office
    with pytest.raises(BadInput, match="already exists"):
        backup(path, named, ledger, at=AT, started=quiet)


@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError])
def test_a_backup_that_does_not_end_leaves_no_file(office, tmp_path, failure):
    named, ledger, _, _ = office

    def started(_total):
        def advance(_amount=1):
            raise failure
        return advance

    with pytest.raises(failure):
        backup(tmp_path / "folder.backup", named, ledger, at=AT, started=started)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["ledger", "office.backup"]


def test_a_backup_by_a_role_that_does_not_see_all_is_refused(office, tmp_path):
    named, ledger, _, _ = office
    with pytest.raises(BadInput, match="does not see every row of act"):
        backup(tmp_path / "b", Database(named.app, named.app), ledger, at=AT, started=quiet)


def test_a_database_that_holds_anything_is_refused(office, tmp_path):
    named, _, path, _ = office
    with pytest.raises(Refused, match="not empty: it holds public") as told:
        restore(path, named, tmp_path / "new", started=quiet)
    assert told.value.code == "database_not_empty"
    assert not (tmp_path / "new").exists()


def test_a_ledger_in_place_is_refused(office):
    named, ledger, path, _ = office
    emptied(named)
    with pytest.raises(Refused, match="already holds a ledger"):
        restore(path, named, ledger, started=quiet)


def test_any_changed_byte_is_found_before_anything_is_touched(office, tmp_path):
    named, _, path, _ = office
    emptied(named)
    whole, chance = path.read_bytes(), random.Random(7)
    for at in [0, len(whole) - 1, len(whole) - 1024, *chance.sample(range(len(whole)), 120)]:
        damaged = bytearray(whole)
        damaged[at] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        with pytest.raises(BadInput, match=r"damaged|not a backup"):
            restore(path, named, tmp_path / "new", started=quiet)
    for cut in (0, 100, 512, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:cut])
        with pytest.raises(BadInput, match=r"damaged|not a backup"):
            restore(path, named, tmp_path / "new", started=quiet)
    with psycopg.connect(named.owner) as connection:
        assert anything(connection) is None
    assert not list(tmp_path.glob("new*"))


def forged(path, name, server="15.0"):
    """A sound archive of somebody else's making, with a member that does not belong."""
    file = io.BytesIO()
    writer = Writer(file, made_at=0)
    writer.add(name, [b"x"])
    writer.add(DUMP, [b"no dump"])
    writer.close({"made_at": "", "code": "", "server": server, "database": "", "rows": {}})
    path.write_bytes(file.getvalue())


@pytest.mark.parametrize("name", ["ledger/../../outside", "elsewhere", "/ledger/x"])
def test_a_member_that_would_land_elsewhere_is_refused(named, tmp_path, name):
    forged(tmp_path / "b", name)
    with pytest.raises(BadInput, match="does not belong"):
        restore(tmp_path / "b", named, tmp_path / "home" / "ledger", started=quiet)
    assert not (tmp_path / "outside").exists()


def test_a_backup_of_a_newer_server_is_refused_before_anything_is_touched(named, tmp_path):
    forged(tmp_path / "b", "ledger/checkpoint", "99.1 (Debian 99.1-1)")
    with pytest.raises(BadInput, match="comes from PostgreSQL 99; it cannot go into"):
        restore(tmp_path / "b", named, tmp_path / "ledger", started=quiet)
    assert not list(tmp_path.glob("ledger*"))


@pytest.mark.parametrize(("major", "expected"), [(15, 15), (16, 17), (17, 17)])
def test_the_servers_own_version_of_a_program_is_taken_else_a_newer_one(tmp_path, major, expected):
    sets = [Binaries(tmp_path / str(each), each, f"{each}.0") for each in (18, 17, 15, 14)]
    for each in sets:
        each.folder.mkdir()
        (each.folder / "pg_dump").touch(0o755 if each.major != 18 else 0o644)
    assert program("pg_dump", major=major, sets=sets) == str(tmp_path / str(expected) / "pg_dump")
    with pytest.raises(BadInput, match="no pg_dump of PostgreSQL 18 or newer"):
        program("pg_dump", major=18, sets=sets)


def test_a_dump_that_cannot_be_read_leaves_nothing(named, tmp_path):
    forged(tmp_path / "b", "ledger/checkpoint")
    with pytest.raises(BadInput, match="pg_restore: failed"):
        restore(tmp_path / "b", named, tmp_path / "ledger", started=quiet)
    assert not list(tmp_path.glob("ledger*"))


def test_a_restore_that_is_interrupted_leaves_the_database_empty(office, tmp_path):
    named, _, path, _ = office
    emptied(named)
    totals = []

    def started(total):
        totals.append(total)

        def advance(_amount=1):
            if len(totals) == 2:  # the second bar is the filling
                raise KeyboardInterrupt
        return advance

    with pytest.raises(KeyboardInterrupt):
        restore(path, named, tmp_path / "new", started=started)
    with psycopg.connect(named.owner) as connection:
        assert anything(connection) is None
    assert not list(tmp_path.glob("new*"))
    assert restore(path, named, tmp_path / "new", started=quiet)


def test_a_restore_stopped_before_the_ledger_was_moved_is_finished_by_the_same_command(office, tmp_path, monkeypatch):
    named, _, path, manifest = office
    emptied(named)
    with monkeypatch.context() as patch:
        patch.setattr(back, "_counts_agree", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            restore(path, named, tmp_path / "new", started=quiet)
    assert json.loads((tmp_path / "new.restoring" / MANIFEST).read_text()) == manifest["digest"]
    assert restore(path, named, tmp_path / "new", started=quiet) == manifest
    assert there(tmp_path / "new") == FILES
