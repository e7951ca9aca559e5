"""The one declaration of the register's tables; Parquet types, labels, templates, checks and the reference page come from it."""

from tuopin.register.schema.field import Choice, Field, Kind, Option, Table
from tuopin.register.schema.household import HOUSEHOLD
from tuopin.register.schema.household_year import HOUSEHOLD_YEAR
from tuopin.register.schema.person import PERSON, PERSON_YEAR
from tuopin.register.schema.place import COUNTY_YEAR, PLACE, VILLAGE_YEAR

TABLES: dict[str, Table] = {
    table.name: table
    for table in (HOUSEHOLD, PERSON, HOUSEHOLD_YEAR, PERSON_YEAR, PLACE, VILLAGE_YEAR, COUNTY_YEAR)
}

__all__ = ["TABLES", "Choice", "Field", "Kind", "Option", "Table"]
