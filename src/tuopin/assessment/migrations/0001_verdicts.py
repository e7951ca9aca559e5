"""Snapshots, runs and verdicts: written behind acts, seen within their place."""

from django.db import migrations, models

from tuopin.ledger.guards import behind_an_act, granted, scoped
from tuopin.register.stored import STORED

KEPT = {
    "assessment_snapshot": "place",
    "assessment_run": "place",
    "assessment_run_totals": "place",
    "assessment_verdict": "village_code",
    "assessment_place_verdict": "code",
}
# A county's verdicts come from a run over its province: which run it is is seen from below, what it sums up to is not.
SEEN_FROM_BELOW = "CREATE POLICY seen_from_below ON assessment_run FOR SELECT USING (starts_with((SELECT tuopin_low()), place));"
# What was known at an instant is also in versions that are closed by now.
CLOSED = "".join(
    f"CREATE INDEX {stored.table.name}_closed_place ON {stored.name} ({stored.place}) WHERE superseded_at IS NOT NULL;" for stored in STORED.values()
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [("ledger", "0001_ledger"), ("register", "0002_guards")]

    operations = [
        migrations.CreateModel(
            name='RunTotals',
            fields=[
                ('run_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('place', models.TextField(db_collation='C')),
                ('counts', models.JSONField()),
                ('manifest', models.JSONField()),
                ('act_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'assessment_run_totals',
            },
        ),
        migrations.CreateModel(
            name='FrozenSnapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.TextField(help_text='names the folder and its whole content', unique=True)),
                ('place', models.TextField(db_collation='C')),
                ('year', models.IntegerField()),
                ('on', models.DateField(help_text='the day its versions are valid on')),
                ('known_at', models.DateTimeField(help_text='no version recorded later is in it')),
                ('counts', models.JSONField(help_text='households and persons, rows and bytes of the files')),
                ('synthetic', models.BooleanField()),
                ('officer', models.TextField()),
                ('at', models.DateTimeField()),
                ('act_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'assessment_snapshot',
                'indexes': [models.Index(fields=['place', 'year'], name='snapshot_place')],
            },
        ),
        migrations.CreateModel(
            name='HouseholdVerdict',
            fields=[
                ('pk', models.CompositePrimaryKey('household_code', 'run_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('run_id', models.BigIntegerField()),
                ('household_code', models.TextField(db_collation='C')),
                ('village_code', models.TextField(db_collation='C')),
                ('status', models.TextField(null=True)),
                ('members', models.IntegerField(null=True)),
                ('standard_met', models.BooleanField(help_text='none: unknown', null=True)),
                ('may_leave', models.BooleanField()),
                ('kind', models.TextField(help_text='which list it is on: may_leave, not_yet, unknown, wrongly_exited, rest')),
                ('criteria', models.JSONField(help_text="the criteria's columns of the verdict row")),
                ('act_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'assessment_verdict',
                'indexes': [models.Index(fields=['run_id', 'kind', 'village_code', 'household_code'], name='verdict_list')],
            },
        ),
        migrations.CreateModel(
            name='PlaceVerdict',
            fields=[
                ('pk', models.CompositePrimaryKey('run_id', 'code', blank=True, editable=False, primary_key=True, serialize=False)),
                ('run_id', models.BigIntegerField()),
                ('code', models.TextField(db_collation='C')),
                ('level', models.TextField()),
                ('kinds', models.JSONField()),
                ('row', models.JSONField(null=True)),
                ('act_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'assessment_place_verdict',
                'indexes': [models.Index(fields=['run_id', 'level', 'code'], name='place_verdict_level')],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.TextField(help_text='names the folder of the result', unique=True)),
                ('snapshot_digest', models.TextField()),
                ('edition', models.TextField()),
                ('edition_digest', models.TextField()),
                ('code_version', models.TextField()),
                ('year', models.IntegerField()),
                ('place', models.TextField(db_collation='C')),
                ('synthetic', models.BooleanField()),
                ('verdict_digest', models.TextField()),
                ('officer', models.TextField()),
                ('at', models.DateTimeField()),
                ('act_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'assessment_run',
                'indexes': [models.Index(fields=['place', 'year'], name='run_place')],
            },
        ),
        *(scoped(table, column) for table, column in KEPT.items()),
        *(behind_an_act(table) for table in KEPT),
        *(granted(table, "SELECT, INSERT") for table in KEPT),
        migrations.RunSQL("GRANT USAGE ON SEQUENCE assessment_run_id_seq, assessment_snapshot_id_seq TO tuopin_app;", migrations.RunSQL.noop),
        migrations.RunSQL(SEEN_FROM_BELOW, "DROP POLICY seen_from_below ON assessment_run;"),
        migrations.RunSQL(CLOSED, "".join(f"DROP INDEX {stored.table.name}_closed_place;" for stored in STORED.values())),
    ]
