"""What is kept of a job: who asked for it, how far it is, what went in and came out, what it published and who took that."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tuopin.common.acting import By
from tuopin.common.words import Words
from tuopin.jobs.rules import ENDED, STATES

OVER = Q(state__in=ENDED)
COUNTED = Q(taken_in__isnull=False, put_out__isnull=False, refused__isnull=False)
ADDS_UP = COUNTED & Q(taken_in=F("put_out") + F("refused"), put_out__gte=0, refused__gte=0)


class Job(models.Model):
    """One piece of long work, asked for by an officer at a place; what it was asked is never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.TextField()
    arguments = models.JSONField(default=dict, help_text="what was asked; no personal data")
    key = models.TextField(null=True, help_text="idempotency key: asked twice at a place, done once")
    owner = models.TextField(help_text="the officer's sign-in name")
    body = models.TextField()
    place = models.TextField(db_collation="C")
    state = models.TextField(default="queued")
    step_zh = models.TextField(default="")
    step_en = models.TextField(default="")
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    taken_in = models.BigIntegerField(null=True)
    put_out = models.BigIntegerField(null=True)
    refused = models.BigIntegerField(null=True)
    result = models.JSONField(default=dict)
    error_zh = models.TextField(default="")
    error_en = models.TextField(default="")
    cancel_requested = models.BooleanField(default=False)
    attempts = models.IntegerField(default=0, help_text="times begun since it was asked for, or asked for again")
    queued_as = models.BigIntegerField(null=True, help_text="the queue's own number")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """What went in is what came out and what was refused: a job that cannot say so is not done."""

        db_table = "jobs_job"
        constraints: ClassVar = (
            models.UniqueConstraint(fields=("kind", "place", "key"), name="asked_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="jobs_job_state"),
            models.CheckConstraint(condition=(OVER & Q(ended_at__isnull=False)) | (~OVER & Q(ended_at__isnull=True)), name="jobs_job_end"),
            models.CheckConstraint(condition=~Q(state="done") | ADDS_UP, name="in_is_out_and_refused"),
        )
        indexes: ClassVar = (
            models.Index(fields=("place", "-created_at", "-id"), name="jobs_job_place"),
            models.Index(fields=("owner", "-created_at", "-id"), name="jobs_job_owner"),
            models.Index(fields=("heartbeat_at",), condition=~OVER, name="jobs_job_open"),
        )

    @property
    def by(self) -> By:
        """Who asked, acting for whom, where."""
        return By(self.owner, self.body, self.place)

    @property
    def step(self) -> Words:
        """What it is doing."""
        return Words(self.step_zh, self.step_en)

    @property
    def error(self) -> Words | None:
        """Why it failed, if it did."""
        return Words(self.error_zh, self.error_en) if self.error_zh else None


class Artefact(models.Model):
    """A file that a job published: checked by the guard, digested, for a place, until a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="artefacts")
    name = models.TextField()
    sha256 = models.TextField()
    size = models.BigIntegerField()
    rows = models.BigIntegerField()
    may_hold = models.JSONField(default=list, help_text="kinds of personal numbers it may hold, as it says on its face")
    owner = models.TextField()
    place = models.TextField(db_collation="C")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, help_text="when the file was removed; the row stays")

    class Meta:
        """One file a name and job."""

        db_table = "jobs_artefact"
        constraints: ClassVar = (models.UniqueConstraint(fields=("job", "name"), name="one_file_a_name"),)
        indexes: ClassVar = (
            models.Index(fields=("place", "-made_at"), name="jobs_artefact_place"),
            models.Index(fields=("expires_at",), condition=Q(gone_at__isnull=True), name="jobs_artefact_expiry"),
        )


class Fetch(models.Model):
    """Who took a published file, when, with which digest. Clause R3c."""

    id = models.BigAutoField(primary_key=True)
    artefact = models.ForeignKey(Artefact, on_delete=models.PROTECT, related_name="fetches")
    officer = models.TextField()
    body = models.TextField()
    place = models.TextField(db_collation="C", help_text="the file's place: who watches over it sees who took it")
    sha256 = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Only ever added to."""

        db_table = "jobs_fetch"
        indexes: ClassVar = (models.Index(fields=("place", "-at"), name="jobs_fetch_place"),)


class Duty(models.Model):
    """When a short duty of the system was last done, so that several workers do it once."""

    name = models.TextField(primary_key=True)
    done_at = models.DateTimeField()

    class Meta:
        """One row a duty."""

        db_table = "jobs_duty"
