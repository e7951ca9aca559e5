"""The system's own duties: acts get their place in the log, broken work is resumed, files whose day has come are removed."""

from datetime import datetime

from tuopin.common.acting import By
from tuopin.jobs import actions
from tuopin.jobs.handlers import periodic
from tuopin.ledger import place, sequencer


@periodic(2)
def sequence_the_log(_by: By, at: datetime) -> None:
    """Acts wait at most a few seconds for their place in the log and a signed checkpoint."""
    if place.key_file().exists():
        sequencer.sequence(place.log(), at=at)


@periodic(5)
def resume_broken_jobs(_by: By, at: datetime) -> None:
    """Jobs whose worker was killed go back to the queue."""
    actions.resume(at=at)


@periodic(3600)
def expire_artefacts(by: By, at: datetime) -> None:
    """Published files are kept for a month."""
    actions.expire(by=by, at=at)
