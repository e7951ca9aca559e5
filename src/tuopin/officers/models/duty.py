"""Separation of duties as data: on one matter an officer holds one duty. Clauses R3a, R3b."""

from django.db import models


class Duty(models.Model):
    """Who proposed a matter may not verify or approve it, because the pair of matter and officer is unique."""

    matter = models.TextField(help_text="what is decided, such as batch:17")
    duty = models.TextField(help_text="what this officer does about it, such as propose, verify, approve")
    officer = models.TextField(help_text="sign-in name; the operator and the system may be held by it too")
    taken_at = models.DateTimeField()

    class Meta:
        """Never changed, never taken back."""

        db_table = "officers_duty"
        constraints = (models.UniqueConstraint(fields=("matter", "officer"), name="officers_duty_one_each"),)
