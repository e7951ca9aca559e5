"""One sign-in of an officer, as the officer's own list shows it. Clause R2a."""

from django.db import models


class Session(models.Model):
    """Began, last seen, ended; acts as one post at a time, or looks through one broken glass."""

    officer = models.ForeignKey("officers.Officer", models.PROTECT, to_field="sign_in", db_column="officer", related_name="+")
    post = models.ForeignKey("officers.Post", models.PROTECT, null=True, related_name="+")
    glass = models.ForeignKey("officers.BreakGlass", models.PROTECT, null=True, related_name="+")
    mark = models.TextField(help_text="the officer's mark at sign-in; it ends with it")
    address = models.TextField()
    agent = models.TextField()
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Row-level security: one's own."""

        db_table = "officers_session"
        indexes = (models.Index(fields=("officer", "ended_at"), name="officers_session_officer"),)
