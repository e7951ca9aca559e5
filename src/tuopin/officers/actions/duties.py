"""Separation of duties: on one matter one officer holds one duty. Clauses R3a, R3b."""

from datetime import datetime

from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.officers.actions.decided import decided
from tuopin.officers.models import Duty


@decided()
def take_duty(matter: str, duty: str, *, by: By, at: datetime) -> None:
    """Hold a duty (propose, verify, approve …) on a matter; refused to who holds another on it. Taking it again changes nothing.

    Runs in the transaction of the act itself. The unique pair in the database decides between two at the same time.
    """
    Duty.objects.bulk_create([Duty(matter=matter, duty=duty, officer=by.officer, taken_at=at)], ignore_conflicts=True)
    held = Duty.objects.get(matter=matter, officer=by.officer).duty
    if held != duty:
        raise Refused(
            "four-eyes",
            because=Words(f"本人已在此事项上办理“{held}”，不得再办理“{duty}”", f"you hold “{held}” on this matter and may not also do “{duty}”"),
            remedy=Words("由另一名工作人员办理", "another officer does it"),
            clause="R3a",
        )
