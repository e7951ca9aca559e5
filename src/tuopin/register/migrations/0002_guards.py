"""Row-level security, rights of the application's role, and the triggers that hold the register's door. Clauses R2a, W4b."""

from django.db import migrations

from tuopin.ledger.guards import behind_an_act, granted, scoped
from tuopin.register.stored import STORED, Stored

WAITING = [stored for name, stored in STORED.items() if name != "place"]
READ_AND_ADD = "SELECT, INSERT"
PLACES = """
ALTER TABLE register_place ENABLE ROW LEVEL SECURITY;
ALTER TABLE register_place FORCE ROW LEVEL SECURITY;
CREATE POLICY of_owner ON register_place TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY names_are_public ON register_place FOR SELECT USING (true);
CREATE POLICY added_within ON register_place FOR INSERT WITH CHECK (code >= (SELECT tuopin_low()) AND code < (SELECT tuopin_high()));
CREATE POLICY closed_within ON register_place FOR UPDATE USING (code >= (SELECT tuopin_low()) AND code < (SELECT tuopin_high()));
"""
NOTHING = migrations.RunSQL.noop


def _kept(table: str, column: str, rights: str) -> list[migrations.RunSQL]:
    return [scoped(table, column), granted(table, rights)]


def _updated(stored: Stored) -> list[str]:
    """What the application may write on a version that is there: its end, and a sealed value under a newer key."""
    return ["superseded_at", "superseded_by", *(f"{field.name}_sealed" for field in stored.sealed)]


class Migration(migrations.Migration):
    """Generated from the declaration."""

    dependencies = (("register", "0001_versions"), ("ledger", "0001_ledger"))
    operations = (
        *(op for stored in STORED.values() for op in (behind_an_act(stored.name), granted(stored.name, "SELECT, INSERT, DELETE"))),
        *(granted(stored.name, f"UPDATE ({', '.join(_updated(stored))})") for stored in STORED.values()),
        *(scoped(stored.name, stored.place) for stored in WAITING),
        migrations.RunSQL(PLACES, NOTHING),
        *(op for stored in WAITING for op in _kept(stored.staged, stored.place, "SELECT, INSERT, UPDATE, DELETE")),
        *_kept("register_change", "place", READ_AND_ADD),
        *_kept("register_link", "place", READ_AND_ADD),
        granted("register_successor", READ_AND_ADD),
        *_kept("register_batch", "place", "SELECT, INSERT, UPDATE"),
        *_kept("register_batch_village", "village_code", "SELECT, INSERT, UPDATE, DELETE"),
        *_kept("register_batch_problem", "village_code", "SELECT, INSERT, DELETE"),
        *_kept("register_cross_list", "place", READ_AND_ADD),
        *_kept("register_cross_list_row", "place", "SELECT, INSERT, UPDATE, DELETE"),
    )
