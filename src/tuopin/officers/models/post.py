"""A post: an officer belongs to a body at a place, for dates. Clauses R2a, R2d."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models

from tuopin.officers.rules.bodies import BODIES, OUTSIDE


class Dates(models.Func):
    """The days of a post, from the first to the one on which it no longer holds."""

    function = "daterange"
    output_field = DateRangeField()


class Post(models.Model):
    """Held from `from_on` until the day before `until_on`. Made and ended only with an act of the same transaction."""

    officer = models.ForeignKey("officers.Officer", models.PROTECT, to_field="sign_in", db_column="officer", related_name="posts")
    body = models.TextField()
    place = models.TextField(db_collation="C")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    outside = models.GeneratedField(
        expression=models.Case(models.When(body__in=OUTSIDE, then=1), default=0), output_field=models.IntegerField(), db_persist=True
    )
    act_id = models.BigIntegerField()
    ended_act = models.BigIntegerField(null=True)

    class Meta:
        """Row-level security: within the place, or one's own."""

        db_table = "officers_post"
        constraints = (
            models.CheckConstraint(condition=models.Q(body__in=tuple(BODIES)), name="officers_post_body"),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")), name="officers_post_days"
            ),
            ExclusionConstraint(
                name="officers_post_once", expressions=[("officer", "="), ("body", "="), ("place", "="), (Dates("from_on", "until_on"), "&&")]
            ),
            ExclusionConstraint(
                name="officers_post_independent", expressions=[("officer", "="), ("outside", "<>"), (Dates("from_on", "until_on"), "&&")]
            ),
        )
        indexes = (models.Index(fields=("place", "officer"), name="officers_post_place"),)
