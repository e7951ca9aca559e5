"""Whom an officer may not decide about: their own household, their relatives'. Clauses R3a, R3c."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class Kin(models.Model):
    """A household or a person, by its pseudonym in the ledger, on which this officer decides nothing."""

    officer = models.TextField(help_text="sign-in name; the operator and the system may be held by it too")
    subject = models.BinaryField(max_length=16)
    declared_by = models.TextField()
    declared_at = models.DateTimeField()

    class Meta:
        """Never taken back: who was once kin stays kin."""

        db_table = "officers_kin"
        constraints = (
            models.UniqueConstraint(fields=("officer", "subject"), name="officers_kin_once"),
            models.CheckConstraint(condition=Exact(Length("subject"), 16), name="officers_kin_pseudonym"),
        )


class Deciding(models.Model):
    """A pattern (SQL LIKE) of kinds of acts that decide about a household."""

    pattern = models.TextField(primary_key=True)

    class Meta:
        """Filled by migrations only."""

        db_table = "officers_deciding"
