"""Acts, entries, checkpoints; the scope's functions and the triggers that hold the door."""

from django.db import migrations, models

from tuopin.ledger.functions import made
from tuopin.ledger.guards import granted, scoped

# The transaction that recorded an act: a write must find its act here, and after a restore an old number cannot pass for a new one.
TRANSACTION = """
ALTER TABLE ledger_act ADD COLUMN xact xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE ledger_act ADD COLUMN xact_at timestamptz NOT NULL DEFAULT transaction_timestamp();
CREATE SEQUENCE ledger_act_numbers AS bigint;
"""


class Migration(migrations.Migration):
    """The first."""

    initial = True
    dependencies = ()
    operations = (
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("subject", models.BinaryField(help_text="pseudonym of what the act is about", max_length=16)),
                ("nth", models.IntegerField(help_text="which act on this subject, from 0")),
                ("place", models.TextField(db_collation="C")),
                ("officer", models.TextField()),
                ("at", models.DateTimeField()),
                ("record", models.TextField(help_text="canonical JSON (RFC 8785)", null=True)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.BinaryField(help_text="SHA-256 of salt and record", max_length=32)),
                ("erased_by", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "ledger_act",
                "indexes": [models.Index(fields=["place", "id"], name="ledger_act_place")],
                "constraints": [models.UniqueConstraint(fields=("subject", "nth"), name="one_act_at_a_time")],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("act_id", models.BigIntegerField(unique=True)),
            ],
            options={"db_table": "ledger_entry"},
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[("act_id", models.BigIntegerField(primary_key=True, serialize=False))],
            options={"db_table": "ledger_pending"},
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField(max_length=32)),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "ledger_checkpoint"},
        ),
        migrations.RunSQL(TRANSACTION, migrations.RunSQL.noop),
        migrations.RunSQL(made(), migrations.RunSQL.noop),
        scoped("ledger_act", "place"),
        granted("ledger_act", "SELECT, INSERT (id, kind, subject, nth, place, officer, at, record, salt, commitment), UPDATE (record, salt, erased_by)"),
        granted("ledger_entry", "SELECT, INSERT"),
        granted("ledger_pending", "SELECT, DELETE"),
        granted("ledger_checkpoint", "SELECT, INSERT"),
        migrations.RunSQL("GRANT USAGE ON SEQUENCE ledger_act_numbers TO tuopin_app;", migrations.RunSQL.noop),
    )
