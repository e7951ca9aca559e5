"""Versions: nothing is overwritten; a correction is another version with its act, reason and officer. Clauses R3a, R3c."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import BigIntegerField, F, Func, Q, Value

from tuopin.register.models.columns import columns
from tuopin.register.stored import STORED, Stored

CURRENT = Q(superseded_at__isnull=True)
NAMES = {"name": "person_name", "given_name": "person_given"}
IN_ORDER = ("person_code", "valid_from", "village_code")  # as a search tells its hits; who lies elsewhere is passed over within the index


def recorded() -> dict[str, Any]:
    """When and by which act a version came, and by which it went."""
    return {
        "recorded_at": models.DateTimeField(),
        "superseded_at": models.DateTimeField(null=True),
        "act_id": models.BigIntegerField(),
        "superseded_by": models.BigIntegerField(null=True),
        "change_id": models.BigIntegerField(),
    }


def version(stored: Stored) -> type[models.Model]:
    """The model of one stored table."""
    name = "".join(part.capitalize() for part in stored.table.name.split("_"))
    body = {"id": models.BigAutoField(primary_key=True), **columns(stored), **recorded()}
    if stored.table.name == "person":
        body["given_name"] = models.GeneratedField(
            expression=Func(F("name"), 2, function="substr"), output_field=models.TextField(db_collation="C"), db_persist=True
        )
    meta = type("Meta", (), {"db_table": stored.name, "constraints": (_one(stored),), "indexes": _indexes(stored)})
    doc = f"Versions of {stored.table.words.en}."
    body |= {"behind_acts": True, "scoped_by": stored.place if stored.table.name != "place" else None}  # a place's name is public
    return type(name, (models.Model,), {**body, "Meta": meta, "__module__": "tuopin.register.models", "__doc__": doc})


def _one(stored: Stored) -> Any:
    """One current version of a key; where versions hold from day to day: on any day.

    A hash of the code stands before the code: GiST puts whole numbers in their place several times faster than text. The code
    stands there in reverse, which only this constraint asks for: the planner must not take this index to look a code up.
    """
    if not stored.dated:
        return models.UniqueConstraint(fields=list(stored.key), condition=CURRENT, name=f"one_current_{stored.table.name}")
    code = stored.key[0]
    hashed = Func(F(code), Value(0), function="hashtextextended", output_field=BigIntegerField())
    days = Func(F("valid_from"), F("valid_to"), function="daterange", output_field=None)
    exact = Func(F(code), function="reverse", output_field=models.TextField())
    same = [(hashed, "="), (exact, "="), (days, "&&")]
    return ExclusionConstraint(name=f"one_{stored.table.name}_a_day", expressions=same, condition=CURRENT, index_type="gist")


def _indexes(stored: Stored) -> list[models.Index]:
    name = stored.table.name
    by_place = [stored.place] if stored.place == stored.code else [stored.place, stored.code]
    made = [models.Index(fields=[*by_place, *stored.key[1:]], condition=CURRENT, name=f"{name}_place"), models.Index(fields=["act_id"], name=f"{name}_act")]
    made += [models.Index(fields=["superseded_by"], condition=~CURRENT, name=f"{name}_closed"), models.Index(fields=["change_id"], name=f"{name}_change")]
    made += [models.Index(fields=[*stored.key], name=f"{name}_key")]
    if name in {"person", "person_year"}:
        made.append(models.Index(fields=["household_code"], condition=CURRENT, name=f"{name}_household"))
    if name == "household":
        made.append(models.Index(fields=["head_name"], condition=CURRENT, name="household_head"))
    if name == "person":
        made += [models.Index(fields=[column, *IN_ORDER], condition=CURRENT, name=index) for column, index in NAMES.items()]
        made.append(models.Index(fields=["id_number_index"], condition=CURRENT, name="person_id_number"))
    return made


VERSIONS: dict[str, Any] = {name: version(stored) for name, stored in STORED.items()}
