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
        f"DROP POLICY of_owner ON {table};DROP POLICY within_place ON {table};"
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def granted(table: str, rights: str) -> RunSQL:
    """What the application's role may do with a table, such as "SELECT, INSERT"."""
    return RunSQL(f"GRANT {rights} ON {table} TO {APP};", f"REVOKE {rights} ON {table} FROM {APP};")


BEHIND_AN_ACT = (
    ("written_by_act", "AFTER INSERT", "REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION ledger_written_by_act()"),
    ("closed_by_act", "BEFORE UPDATE", "FOR EACH ROW EXECUTE FUNCTION ledger_closed_by_act()"),
    ("erased_by_act", "BEFORE DELETE", "FOR EACH STATEMENT EXECUTE FUNCTION ledger_erased_by_act()"),
    ("never_emptied", "BEFORE TRUNCATE", "FOR EACH STATEMENT EXECUTE FUNCTION ledger_never()"),
)


def behind_an_act(table: str) -> RunSQL:
    """A version is written, closed or erased only with an act recorded in the same transaction. Clause W4b."""
    return RunSQL(
        "".join(f"CREATE TRIGGER {name} {when} ON {table} {how};" for name, when, how in BEHIND_AN_ACT),
        "".join(f"DROP TRIGGER {name} ON {table};" for name, _, _ in BEHIND_AN_ACT),
    )
