"""The declared fields as columns of a model."""

from typing import Any

from django.db import models

from tuopin.register.schema import Field, Kind
from tuopin.register.stored import Stored

WHOLE = {Kind.COUNT, Kind.YEAR}
LARGE = {Kind.FEN, Kind.HUNDREDTHS, Kind.TENK_FEN}
DAYS = {Kind.DAY, Kind.MONTH}


def columns(stored: Stored) -> dict[str, Any]:
    """A model's columns for a stored table: declared fields, sealed pairs, valid days; `given_name` beside a person's name."""
    told = {field.name: column(field, stored) for field in stored.plain}
    for field in stored.sealed:
        told[f"{field.name}_sealed"] = models.BinaryField(null=True)
        told[f"{field.name}_index"] = models.BinaryField(null=True, max_length=16)
    if stored.dated:
        told["valid_from"] = models.DateField()
        told["valid_to"] = models.DateField(null=True)
    return told


def column(field: Field, stored: Stored) -> Any:
    """One declared field; what the key and the place need is never null."""
    null = field.name not in {*stored.key, stored.place, stored.code}
    if field.kind in WHOLE:
        return models.IntegerField(null=null)
    if field.kind in LARGE:
        return models.BigIntegerField(null=null)
    if field.kind in DAYS:
        return models.DateField(null=null)
    if field.kind is Kind.FLAG:
        return models.BooleanField(null=null)
    return models.TextField(null=null, db_collation="C")
