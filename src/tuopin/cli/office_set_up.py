"""What every command of the office begins with: its database found or started, its keys at hand, Django set up on it."""

import os
import secrets
from pathlib import Path


def office() -> None:
    """The office of TUOPIN_HOME. Without DATABASE_URL the embedded server is started; keys of its own are made on the first run."""
    from tuopin.settings.database import database, home, into_environment

    place = home()
    place.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("TUOPIN_HOME", str(place))
    into_environment(database())
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
