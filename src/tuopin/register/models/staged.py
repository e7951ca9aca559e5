"""Rows of an import that wait for a person to accept them, beside what the register holds."""

from typing import Any

from django.db import models

from tuopin.register.models.columns import columns
from tuopin.register.stored import STORED, Stored


def staged(stored: Stored) -> type[models.Model]:
    """The model of one stored table's waiting rows."""
    name = "Staged" + "".join(part.capitalize() for part in stored.table.name.split("_"))
    body = {
        "id": models.BigAutoField(primary_key=True),
        **columns(stored),
        "batch_id": models.BigIntegerField(),
        "found": models.TextField(null=True, help_text="new, changed, same; none before the comparison"),
        "differs": models.JSONField(null=True, help_text="field names that differ from the current version"),
        "suspicious": models.IntegerField(default=0, help_text="how many problems of the level suspicious or contradiction"),
        "version_id": models.BigIntegerField(null=True, help_text="the current version it was compared with"),
    }
    indexes = [models.Index(fields=["batch_id", stored.place, stored.code], name=f"staged_{stored.table.name}_place")]
    meta = type("Meta", (), {"db_table": stored.staged, "indexes": indexes})
    doc = f"Waiting rows of {stored.table.words.en}."
    return type(name, (models.Model,), {**body, "Meta": meta, "scoped_by": stored.place, "__module__": "tuopin.register.models", "__doc__": doc})


STAGED: dict[str, Any] = {name: staged(stored) for name, stored in STORED.items() if name != "place"}
