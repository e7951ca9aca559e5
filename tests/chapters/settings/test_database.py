"""Which database an office has, by its environment; a wrong address is told in both languages and its password never."""

from pathlib import Path

import psycopg
import pytest

from tuopin.common.refused import BadInput
from tuopin.common.words import choose
from tuopin.settings import database as settings
from tuopin.settings.database import (
    Database,
    check,
    database,
    django_settings,
    from_environment,
    home,
    into_environment,
    ledger,
    of_server,
    size,
    split,
)
from tuopin.settings.postgres import running, stop
from tuopin.settings.postgres.names import SUPERUSER

SECRET = "ge7eim"  # noqa: S105  the password that must never be seen
APP = f"postgresql://tuopin_app:{SECRET}@db.invalid:5433/office?sslmode=require&connect_timeout=2"


def test_without_addresses_the_embedded_server_of_the_home_is_started(made_home):
    named = database({"TUOPIN_HOME": str(made_home)})
    assert named == of_server(running(made_home))
    for url, role in ((named.app, "tuopin_app"), (named.owned(), "tuopin_owner")):
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT current_user, current_database()").fetchone() == (role, "tuopin")
    assert size(named)["tables"] == 0
    assert stop(made_home)


@pytest.mark.parametrize(("environ", "expected"), [({}, Path.cwd() / "var/office"), ({"TUOPIN_HOME": "/srv/office"}, Path("/srv/office"))])
def test_home_and_ledger(environ, expected):
    assert (home(environ), ledger(environ)) == (expected, expected / "ledger")


def test_addresses_are_taken_as_named():
    owner = "postgresql://tuopin_owner@db.invalid/office"
    assert from_environment({"DATABASE_URL": APP, "DATABASE_OWNER_URL": owner}) == Database(APP, owner)
    assert from_environment({}) is None


WRONG = [
    "mysql://root:{}@db.invalid/office",
    "{}",
    "postgresql://tuopin_app:{}@db.invalid",
    "postgresql://tuopin_app:{}/x@db.invalid/office",
    "postgresql://tuopin_app:a@{}@db.invalid/office",
    "postgresql://tuopin_app:7/{}@db.invalid/office",
    "host=db.invalid dbname=office password={} two words",
]


@pytest.mark.parametrize("variable", ["DATABASE_URL", "DATABASE_OWNER_URL"])
@pytest.mark.parametrize("url", WRONG)
def test_a_wrong_address_is_told_and_not_quoted(variable, url):
    environ = {"DATABASE_URL": APP, variable: url.format(SECRET)}
    with pytest.raises(BadInput) as told:
        from_environment(environ)
    for language, expected in (("zh", "不是 PostgreSQL 数据库地址"), ("en", "is not the address of a PostgreSQL database")):
        choose(language)
        assert expected in str(told.value)
        assert SECRET not in str(told.value) + repr(told.value)
    assert told.value.where == variable


def test_an_owner_without_an_application_is_told():
    with pytest.raises(BadInput, match="DATABASE_URL: is not set, only the owner"):
        from_environment({"DATABASE_OWNER_URL": APP})


def test_a_server_that_does_not_answer_is_told_without_the_password():
    with pytest.raises(BadInput, match="cannot be reached") as told:
        database({"DATABASE_URL": f"postgresql://tuopin_app:{SECRET}@localhost:1/office"})
    assert SECRET not in str(told.value)
    assert told.value.__cause__ is None


def test_a_message_that_quotes_the_password_is_blotted():
    assert settings._without_secrets(f"no {SECRET} here\nmore", {"password": SECRET}) == "no *** here"


def test_a_process_without_the_owners_address_cannot_do_the_owners_work():
    with pytest.raises(BadInput, match="DATABASE_OWNER_URL: is not set"):
        Database(APP).owned()


def test_no_password_is_shown():
    named = Database(APP, APP)
    assert SECRET not in repr(named) + named.shown
    assert "db.invalid" in named.shown


def test_a_password_goes_to_programs_by_environment():
    address, environment = split(APP)
    assert SECRET not in address
    assert environment == {"PGPASSWORD": SECRET}
    assert split("postgresql://tuopin_app@db.invalid/office")[1] == {}


def test_the_environment_is_told(monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        monkeypatch.setenv(name, "")
    into_environment(Database(APP, APP))
    assert from_environment() == Database(APP, APP)


def test_djangos_two_aliases():
    made = django_settings(Database(APP, "postgresql://tuopin_owner@/office?host=/run/pg"))
    assert {key: made["default"][key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "TEST")} == {
        "NAME": "office", "USER": "tuopin_app", "PASSWORD": SECRET, "HOST": "db.invalid", "PORT": "5433", "TEST": {"MIRROR": "owner"},
    }
    assert made["default"]["OPTIONS"] == {"sslmode": "require", "connect_timeout": "2", "pool": False}
    assert (made["owner"]["HOST"], made["owner"]["PORT"], made["owner"]["CONN_MAX_AGE"]) == ("/run/pg", "", 60)
    assert [*django_settings(Database(APP))] == ["default"]


@pytest.mark.parametrize("role", ["owner", SUPERUSER])
def test_an_application_that_row_level_security_does_not_bind_is_refused(named, role):
    url = named.owner if role == "owner" else named.owner.replace("tuopin_owner", SUPERUSER)
    with pytest.raises(BadInput, match="row-level security does not bind this role"):
        database({"DATABASE_URL": url})


def test_a_server_that_is_too_old_is_refused(named, monkeypatch):
    assert check(named.app, "DATABASE_URL", bound=True)
    monkeypatch.setattr(settings, "OLDEST", 99)
    with pytest.raises(BadInput, match=r"the server is PostgreSQL \d+\.\d+; 99 or newer is needed"):
        check(named.app, "DATABASE_URL")
