"""An officer's sign-ins that hold, for the officer's own list. Clause R2a."""

from datetime import datetime, timedelta

from tuopin.officers.models import Officer, Session


def sessions_of(officer: Officer, *, at: datetime, idle: timedelta, longest: timedelta) -> list[Session]:
    """The sessions that still hold, the last seen first. Asked by the officer alone."""
    rows = Session.objects.filter(
        officer=officer.sign_in, mark=officer.mark, ended_at__isnull=True, seen_at__gt=at - idle, began_at__gt=at - longest
    )
    return list(rows.order_by("-seen_at")[:100])
