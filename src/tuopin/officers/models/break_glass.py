"""Broken glass: a read outside one's own place, with a reason, for hours, told to the supervisor, reviewed by somebody else. Clause R2a."""

from datetime import timedelta

from django.db import models

from tuopin.officers.rules.terms import LONGEST_BREAK, SHORTEST_REASON

JUSTIFIED, UNJUSTIFIED = "justified", "unjustified"


class BreakGlass(models.Model):
    """`home` is the place of the officer's own post, `place` the one looked into. The database lets it only read."""

    officer = models.ForeignKey("officers.Officer", models.PROTECT, to_field="sign_in", db_column="officer", related_name="+")
    post = models.ForeignKey("officers.Post", models.PROTECT, related_name="+")
    home = models.TextField(db_collation="C")
    place = models.TextField(db_collation="C")
    reason = models.TextField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    requests = models.IntegerField(default=0, help_text="pages and API calls made behind it")
    closed_at = models.DateTimeField(null=True)
    act_id = models.BigIntegerField()
    reviewed_by = models.TextField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    finding = models.TextField(null=True)
    remark = models.TextField(null=True)

    class Meta:
        """Row-level security: within the place of either, or one's own."""

        db_table = "officers_break_glass"
        constraints = (
            models.CheckConstraint(condition=models.Q(reason__regex=f"^\\S(.|\\n){{{SHORTEST_REASON - 2},}}\\S$"), name="officers_break_reason"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("opened_at"), ends_at__lte=models.F("opened_at") + timedelta(seconds=LONGEST_BREAK.seconds)),
                name="officers_break_hours",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("officer")), name="officers_break_reviewed_by_another"
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True, reviewed_at__isnull=True, finding__isnull=True)
                | models.Q(reviewed_by__isnull=False, reviewed_at__isnull=False, finding__in=(JUSTIFIED, UNJUSTIFIED)),
                name="officers_break_reviewed_whole",
            ),
        )
        indexes = (models.Index(fields=("home",), name="officers_break_home"), models.Index(fields=("place",), name="officers_break_place"))
