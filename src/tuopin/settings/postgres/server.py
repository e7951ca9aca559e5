"""A running embedded server: where its socket is, how to connect, whether it answers."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from tuopin.settings.postgres.names import APP, DATABASE, SUPERUSER
from tuopin.settings.postgres.processes import finish

PATIENCE = 3  # seconds for one connection


@dataclass(frozen=True)
class Server:
    """`socket` is the folder of the socket, `folder` the data folder, `pid` the postmaster when this was looked up."""

    socket: Path
    folder: Path
    pid: int

    def url(self, database: str = DATABASE, role: str = APP) -> str:
        """A connection URL, as libpq and Django's settings read it."""
        return f"postgresql://{quote(role, safe='')}@/{quote(database, safe='')}?host={quote(str(self.socket), safe='')}"

    def running(self) -> bool:
        """Whether it answers a real connection (a process that is there proves nothing: it may be a zombie)."""
        return answers(self.url("postgres", SUPERUSER))

    def ready(self) -> bool:
        """Whether the office's own role can use the office's own database."""
        return answers(self.url())

    def stop(self) -> None:
        """A fast shutdown: sessions are ended, everything acknowledged is kept."""
        finish(self.folder)


def answers(url: str) -> bool:
    """Whether a server lets us in there and does one statement."""
    try:
        with psycopg.connect(url, connect_timeout=PATIENCE, autocommit=True) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False
