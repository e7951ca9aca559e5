"""Jobs, the files they publish, who took these, the system's duties; the queue's own tables are opened to the application."""

import uuid
from typing import ClassVar

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.deletion import PROTECT

from tuopin.ledger.guards import APP, granted, scoped

ENDED = Q(state__in=("done", "failed", "cancelled"))
STATES = Q(state__in=("queued", "running", "done", "failed", "cancelled"))
COUNTED = Q(taken_in__isnull=False, put_out__isnull=False, refused__isnull=False)
ADDS_UP = COUNTED & Q(taken_in=F("put_out") + F("refused"), put_out__gte=0, refused__gte=0)
MOVING = (
    "state, step_zh, step_en, done, total, taken_in, put_out, refused, result, error_zh, error_en, "
    "cancel_requested, attempts, queued_as, started_at, heartbeat_at, ended_at"
)
QUEUE = (
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_jobs, procrastinate_events, procrastinate_workers, procrastinate_periodic_defers TO {APP};"
    f"GRANT USAGE ON SEQUENCE procrastinate_jobs_id_seq, procrastinate_events_id_seq, procrastinate_periodic_defers_id_seq TO {APP};"
)


class Migration(migrations.Migration):
    """The first. What a job was asked, by whom and where, the application cannot change."""

    initial = True
    dependencies: ClassVar = [("ledger", "0001_ledger"), ("procrastinate", "0041_post_retry_failed_job")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("arguments", models.JSONField(default=dict, help_text="what was asked; no personal data")),
                ("key", models.TextField(help_text="idempotency key: asked twice at a place, done once", null=True)),
                ("owner", models.TextField(help_text="the officer's sign-in name")),
                ("body", models.TextField()),
                ("place", models.TextField(db_collation="C")),
                ("state", models.TextField(default="queued")),
                ("step_zh", models.TextField(default="")),
                ("step_en", models.TextField(default="")),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(default=0)),
                ("taken_in", models.BigIntegerField(null=True)),
                ("put_out", models.BigIntegerField(null=True)),
                ("refused", models.BigIntegerField(null=True)),
                ("result", models.JSONField(default=dict)),
                ("error_zh", models.TextField(default="")),
                ("error_en", models.TextField(default="")),
                ("cancel_requested", models.BooleanField(default=False)),
                ("attempts", models.IntegerField(default=0, help_text="times begun since it was asked for, or asked for again")),
                ("queued_as", models.BigIntegerField(help_text="the queue's own number", null=True)),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("heartbeat_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "jobs_job",
                "indexes": [
                    models.Index(fields=["place", "-created_at", "-id"], name="jobs_job_place"),
                    models.Index(fields=["owner", "-created_at", "-id"], name="jobs_job_owner"),
                    models.Index(condition=~ENDED, fields=["heartbeat_at"], name="jobs_job_open"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "place", "key"), name="asked_once"),
                    models.CheckConstraint(condition=STATES, name="jobs_job_state"),
                    models.CheckConstraint(condition=(ENDED & Q(ended_at__isnull=False)) | (~ENDED & Q(ended_at__isnull=True)), name="jobs_job_end"),
                    models.CheckConstraint(condition=~Q(state="done") | ADDS_UP, name="in_is_out_and_refused"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Artefact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("job", models.ForeignKey(on_delete=PROTECT, related_name="artefacts", to="jobs.job")),
                ("name", models.TextField()),
                ("sha256", models.TextField()),
                ("size", models.BigIntegerField()),
                ("rows", models.BigIntegerField()),
                ("may_hold", models.JSONField(default=list, help_text="kinds of personal numbers it may hold, as it says on its face")),
                ("owner", models.TextField()),
                ("place", models.TextField(db_collation="C")),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(help_text="when the file was removed; the row stays", null=True)),
            ],
            options={
                "db_table": "jobs_artefact",
                "indexes": [
                    models.Index(fields=["place", "-made_at"], name="jobs_artefact_place"),
                    models.Index(condition=Q(gone_at__isnull=True), fields=["expires_at"], name="jobs_artefact_expiry"),
                ],
                "constraints": [models.UniqueConstraint(fields=("job", "name"), name="one_file_a_name")],
            },
        ),
        migrations.CreateModel(
            name="Fetch",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("artefact", models.ForeignKey(on_delete=PROTECT, related_name="fetches", to="jobs.artefact")),
                ("officer", models.TextField()),
                ("body", models.TextField()),
                ("place", models.TextField(db_collation="C", help_text="the file's place: who watches over it sees who took it")),
                ("sha256", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "jobs_fetch", "indexes": [models.Index(fields=["place", "-at"], name="jobs_fetch_place")]},
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[("name", models.TextField(primary_key=True, serialize=False)), ("done_at", models.DateTimeField())],
            options={"db_table": "jobs_duty"},
        ),
        scoped("jobs_job", "place", own="owner"),
        scoped("jobs_artefact", "place", own="owner"),
        scoped("jobs_fetch", "place", own="officer"),
        granted("jobs_job", f"SELECT, INSERT, UPDATE ({MOVING})"),
        granted("jobs_artefact", "SELECT, INSERT, UPDATE"),
        granted("jobs_fetch", "SELECT, INSERT"),
        granted("jobs_duty", "SELECT, INSERT, UPDATE"),
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
    ]
