"""What every command of the office begins with: its database found or started, its keys at hand, Django set up on it."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from tuopin.common.acting import NATION, By


def office(*, as_it_is: bool = False) -> None:
    """The office of TUOPIN_HOME. Without DATABASE_URL the embedded server is started; keys of its own are made on the first run.

    `as_it_is`: no key is made or looked for beyond what the environment names, as a web server begins.
    """
    from tuopin.settings.database import database, from_environment, home, into_environment

    place = home()
    place.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("TUOPIN_HOME", str(place))
    if from_environment() is None:
        os.environ["TUOPIN_EMBEDDED"] = "1"
    into_environment(database())
    if not as_it_is:
        own_keys(place)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuopin.settings.office")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


def own_keys(place: Path) -> None:
    """Keys that the environment does not name lie in the home's folder `keys`, made once, readable by their owner alone."""
    from tuopin.common import keys

    folder = place / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    if not os.environ.get(keys.VARIABLE):
        os.environ.setdefault(keys.FILE_VARIABLE, str(_once(folder / "keys.json", keys.new_keys)))
    if not os.environ.get("TUOPIN_SECRET_KEY"):
        os.environ["TUOPIN_SECRET_KEY"] = _once(folder / "secret.key", lambda: secrets.token_urlsafe(64)).read_text("utf-8").strip()


def _once(file: Path, made: object) -> Path:
    """The file, made if it is missing."""
    if not file.exists() and callable(made):
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as opened:
            opened.write(str(made()))
    return file


def prepared(origin: str) -> Iterator[str]:
    """Migrate, make the log's key, load the gazetteer; what was done, line by line."""
    from datetime import UTC, datetime

    from django.core.management import call_command

    from tuopin.cli.frame import told
    from tuopin.ledger import place
    from tuopin.officers.rules.bodies import OPERATOR
    from tuopin.register.actions.places import load_places
    from tuopin.settings.scope import acting

    call_command("migrate", database="owner", verbosity=0)
    yield told("数据库结构已是最新。", "The database has today's structure.")
    if not place.key_file().exists():
        place.made(origin)
        yield told(f"已生成日志密钥 {place.key_file()}。", f"The log's key is made: {place.key_file()}.")
    operator = By(OPERATOR, OPERATOR, NATION)
    with acting(operator):
        loaded = load_places(by=operator, at=datetime.now(UTC))
    yield told(f"新载入区划 {loaded:,} 个。", f"{loaded:,} places loaded.")
