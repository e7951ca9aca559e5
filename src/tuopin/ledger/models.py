"""What the ledger keeps: acts, their order in the log, the checkpoints signed. Clauses R3c, W4b."""

from django.db import models


class Act(models.Model):
    """One decisive act: its canonical record with its salt, and the commitment to both that stands in the log.

    Never changed; erasure takes record and salt away and leaves the commitment.
    """

    scoped_by = "place"
    id = models.BigIntegerField(primary_key=True)
    kind = models.TextField()
    subject = models.BinaryField(max_length=16, help_text="pseudonym of what the act is about")
    nth = models.IntegerField(help_text="which act on this subject, from 0")
    place = models.TextField(db_collation="C")
    officer = models.TextField()
    at = models.DateTimeField()
    record = models.TextField(null=True, help_text="canonical JSON (RFC 8785)")
    salt = models.BinaryField(max_length=16, null=True)
    commitment = models.BinaryField(max_length=32, help_text="SHA-256 of salt and record")
    erased_by = models.BigIntegerField(null=True)

    class Meta:
        """The columns of the transaction that recorded an act (xact, xact_at) are added by the migration."""

        db_table = "ledger_act"
        constraints = (models.UniqueConstraint(fields=("subject", "nth"), name="one_act_at_a_time"),)
        indexes = (models.Index(fields=("place", "id"), name="ledger_act_place"),)


class Entry(models.Model):
    """The place of an act in the log: 0, 1, 2 … without a gap."""

    seq = models.BigIntegerField(primary_key=True)
    act_id = models.BigIntegerField(unique=True)

    class Meta:
        """Only the sequencer writes it."""

        db_table = "ledger_entry"


class Pending(models.Model):
    """An act recorded and not yet in the log."""

    act_id = models.BigIntegerField(primary_key=True)

    class Meta:
        """Filled by a trigger on acts."""

        db_table = "ledger_pending"


class Checkpoint(models.Model):
    """A signed statement of the log's size and root."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Also published as a file beside the tiles."""

        db_table = "ledger_checkpoint"
