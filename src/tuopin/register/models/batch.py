"""An import into the office: uploaded, read, compared, accepted whole or by village, or taken back. Clause R2d."""

from django.db import models
from django.db.models import F, Q


class Batch(models.Model):
    """Some workbooks on their way into the register."""

    scoped_by = "place"
    digest = models.TextField(help_text="SHA-256 over the files' digests, their place and year")
    files = models.JSONField(help_text="name, SHA-256, bytes")
    place = models.TextField(db_collation="C")
    year = models.IntegerField()
    state = models.TextField(default="uploaded", help_text="uploaded, staged, compared, accepting, accepted, withdrawn, failed")
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict, help_text="read, taken, refused; new, changed, same, missing, suspicious by table")
    job = models.UUIDField(null=True)
    uploaded_by = models.TextField()
    uploaded_at = models.DateTimeField()
    accepted_by = models.TextField(null=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        """Who uploads does not accept; the same files are imported once."""

        db_table = "register_batch"
        constraints = (
            models.CheckConstraint(condition=Q(accepted_by__isnull=True) | ~Q(accepted_by=F("uploaded_by")), name="batch_four_eyes"),
            models.UniqueConstraint(fields=("digest",), condition=~Q(state__in=("withdrawn", "failed")), name="batch_once"),
        )


class BatchVillage(models.Model):
    """What a batch would change in one village, and whether that was accepted."""

    scoped_by = "village_code"
    batch_id = models.BigIntegerField()
    village_code = models.TextField(db_collation="C")
    counts = models.JSONField(default=dict)
    accepted_by = models.TextField(null=True)
    accepted_at = models.DateTimeField(null=True)
    change_id = models.BigIntegerField(null=True)

    class Meta:
        """One row a village of a batch."""

        db_table = "register_batch_village"
        constraints = (models.UniqueConstraint(fields=("batch_id", "village_code"), name="one_batch_village"),)


class BatchProblem(models.Model):
    """A problem that the rules found in a batch; the value itself stays in the marked workbook."""

    scoped_by = "village_code"
    batch_id = models.BigIntegerField()
    village_code = models.TextField(db_collation="C")
    household_code = models.TextField(null=True, db_collation="C")
    person_code = models.TextField(null=True, db_collation="C")
    year = models.IntegerField(null=True)
    rule = models.TextField()
    level = models.TextField()
    table = models.TextField(null=True)
    field = models.TextField(null=True)
    because_zh = models.TextField()
    because_en = models.TextField()

    class Meta:
        """Asked for by village."""

        db_table = "register_batch_problem"
        indexes = (models.Index(fields=["batch_id", "village_code", "household_code"], name="batch_problem_place"),)
