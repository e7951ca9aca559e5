"""What the door keeps: answers to writes that carry a key, so that a request sent again is answered again and not done again."""

from django.db import models


class Answered(models.Model):
    """One write that was done under a key, and its answer."""

    officer = models.TextField()
    key = models.TextField()
    asked = models.TextField(help_text="SHA-256 of method, path and body")
    status = models.IntegerField()
    sealed = models.BinaryField(help_text="the answer, sealed: it may be a secret that is shown once")
    at = models.DateTimeField()

    class Meta:
        """A key is an officer's own."""

        db_table = "api_answered"
        constraints = (models.UniqueConstraint(fields=("officer", "key"), name="answered_once"),)
