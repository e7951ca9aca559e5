"""Who looked at whom, who opened a number and why, who asked for an erasure and who approved it. Clause R3c."""

from django.db import models
from django.db.models import F, Q


class Read(models.Model):
    """One look at a household's or person's page."""

    scoped_by = "place"
    what = models.TextField(help_text="household, person, history, search")
    code = models.TextField(db_collation="C")
    place = models.TextField(db_collation="C")
    officer = models.TextField()
    body = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Added to, never changed."""

        db_table = "register_read"
        indexes = (models.Index(fields=["place", "at"], name="read_place"),)


class Reveal(models.Model):
    """A number opened, with the reason and the act that says so in the log."""

    scoped_by = "place"
    act_id = models.BigIntegerField(unique=True)
    what = models.TextField(help_text="person.id_number, person.phone, household.phone")
    code = models.TextField(db_collation="C")
    place = models.TextField(db_collation="C")
    officer = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Added to, never changed."""

        db_table = "register_reveal"
        indexes = (models.Index(fields=["place", "at"], name="reveal_place"),)


class Erasure(models.Model):
    """A proposal to erase a person; once done, her code is gone from here as well."""

    scoped_by = "place"
    person_code = models.TextField(null=True, db_collation="C")
    place = models.TextField(db_collation="C")
    reason = models.TextField()
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField()
    approved_by = models.TextField(null=True)
    approved_at = models.DateTimeField(null=True)
    act_id = models.BigIntegerField(null=True)

    class Meta:
        """Who proposes does not approve; one proposal a person."""

        db_table = "register_erasure"
        constraints = (
            models.CheckConstraint(condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")), name="erasure_four_eyes"),
            models.UniqueConstraint(fields=("person_code",), name="one_erasure"),
        )
