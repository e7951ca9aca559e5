"""Names are held in the order in which a search tells its hits: a page of a common name is read off the index, nobody is sorted. Clause R2a."""

from django.db import migrations, models

CURRENT = models.Q(superseded_at__isnull=True)
COLUMNS = {"person_name": "name", "person_given": "given_name"}
REST = ("person_code", "valid_from", "village_code")


class Migration(migrations.Migration):
    """Two indexes made anew."""

    dependencies = (("register", "0005_days_by_hash"),)
    operations = (
        *(migrations.RemoveIndex("person", name) for name in COLUMNS),
        *(migrations.AddIndex("person", models.Index(fields=[column, *REST], condition=CURRENT, name=name)) for name, column in COLUMNS.items()),
    )
