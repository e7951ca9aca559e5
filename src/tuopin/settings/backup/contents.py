"""What is in a database: its tables, how many rows each holds, whether a role sees all of them."""

import psycopg
from psycopg.sql import SQL, Identifier

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.settings.database import OWNER_URL

OURS = """namespace.nspname NOT LIKE 'pg\\_%' AND namespace.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = thing.oid AND classid = '{catalog}'::regclass AND deptype = 'e')"""
TABLES = f"""SELECT namespace.nspname, thing.relname FROM pg_class thing JOIN pg_namespace namespace ON namespace.oid = thing.relnamespace
    WHERE thing.relkind = 'r' AND {OURS.format(catalog="pg_class")} ORDER BY 1, 2"""  # noqa: S608
ANYTHING = f"""SELECT namespace.nspname || '.' || thing.relname FROM pg_class thing
    JOIN pg_namespace namespace ON namespace.oid = thing.relnamespace WHERE {OURS.format(catalog="pg_class")}
    UNION ALL SELECT namespace.nspname || '.' || thing.proname FROM pg_proc thing
    JOIN pg_namespace namespace ON namespace.oid = thing.pronamespace WHERE {OURS.format(catalog="pg_proc")} ORDER BY 1 LIMIT 1"""  # noqa: S608
HIDDEN = """SELECT thing.oid::regclass::text FROM pg_class thing, pg_roles role WHERE role.rolname = current_user
    AND NOT (role.rolsuper OR role.rolbypassrls) AND thing.relrowsecurity AND thing.relforcerowsecurity LIMIT 1"""
Connection = psycopg.Connection[tuple[object, ...]]


def rows(connection: Connection) -> dict[str, int]:
    """How many rows each table holds, by "schema.table"; partitions are counted, the table over them is not."""
    counts = {}
    for schema, table in connection.execute(TABLES).fetchall():
        counted = connection.execute(SQL("SELECT count(*) FROM {}").format(Identifier(str(schema), str(table)))).fetchone()
        counts[f"{schema}.{table}"] = int(str(counted[0])) if counted else 0
    return counts


def anything(connection: Connection) -> str | None:
    """The name of something in the database that is neither PostgreSQL's nor an extension's; None if it is empty."""
    found = connection.execute(ANYTHING).fetchone()
    return str(found[0]) if found else None


def must_see_all(connection: Connection) -> None:
    """The role sees every row; one that row-level security binds would make a backup with holes."""
    hidden = connection.execute(HIDDEN).fetchone()
    if hidden:
        raise BadInput(
            OWNER_URL,
            Words(f"这个角色看不到 {hidden[0]} 的全部记录", f"this role does not see every row of {hidden[0]}"),
            Words("由管理员执行 ALTER ROLE … BYPASSRLS", "let an administrator ALTER ROLE … BYPASSRLS"),
        )
