"""An upload: the files are kept, the import begins; the same files again are the same import. Clause R2d."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from tuopin.common.acting import By
from tuopin.ledger.act import Act
from tuopin.ledger.actions import record
from tuopin.register.actions.imports.files import MAPPING, PLACES, described, kept
from tuopin.register.models import Batch
from tuopin.register.rules import imports as rules

GONE = (rules.WITHDRAWN, rules.FAILED)


def upload(
    files: Sequence[Path],
    *,
    place: str,
    year: int,
    by: By,
    at: datetime,
    mapping: Path | None = None,
    places: Path | None = None,
    synthetic: bool = False,
) -> Batch:
    """Begin an import of workbooks for a place and a year of facts, within `acting(by)`; the import there is, if the same was uploaded.

    Refused where the place is not within the post's; BadInput for no file or two of one name.
    """
    rules.must_be_within(place, by.place)
    rules.must_have_names([path.name for path in files])
    given = {MAPPING: mapping, PLACES: places}
    told = described(files, given)
    name = rules.digest_of(told, place=place, year=year)
    there = _there(name)
    if there:
        return there
    kept(name, files, given)
    try:
        with transaction.atomic():
            batch = Batch.objects.create(
                digest=name, files=told, place=place, year=year, options={"synthetic": synthetic}, uploaded_by=by.officer, uploaded_at=at
            )
            record([act_of(batch, "register.upload")], by=by, at=at)
    except IntegrityError:
        there = _there(name)
        if there is None:
            raise
        return there
    return batch


def act_of(batch: Batch, kind: str) -> Act:
    """An act on an import as a whole."""
    return Act(kind, f"import/{batch.digest}", batch.place, "R2d", more={"files": batch.digest, "year": batch.year})


def _there(name: str) -> Batch | None:
    return Batch.objects.filter(digest=name).exclude(state__in=GONE).first()
