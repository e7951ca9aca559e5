"""The jobs' own duties: broken work is found and resumed, files whose day has come are removed."""

from datetime import datetime

from tuopin.common.acting import By
from tuopin.jobs import actions
from tuopin.jobs.handlers import periodic


@periodic(5)
def resume_broken_jobs(_by: By, at: datetime) -> None:
    """Jobs whose worker was killed go back to the queue."""
    actions.resume(at=at)


@periodic(3600)
def expire_artefacts(by: By, at: datetime) -> None:
    """Published files are kept for a month."""
    actions.expire(by=by, at=at)
