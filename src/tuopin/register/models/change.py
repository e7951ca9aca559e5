"""A change: what was done to the register in one go, why, on what evidence; and what it ties together. Clause R3a."""

from django.db import models


class Change(models.Model):
    """One event, correction or accepted import, with its officer, reason and evidence."""

    scoped_by = "place"
    kind = models.TextField()
    place = models.TextField(db_collation="C")
    officer = models.TextField()
    body = models.TextField()
    at = models.DateTimeField()
    on = models.DateField(null=True, help_text="the day it holds from")
    reason = models.TextField()
    evidence = models.JSONField(default=list, help_text="SHA-256 of papers, with their names")
    batch_id = models.BigIntegerField(null=True)
    undoes = models.BigIntegerField(null=True, help_text="the change that it takes back")

    class Meta:
        """Never changed."""

        db_table = "register_change"
        indexes = (models.Index(fields=["place", "id"], name="change_place"), models.Index(fields=["batch_id"], name="change_batch"))


class Link(models.Model):
    """A household that came out of another, or went into it: split or merged."""

    scoped_by = "place"
    kind = models.TextField()
    earlier = models.TextField(db_collation="C", help_text="household number")
    later = models.TextField(db_collation="C", help_text="household number")
    place = models.TextField(db_collation="C")
    on = models.DateField()
    change_id = models.BigIntegerField()

    class Meta:
        """History is followed on both sides."""

        db_table = "register_link"
        indexes = (models.Index(fields=["earlier"], name="link_earlier"), models.Index(fields=["later"], name="link_later"))


class Successor(models.Model):
    """A place's code that was given up for another on a day."""

    earlier = models.TextField(db_collation="C")
    later = models.TextField(db_collation="C")
    on = models.DateField()
    change_id = models.BigIntegerField()

    class Meta:
        """A place may have several successors, and several places one."""

        db_table = "register_successor"
        constraints = (models.UniqueConstraint(fields=("earlier", "later"), name="one_succession"),)
