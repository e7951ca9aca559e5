"""Which database an office has: the one its environment names, else the embedded server of its home.

Two roles, two addresses. `DATABASE_URL` is the application's: bound by row-level security, owner of nothing. `DATABASE_OWNER_URL`
is the owner's, for migrations, backup and restore; a web process need not have it. No password is ever shown or put into an error.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.settings.postgres import APP, DATABASE, OWNER, Server, start
from tuopin.settings.postgres.names import OLDEST

APP_URL, OWNER_URL, HOME = "DATABASE_URL", "DATABASE_OWNER_URL", "TUOPIN_HOME"
EXAMPLE = "postgresql://tuopin_app:…@db.example/tuopin"
PATIENCE = 10  # seconds to connect
PARTS = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


@dataclass(frozen=True)
class Database:
    """`app` is the application's address, `owner` the owner's or "" where this process has none."""

    app: str = field(repr=False)
    owner: str = field(default="", repr=False)

    @property
    def shown(self) -> str:
        """The application's address without its password."""
        return make_conninfo(**{**_parts(self.app, APP_URL), "password": None})

    def owned(self) -> str:
        """The owner's address; BadInput where this process has none."""
        if not self.owner:
            raise BadInput(
                OWNER_URL,
                Words("没有设定，而此操作要用数据库所有者", "is not set, and this needs the owner of the database"),
                Words("设定所有者的地址后再试", "set the owner's address and try again"),
            )
        return self.owner


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of this office: `TUOPIN_HOME`, else var/office."""
    return Path(environ.get(HOME) or "var/office").absolute()


def ledger(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of the ledger's published files: tiles and checkpoint."""
    return home(environ) / "ledger"


def database(environ: Mapping[str, str] = os.environ) -> Database:
    """The office's database, checked; the embedded server is started if the environment names none."""
    named = from_environment(environ)
    if not named:
        return of_server(start(home(environ)))
    check(named.app, APP_URL, bound=True)
    if named.owner:
        check(named.owner, OWNER_URL)
    return named


def from_environment(environ: Mapping[str, str] = os.environ) -> Database | None:
    """The addresses that the environment names, read but not tried; None if it names none."""
    app, owner = environ.get(APP_URL, ""), environ.get(OWNER_URL, "")
    if owner and not app:
        raise BadInput(APP_URL, Words("没有设定，只设定了所有者的地址", "is not set, only the owner's address is"), _example())
    for url, where in ((app, APP_URL), (owner, OWNER_URL)):
        if url:
            _parts(url, where)
    return Database(app, owner) if app else None


def into_environment(named: Database) -> None:
    """Tell this process and its children, so that Django's settings and the workers find the same database."""
    os.environ[APP_URL] = named.app
    if named.owner:
        os.environ[OWNER_URL] = named.owner


def of_server(server: Server, name: str = DATABASE) -> Database:
    """Both addresses of a database on an embedded server."""
    return Database(server.url(name, APP), server.url(name, OWNER))


def django_settings(named: Database) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: "default" is the application; "owner" is there only where its address is."""
    urls = {"default": (named.app, APP_URL)} | ({"owner": (named.owner, OWNER_URL)} if named.owner else {})
    made = {alias: _django(_parts(url, where)) for alias, (url, where) in urls.items()}
    if named.owner:
        made["default"]["TEST"] = {"MIRROR": "owner"}  # a test's database is made by the owner; both look at it
    return made


def check(url: str, where: str, *, bound: bool = False) -> str:
    """The server's version, if it answers and is new enough. `bound`: row-level security must bind this role."""
    parts = _parts(url, where)
    try:
        with psycopg.connect(url, connect_timeout=PATIENCE, autocommit=True) as connection:
            version, major = str(connection.info.parameter_status("server_version")), connection.info.server_version // 10000
            free = connection.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    except psycopg.Error as error:
        told = _without_secrets(str(error), parts)
        raise BadInput(where, Words(f"连不上数据库：{told}", f"the database cannot be reached: {told}")) from None
    if major < OLDEST:
        raise BadInput(
            where,
            Words(f"服务器是 PostgreSQL {version}，需要 {OLDEST} 或更新版本", f"the server is PostgreSQL {version}; {OLDEST} or newer is needed"),
        )
    if bound and free and free[0]:
        raise BadInput(
            where,
            Words("这个角色不受行级安全约束（超级用户或 BYPASSRLS）", "row-level security does not bind this role (superuser or BYPASSRLS)"),
            Words(f"应用改用普通角色；所有者的地址写在 {OWNER_URL}", f"give the application a plain role; the owner's address goes into {OWNER_URL}"),
        )
    return version


def size(named: Database) -> dict[str, int]:
    """How many tables the database has and how many bytes it takes."""
    question = "SELECT count(*), pg_database_size(current_database()) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    with psycopg.connect(named.app, connect_timeout=PATIENCE, autocommit=True) as connection:
        tables, taken = connection.execute(question).fetchone() or (0, 0)
    return {"tables": tables, "bytes": taken}


def split(url: str, where: str = OWNER_URL) -> tuple[str, dict[str, str]]:
    """An address without its password, and the environment that carries the password to PostgreSQL's own programs."""
    parts = _parts(url, where)
    secret = parts.pop("password", None)
    return make_conninfo(**parts), {"PGPASSWORD": str(secret)} if secret else {}


def _parts(url: str, where: str) -> dict[str, Any]:
    try:
        parts: dict[str, Any] = dict(conninfo_to_dict(url))
    except psycopg.Error:  # its message may quote the address
        parts = {}
    if not parts.get("dbname") or _torn(parts):
        raise BadInput(where, Words("不是 PostgreSQL 数据库地址", "is not the address of a PostgreSQL database"), _example())
    return parts


def _torn(parts: dict[str, Any]) -> bool:
    """A password with an unescaped @ or / has been read as host, port or database; such an address is not quoted to anyone."""
    read = "".join(str(parts.get(name) or "") for name in ("host", "dbname"))
    return "@" in read or not str(parts.get("port") or "0").replace(",", "").isdigit()


def _django(parts: dict[str, Any]) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{django: str(parts.get(libpq) or "") for django, libpq in PARTS.items()},
        "OPTIONS": {key: value for key, value in parts.items() if key not in PARTS.values()} | {"pool": False},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


def _without_secrets(text: str, parts: dict[str, Any]) -> str:
    secret = str(parts.get("password") or "")
    first = text.strip().split("\n", 1)[0]
    return first.replace(secret, "***") if secret else first


def _example() -> Words:
    return Words(f"例如 {EXAMPLE}（口令中的 @ / 写成 %40 %2F）", f"such as {EXAMPLE} (in a password write @ / as %40 %2F)")
