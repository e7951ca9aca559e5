"""Columns written compactly: "label=target label=target"; a target of "-" is not kept."""

from tuopin.register.layouts.layout import Column
from tuopin.register.schema import TABLES

KEYS = ("household_code", "person_code", "village_code", "county_code", "year")


def columns(*lines: str, every: str | None = None) -> tuple[Column, ...]:
    """The columns of some lines, then (with `every`) all fields of a table that are no keys, under their first label."""
    written = [pair.rpartition("=") for line in lines for pair in line.split()]
    listed = [Column(label, None if target == "-" else target) for label, _, target in written]
    if every:
        listed += [Column(field.zh, f"{every}.{field.name}") for field in TABLES[every].fields if field.name not in KEYS]
    return tuple(listed)


def targets_exist(listed: tuple[Column, ...]) -> list[str]:
    """Targets that name no declared field (for the tests)."""
    tables = [column.target.split(".") for column in listed if column.target and column.target.split(".")[0] in TABLES.keys() - {"place"}]
    return [f"{table}.{field}" for table, field in tables if field not in TABLES[table].names]
