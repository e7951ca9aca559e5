"""A notice to a post: what its holder has to know about, until it is read. Clause R2a."""

from django.db import models


class Notice(models.Model):
    """Such as: an officer under you looks outside their place. `about` names the matter, `matter_id` its row."""

    post = models.ForeignKey("officers.Post", models.PROTECT, related_name="+")
    place = models.TextField(db_collation="C", help_text="of the post told")
    about = models.TextField()
    matter_id = models.BigIntegerField()
    made_by = models.TextField()
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        """Row-level security: read within the place of the post told; written by whoever acts."""

        db_table = "officers_notice"
        indexes = (models.Index(fields=("post", "read_at"), name="officers_notice_post"),)
