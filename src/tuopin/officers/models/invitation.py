"""An invitation: a secret given once to one person, who then sets a password of their own. Clause R2a."""

from datetime import timedelta

from django.db import models

from tuopin.officers.rules.bodies import BODIES
from tuopin.officers.rules.terms import LONGEST_INVITATION

POST, RENEWAL = "post", "renewal"


class Invitation(models.Model):
    """Into a post, or (`renewal`) to set a new password after the old one or the second factor was lost. Only its digest is kept."""

    digest = models.TextField(unique=True)
    kind = models.TextField(default=POST)
    officer = models.TextField(help_text="the name that will sign in; an officer of that name need not exist yet")
    display_name = models.TextField()
    language = models.TextField(default="zh")
    body = models.TextField()
    place = models.TextField(db_collation="C")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    made_by = models.TextField()
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Row-level security: within the place, or for whoever shows the secret."""

        db_table = "officers_invitation"
        constraints = (
            models.CheckConstraint(condition=models.Q(kind__in=(POST, RENEWAL)), name="officers_invitation_kind"),
            models.CheckConstraint(condition=models.Q(body__in=tuple(BODIES)), name="officers_invitation_body"),
            models.CheckConstraint(
                condition=models.Q(ends_at__lte=models.F("made_at") + timedelta(days=LONGEST_INVITATION.days)), name="officers_invitation_ends"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(withdrawn_at__isnull=True), name="officers_invitation_once"
            ),
        )
        indexes = (models.Index(fields=("place",), name="officers_invitation_place"),)
