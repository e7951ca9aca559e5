"""Lists of other departments, such as vehicles, companies or the school roll: kept with their source and day. Clause R3a."""

from django.db import models


class CrossList(models.Model):
    """One list: its kind, who gave it, as of which day."""

    scoped_by = "place"
    kind = models.TextField()
    source = models.TextField()
    as_of = models.DateField()
    place = models.TextField(db_collation="C")
    digest = models.TextField()
    file = models.TextField()
    columns = models.JSONField(default=list)
    rows = models.IntegerField()
    refused = models.IntegerField(default=0)
    officer = models.TextField()
    at = models.DateTimeField()
    change_id = models.BigIntegerField(null=True)

    class Meta:
        """The same file is kept once a place."""

        db_table = "register_cross_list"
        constraints = (models.UniqueConstraint(fields=("place", "kind", "digest"), name="cross_list_once"),)


class CrossListRow(models.Model):
    """One row of a list; matched to people by the blind index, later."""

    scoped_by = "place"
    list_id = models.BigIntegerField()
    row = models.IntegerField(help_text="as Excel counts")
    place = models.TextField(db_collation="C")
    name = models.TextField(null=True)
    id_number_sealed = models.BinaryField(null=True)
    id_number_index = models.BinaryField(null=True, max_length=16)
    detail = models.JSONField(default=dict, help_text="the other columns, personal numbers left out")

    class Meta:
        """Asked for by list and by blind index."""

        db_table = "register_cross_list_row"
        constraints = (models.UniqueConstraint(fields=("list_id", "row"), name="one_cross_list_row"),)
        indexes = (models.Index(fields=["id_number_index"], name="cross_list_row_id_number"),)
