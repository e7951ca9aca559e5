"""`office check --deploy`: a safe office has no fault; each unsafe setting is named, and only that one. Clauses R3c, W4b."""

from types import SimpleNamespace

import pytest

from tuopin.common import keys
from tuopin.ledger.log.keys import Signer
from tuopin.settings import deployed

SECRET = "".join(chr(97 + number % 26) for number in range(64))


@pytest.fixture
def safe(tmp_path, monkeypatch):
    """The settings of an office that may be deployed; its database is taken to be as it should."""
    for name in ("DATABASE_OWNER_URL", "TUOPIN_EMBEDDED", "TUOPIN_KEYS"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir(mode=0o710)
    keys.write(tmp_path / "keys.json", keys.new_keys())
    (tmp_path / "ledger.key").write_text(Signer.made("office.example/log").text + "\n")
    (tmp_path / "ledger.key").chmod(0o600)
    named = {"SECRET_KEY": SECRET, "KEYS_FILE": str(tmp_path / "keys.json"), "LEDGER_KEY_FILE": str(tmp_path / "ledger.key")}
    for name, value in named.items():
        monkeypatch.setenv(f"TUOPIN_{name}", value)
    monkeypatch.setenv("DATABASE_URL", "postgresql://tuopin_app@db.example/tuopin")
    monkeypatch.setattr(deployed, "check", lambda *_, bound: "15.0" if bound else "")
    return SimpleNamespace(WITHIN_TLS=True, ALLOWED_HOSTS=["office.example"], SYNTHETIC=False, HOME=home, ORIGIN="office.example/log")


def told(settings):
    return [name for look in deployed.LOOKS for name, _ in look(settings)]


def test_a_safe_office_has_no_fault(safe):
    assert told(safe) == []


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("WITHIN_TLS", False, "TUOPIN_TLS"),
        ("ALLOWED_HOSTS", ["*"], "TUOPIN_HOSTS"),
        ("ALLOWED_HOSTS", ["localhost", "127.0.0.1"], "TUOPIN_HOSTS"),
        ("SYNTHETIC", True, "TUOPIN_SYNTHETIC"),
        ("ORIGIN", "tuopin.example/office", "TUOPIN_LEDGER_ORIGIN"),
        ("ORIGIN", "another.example/log", "TUOPIN_LEDGER_ORIGIN"),
    ],
)
def test_an_unsafe_setting_is_named(safe, name, value, fault):
    setattr(safe, name, value)
    assert told(safe) == [fault]


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("TUOPIN_SECRET_KEY", "", "TUOPIN_SECRET_KEY"),
        ("TUOPIN_SECRET_KEY", "a" * 64, "TUOPIN_SECRET_KEY"),
        ("TUOPIN_SECRET_KEY", SECRET[:49], "TUOPIN_SECRET_KEY"),
        ("TUOPIN_KEYS_FILE", "", "TUOPIN_KEYS_FILE"),
        ("DATABASE_URL", "", "DATABASE_URL"),
        ("TUOPIN_EMBEDDED", "1", "DATABASE_URL"),
        ("DATABASE_OWNER_URL", "postgresql://tuopin_owner@db.example/tuopin", "DATABASE_OWNER_URL"),
    ],
)
def test_an_unsafe_variable_is_named(safe, monkeypatch, name, value, fault):
    monkeypatch.setenv(name, value)
    assert told(safe) == [fault]


def test_a_secret_of_fifty_characters_is_long_enough(safe, monkeypatch):
    monkeypatch.setenv("TUOPIN_SECRET_KEY", SECRET[:50])
    assert told(safe) == []


@pytest.mark.parametrize(("mode", "faults"), [(0o640, ["TUOPIN_LEDGER_KEY_FILE"]), (0o604, ["TUOPIN_LEDGER_KEY_FILE"]), (0o600, [])])
def test_the_signing_key_is_its_owners_alone(safe, tmp_path, mode, faults):
    (tmp_path / "ledger.key").chmod(mode)
    assert told(safe) == faults


def test_a_signing_key_that_is_missing_is_named(safe, tmp_path):
    (tmp_path / "ledger.key").unlink()
    assert told(safe) == ["TUOPIN_LEDGER_KEY_FILE"]


def test_a_signing_key_in_the_published_folder_is_named(safe, tmp_path, monkeypatch):
    (safe.HOME / "ledger").mkdir()
    monkeypatch.setenv("TUOPIN_LEDGER_KEY_FILE", str((tmp_path / "ledger.key").rename(safe.HOME / "ledger" / "ledger.key")))
    assert told(safe) == ["TUOPIN_LEDGER_KEY_FILE"]


@pytest.mark.parametrize(("mode", "faults"), [(0o711, ["TUOPIN_HOME"]), (0o755, ["TUOPIN_HOME"]), (0o750, [])])
def test_the_home_is_closed_to_others(safe, mode, faults):
    safe.HOME.chmod(mode)
    assert told(safe) == faults


def test_a_key_is_never_made_by_the_check(safe, monkeypatch):
    """The command looks at what a web server would begin with; it makes no keys that the server then would not find."""
    from tuopin.cli import office_set_up

    monkeypatch.setattr(office_set_up, "own_keys", lambda _: pytest.fail("a key was made"))
    monkeypatch.setattr("django.setup", lambda: None)  # this process may have a Django of its own
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tuopin.settings.office")
    monkeypatch.setenv("TUOPIN_HOME", str(safe.HOME))
    monkeypatch.setattr("tuopin.settings.database.check", lambda *_, **__: "15.0")
    office_set_up.office(as_it_is=True)
    assert sorted(safe.HOME.iterdir()) == []
