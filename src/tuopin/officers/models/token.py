"""A token of the API: some powers of one post of one officer, until a day. Clause R2a."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tuopin.officers.rules.terms import LONGEST_TOKEN


class Token(models.Model):
    """Only its digest is kept; `prefix` is what a person recognises it by. `ends_on` is the last day on which it works."""

    officer = models.ForeignKey("officers.Officer", models.PROTECT, to_field="sign_in", db_column="officer", related_name="tokens")
    post = models.ForeignKey("officers.Post", models.PROTECT, related_name="tokens")
    place = models.TextField(db_collation="C", help_text="of the post")
    name = models.TextField()
    digest = models.TextField(unique=True)
    prefix = models.TextField()
    powers = ArrayField(models.TextField())
    issued_on = models.DateField()
    ends_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Row-level security: within the place, one's own, or for whoever shows the token."""

        db_table = "officers_token"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("issued_on"), ends_on__lte=models.F("issued_on") + timedelta(days=LONGEST_TOKEN.days)),
                name="officers_token_year",
            ),
            models.CheckConstraint(condition=models.Q(powers__len__gte=1), name="officers_token_powers"),
        )
        indexes = (models.Index(fields=("place",), name="officers_token_place"),)
