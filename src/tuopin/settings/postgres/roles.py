"""The two roles and the database of the office. The owner migrates; the application owns nothing and row-level security binds it."""

import psycopg
from psycopg.sql import SQL, Identifier

from tuopin.settings.postgres.names import APP, DATABASE, OWNER, SUPERUSER
from tuopin.settings.postgres.server import Server

OWNERS = SQL("LOGIN NOSUPERUSER BYPASSRLS CREATEROLE CREATEDB")  # a backup and a migration must see every row
APPS = SQL("LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB")
ROLES = {OWNER: (OWNERS, (True, False, True, True, True)), APP: (APPS, (True, False, False, False, False))}
MAY = SQL("SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s")
QUIET = SQL("ALTER ROLE {} SET log_min_messages = 'fatal'")  # an error may quote the value that it could not read
GRANTS = (
    SQL("CREATE DATABASE {database} OWNER {owner}"),
    SQL("REVOKE ALL ON DATABASE {database} FROM PUBLIC"),
    SQL("GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {app}"),
)


def make(server: Server) -> None:
    """Make what is missing, put right what a role may; where nothing is to be done, nothing is written."""
    names = {"database": Identifier(DATABASE), "app": Identifier(APP), "owner": Identifier(OWNER)}
    with psycopg.connect(server.url("postgres", SUPERUSER), autocommit=True) as connection:
        for role, (wanted, expected) in ROLES.items():
            may = connection.execute(MAY, [role]).fetchone()
            if may != expected:
                connection.execute(SQL("ALTER ROLE {} {}" if may else "CREATE ROLE {} {}").format(Identifier(role), wanted))
                connection.execute(QUIET.format(Identifier(role)))
        if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).rowcount:
            for grant in GRANTS:
                connection.execute(grant.format(**names))
