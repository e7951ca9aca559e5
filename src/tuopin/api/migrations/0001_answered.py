"""Answers to writes that carry a key."""

from django.db import migrations, models

from tuopin.ledger.guards import granted


class Migration(migrations.Migration):
    """The first."""

    initial = True
    dependencies = (("ledger", "0001_ledger"),)
    operations = (
        migrations.CreateModel(
            name="Answered",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("officer", models.TextField()),
                ("key", models.TextField()),
                ("asked", models.TextField(help_text="SHA-256 of method, path and body")),
                ("status", models.IntegerField()),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "api_answered",
                "constraints": [models.UniqueConstraint(fields=("officer", "key"), name="answered_once")],
            },
        ),
        granted("api_answered", "SELECT, INSERT, DELETE"),
    )
