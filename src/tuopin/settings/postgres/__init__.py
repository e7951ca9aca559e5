"""An embedded PostgreSQL for one machine: programs found, never built; a socket, no port; for trying out, tests, one small office.

Where DATABASE_URL is set nothing here is used. Otherwise `start(home)` brings up `home/pg<major>`, making it if need be, and
returns once a real connection has been answered; any number of processes may call it at once. `stop(home)` is its opposite.
"""

from tuopin.settings.postgres.launch import start
from tuopin.settings.postgres.names import APP, DATABASE, OWNER, SUPERUSER
from tuopin.settings.postgres.server import Server
from tuopin.settings.postgres.stopping import attached, running, stop

__all__ = ["APP", "DATABASE", "OWNER", "SUPERUSER", "Server", "attached", "running", "start", "stop"]
