"""What is kept of frozen registers and of runs over them: which, by which act, what came out. Never changed. Clauses P0, R3c.

The facts lie in files named by their digests; the database holds which they are, and the verdicts, so that lists and pages ask it.
"""

from typing import ClassVar

from django.db import models


class FrozenSnapshot(models.Model):
    """The register of a place, frozen: valid on a day, as known at an instant."""

    behind_acts = True
    scoped_by = "place"

    digest = models.TextField(unique=True, help_text="names the folder and its whole content")
    place = models.TextField(db_collation="C")
    year = models.IntegerField()
    on = models.DateField(help_text="the day its versions are valid on")
    known_at = models.DateTimeField(help_text="no version recorded later is in it")
    counts = models.JSONField(help_text="households and persons, rows and bytes of the files")
    synthetic = models.BooleanField()
    officer = models.TextField()
    at = models.DateTimeField()
    act_id = models.BigIntegerField()

    class Meta:
        """Asked for by place and year."""

        db_table = "assessment_snapshot"
        indexes: ClassVar = (models.Index(fields=("place", "year"), name="snapshot_place"),)


class Run(models.Model):
    """An edition over a snapshot; `key` is told by snapshot, edition, code and year: the same asked twice is one run.

    A run over a province is seen by its counties, for their verdicts come from it; its totals are not (RunTotals).
    """

    behind_acts = True
    scoped_by = "place"

    key = models.TextField(unique=True, help_text="names the folder of the result")
    snapshot_digest = models.TextField()
    edition = models.TextField()
    edition_digest = models.TextField()
    code_version = models.TextField()
    year = models.IntegerField()
    place = models.TextField(db_collation="C")
    synthetic = models.BooleanField()
    verdict_digest = models.TextField()
    officer = models.TextField()
    at = models.DateTimeField()
    act_id = models.BigIntegerField()

    class Meta:
        """Few; asked for by place and year."""

        db_table = "assessment_run"
        indexes: ClassVar = (models.Index(fields=("place", "year"), name="run_place"),)


class RunTotals(models.Model):
    """Counts and manifest of a run: what its whole place sums up to, seen only by those who see the whole place."""

    behind_acts = True
    scoped_by = "place"

    run_id = models.BigIntegerField(primary_key=True)
    place = models.TextField(db_collation="C")
    counts = models.JSONField()
    manifest = models.JSONField()
    act_id = models.BigIntegerField()

    class Meta:
        """One a run."""

        db_table = "assessment_run_totals"


class HouseholdVerdict(models.Model):
    """What a run found of one household: each criterion met, not met or unknown, with value and threshold where they are numbers."""

    behind_acts = True
    scoped_by = "village_code"

    pk = models.CompositePrimaryKey("household_code", "run_id")
    run_id = models.BigIntegerField()
    household_code = models.TextField(db_collation="C")
    village_code = models.TextField(db_collation="C")
    status = models.TextField(null=True)
    members = models.IntegerField(null=True)
    standard_met = models.BooleanField(null=True, help_text="none: unknown")
    may_leave = models.BooleanField()
    kind = models.TextField(help_text="which list it is on: may_leave, not_yet, unknown, wrongly_exited, rest")
    criteria = models.JSONField(help_text="the criteria's columns of the verdict row")
    act_id = models.BigIntegerField()

    class Meta:
        """Asked for by household, and by list and place."""

        db_table = "assessment_verdict"
        indexes: ClassVar = (models.Index(fields=("run_id", "kind", "village_code", "household_code"), name="verdict_list"),)


class PlaceVerdict(models.Model):
    """What a run found of a village, township or county; `kinds` counts its households by list; no `row` where it is no unit of exit."""

    behind_acts = True
    scoped_by = "code"

    pk = models.CompositePrimaryKey("run_id", "code")
    run_id = models.BigIntegerField()
    code = models.TextField(db_collation="C")
    level = models.TextField()
    kinds = models.JSONField()
    row = models.JSONField(null=True)
    act_id = models.BigIntegerField()

    class Meta:
        """Asked for by level within a place."""

        db_table = "assessment_place_verdict"
        indexes: ClassVar = (models.Index(fields=("run_id", "level", "code"), name="place_verdict_level"),)
