"""The two roles and the database of the office. The owner migrates; the application owns nothing and row-level security binds it."""

import psycopg
from psycopg.sql import SQL, Identifier

from tuopin.settings.postgres.names import APP, DATABASE, OWNER, SUPERUSER
from tuopin.settings.postgres.server import Server

ROLES = {
    OWNER: SQL("LOGIN NOSUPERUSER BYPASSRLS CREATEROLE CREATEDB"),  # a backup and a migration must see every row
    APP: SQL("LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB"),
}
GRANTS = (
    SQL("REVOKE ALL ON DATABASE {database} FROM PUBLIC"),
    SQL("GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {app}"),
)


def make(server: Server) -> None:
    """Make what is missing; what each role may is put right."""
    names = {"database": Identifier(DATABASE), "app": Identifier(APP), "owner": Identifier(OWNER)}
    with psycopg.connect(server.url("postgres", SUPERUSER), autocommit=True) as connection:
        for role, may in ROLES.items():
            there = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).rowcount
            connection.execute(SQL("ALTER ROLE {} {}" if there else "CREATE ROLE {} {}").format(Identifier(role), may))
        if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).rowcount:
            connection.execute(SQL("CREATE DATABASE {database} OWNER {owner}").format(**names))
        for grant in GRANTS:
            connection.execute(grant.format(**names))
