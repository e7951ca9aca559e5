"""Django's two doors to one database: the application's role, held by row-level security, and the owner's, for migrations."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.settings.environment import text

ENGINE = "django.db.backends.postgresql"


def databases() -> dict[str, dict[str, Any]]:
    """Aliases `default` (DATABASE_URL) and `owner` (DATABASE_OWNER_URL). BadInput where one is missing."""
    return {"default": _database("DATABASE_URL"), "owner": _database("DATABASE_OWNER_URL")}


def _database(variable: str) -> dict[str, Any]:
    url = text(variable, "")
    if not url:
        raise BadInput(
            variable,
            Words("没有设定数据库", "no database is named"),
            Words("设定该环境变量，或用 tuopin office 命令（会启动内嵌数据库）", "set the variable, or use the `tuopin office` commands, which start the embedded server"),
        )
    parts = conninfo_to_dict(url)
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    options = {key: value for key, value in parts.items() if key not in known}
    return {
        "ENGINE": ENGINE,
        **{django: str(parts.get(libpq, "")) for libpq, django in known.items()},
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "TEST": {"MIRROR": None},
    }
