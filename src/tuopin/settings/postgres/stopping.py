"""Finding a server that is up, and stopping it."""

from pathlib import Path

from tuopin.settings.postgres.binaries import clusters
from tuopin.settings.postgres.processes import alone, finish, noted
from tuopin.settings.postgres.server import Server

STARTERS = "pg.lock"


def attached(data: Path) -> Server | None:
    """The server of this data folder, if it answers."""
    known = noted(data)
    if not known:
        return None
    server = Server(known[1], data, known[0])
    return server if server.running() else None


def running(folder: Path) -> Server | None:
    """The server of this home that answers, the newest version first; nothing is started."""
    home = folder.resolve()
    return next(filter(None, (attached(home / f"pg{major}") for major in sorted(clusters(home), reverse=True))), None)


def stop(folder: Path) -> bool:
    """Stop every embedded server of this home (fast shutdown); False if none ran."""
    home = folder.resolve()
    majors = clusters(home)
    if not majors:
        return False
    with alone(home / STARTERS, wait=True):
        stopped = [finish(home / f"pg{major}") for major in majors]
    return any(stopped)
