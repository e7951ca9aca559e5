"""The steps of an import as a test takes them, and the register's content as one digest."""

import hashlib

from django.db import connection

from office.people import AT, COUNTY, COUNTY_TOO
from tuopin.register.actions.imports import accept, compare, stage, upload, withdraw
from tuopin.register.facts import line_sql
from tuopin.register.stored import STORED
from tuopin.settings.scope import acting

PLACE = "520381"


def uploaded(*files, place=PLACE, year=2016, by=COUNTY):
    with acting(by):
        return upload(files, place=place, year=year, by=by, at=AT, synthetic=True)


def compared(*files, by=COUNTY, **more):
    batch = uploaded(*files, by=by, **more)
    stage(batch.pk, by=by)
    return compare(batch.pk, by=by)


def accepted(batch, *villages, by=COUNTY_TOO):
    with acting(by):
        return accept(batch.pk, list(villages) or None, by=by, at=AT, reason="compared with the papers")


def brought(*files, **more):
    batch = compared(*files, **more)
    accepted(batch)
    return batch


def withdrawn(batch, by=COUNTY_TOO):
    with acting(by):
        return withdraw(batch.pk, by=by, at=AT, reason="the wrong file")


def content():
    """A digest of every current version of every table, as facts are told."""
    told = hashlib.sha256()
    with acting(COUNTY), connection.cursor() as cursor:
        for stored in STORED.values():
            cursor.execute(f"SELECT {line_sql(stored, 'r')} FROM {stored.name} AS r WHERE superseded_at IS NULL ORDER BY 1")
            told.update("\n".join(line for (line,) in cursor.fetchall()).encode())
    return told.hexdigest()


def rows(sql, *parameters, by=COUNTY):
    with acting(by), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
