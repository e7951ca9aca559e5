"""One current version a day is held by an index led by a hash of the code: the same constraint, several times cheaper to write. Clause R3a."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import migrations
from django.db.models import BigIntegerField, F, Func, Q, TextField, Value

CODES = {"household": "household_code", "person": "person_code", "place": "code"}


def _one(name: str, code: str) -> ExclusionConstraint:
    hashed = Func(F(code), Value(0), function="hashtextextended", output_field=BigIntegerField())
    days = Func(F("valid_from"), F("valid_to"), function="daterange", output_field=None)
    exact = Func(F(code), function="reverse", output_field=TextField())
    expressions = [(hashed, "="), (exact, "="), (days, "&&")]
    return ExclusionConstraint(name=f"one_{name}_a_day", expressions=expressions, condition=Q(superseded_at__isnull=True))


class Migration(migrations.Migration):
    """Three constraints made anew."""

    dependencies = (("register", "0004_events"),)
    operations = (
        *(migrations.RemoveConstraint(model_name=name, name=f"one_{name}_a_day") for name in CODES),
        *(migrations.AddConstraint(model_name=name, constraint=_one(name, code)) for name, code in CODES.items()),
    )
