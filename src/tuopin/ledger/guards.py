"""What a migration says of a table: which places' rows are seen, what the application may do, which act must stand behind a write.

A policy is a range over the place code, its ends asked once a statement: an index serves it (a function called row by row does
not). The owner, which migrates, backs up and whose functions check the acts of a transaction, is held by a policy of its own that
says so openly; the application never connects as the owner. Clause R2a.
"""

from django.db.migrations import RunSQL

APP = "tuopin_app"
OWN = "{officer} = (SELECT current_setting('tuopin.officer', true))"


def scoped(table: str, column: str, *, own: str | None = None) -> RunSQL:
    """Rows are seen and written only within the acting post's place; `own` names a column whose officer also sees the row."""
    inside = f"{column} >= (SELECT tuopin_low()) AND {column} < (SELECT tuopin_high())"
    rule = f"({inside}) OR {OWN.format(officer=own)}" if own else inside
    return RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY within_place ON {table} USING ({rule}) WITH CHECK ({rule});"
        f"CREATE POLICY of_owner ON {table} TO CURRENT_USER USING (true) WITH CHECK (true);",
        f"DROP POLICY of_owner ON {table};DROP POLICY within_place ON {table};ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def granted(table: str, rights: str) -> RunSQL:
    """What the application's role may do with a table, such as "SELECT, INSERT"."""
    return RunSQL(f"GRANT {rights} ON {table} TO {APP};", f"REVOKE {rights} ON {table} FROM {APP};")


def behind_an_act(table: str) -> RunSQL:
    """A version is written, closed or erased only with an act recorded in the same transaction. Clause W4b."""
    return RunSQL(
        f"CREATE TRIGGER written_by_act AFTER INSERT ON {table} REFERENCING NEW TABLE AS written "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_written_by_act();"
        f"CREATE TRIGGER closed_by_act BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_closed_by_act();"
        f"CREATE TRIGGER erased_by_act BEFORE DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_erased_by_act();"
        f"CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_never();",
        f"DROP TRIGGER written_by_act ON {table};DROP TRIGGER closed_by_act ON {table};"
        f"DROP TRIGGER erased_by_act ON {table};DROP TRIGGER never_emptied ON {table};",
    )
