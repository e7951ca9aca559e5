"""Answers are kept sealed: some hold a secret that is shown once. Clause R3c."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """What was kept in the clear goes."""

    dependencies = (("api", "0001_answered"),)
    operations = (
        migrations.RunSQL("DELETE FROM api_answered", migrations.RunSQL.noop),
        migrations.RemoveField("answered", "body"),
        migrations.AddField("answered", "sealed", models.BinaryField(default=b""), preserve_default=False),
    )
