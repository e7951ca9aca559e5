"""Bulk out: an export is a job; its files, with rows and digests, are taken through /files. Clause R3c."""

from typing import Annotated, Any, Literal

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from tuopin.api.acting import needs
from tuopin.api.problem import NO
from tuopin.api.shapes import Asked, Given, Number, Place, asked
from tuopin.assessment.queries import run_of
from tuopin.jobs import actions
from tuopin.jobs.handlers import known
from tuopin.officers.rules.powers import may
from tuopin.register.schema import TABLES

router = Router(tags=["exports"])
Table: Any = Literal[tuple(TABLES)]
Tables: Any = Annotated[list[Table], Field(max_length=len(TABLES), description="all, unless named")]


class OfRegister(Given):
    """The register's tables of a place, as they hold now."""

    place: Place
    tables: Tables = Field(default_factory=list)


class OfVerdicts(Given):
    """The verdicts of a run; of the latest, unless named."""

    place: Place
    run: Number | None = None


class OfActs(Given):
    """The acts at a place."""

    place: Place


@router.post("/exports/register", response={202: Asked, **NO}, summary="Export the register, without numbers")
@needs("export")
def register(request: Any, given: OfRegister) -> Any:
    """Parquet and CSV."""
    return _started(request, "export", given.place, what="register", tables=given.tables)


@router.post("/exports/verdicts", response={202: Asked, **NO}, summary="Export the verdicts of a run")
@needs("export")
def verdicts(request: Any, given: OfVerdicts) -> Any:
    """Parquet and CSV."""
    more = {} if given.run is None else {"run": run_of(given.run, by=request.by).id}
    return _started(request, "export", given.place, what="verdicts", **more)


@router.post("/exports/numbers", response={202: Asked, **NO}, summary="Export the register with ID and phone numbers, which says so on its face")
@needs("export.numbers")
def numbers(request: Any, given: OfRegister) -> Any:
    """Taking the files takes the same power."""
    return _started(request, "export.numbers", given.place, tables=given.tables)


@router.post("/exports/acts", response={202: Asked, **NO}, summary="Export the acts at a place with their records")
@needs("audit.read")
def acts(request: Any, given: OfActs) -> Any:
    """What the log is committed to."""
    return _started(request, "export.acts", given.place)


def _started(request: Any, kind: str, place: str, **more: Any) -> Any:
    may(request.by, known(kind).power, place)
    return Status(202, asked(actions.start(kind, {"place": place, **more}, by=request.by, at=timezone.now())))

