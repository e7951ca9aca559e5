"""The door's own duty: answers to keyed writes are kept for a day."""

from datetime import datetime, timedelta

from tuopin.api.models import Answered
from tuopin.common.acting import By
from tuopin.jobs.handlers import periodic
from tuopin.settings.scope import acting

KEPT = timedelta(days=1)


@periodic(3600)
def forget_answers(by: By, at: datetime) -> None:
    """A key may be used again after a day."""
    with acting(by):
        Answered.objects.filter(at__lt=at - KEPT).delete()
