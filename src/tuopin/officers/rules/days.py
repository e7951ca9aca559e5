"""The day of an instant, as the calendar hangs on an office's wall: Beijing time."""

from datetime import date, datetime, timedelta, timezone
from typing import Final

BEIJING: Final = timezone(timedelta(hours=8))


def day(at: datetime) -> date:
    """The day in Beijing."""
    return at.astimezone(BEIJING).date()
