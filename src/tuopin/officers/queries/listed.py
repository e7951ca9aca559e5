"""Lists for the pages of an office: open invitations, tokens, one's own looks behind broken glass. Clause R2a."""

from datetime import datetime

from tuopin.common.acting import By
from tuopin.officers.models import BreakGlass, Invitation, Token

PAGE = 200


def open_invitations(place: str, *, at: datetime, limit: int = PAGE) -> list[Invitation]:
    """Invitations into posts of a place that can still be accepted, the newest first."""
    rows = Invitation.objects.filter(place__gte=place, place__lt=place + "~", accepted_at__isnull=True, withdrawn_at__isnull=True, ends_at__gt=at)
    return list(rows.order_by("-id")[: min(limit, PAGE)])


def tokens(by: By, *, limit: int = PAGE) -> list[Token]:
    """Tokens that have not been revoked: one's own first, then those of the place, the newest first."""
    rows = Token.objects.filter(revoked_at__isnull=True).order_by("-id")
    found = {each.pk: each for each in (*rows.filter(officer=by.officer)[:limit], *rows.filter(place__gte=by.place, place__lt=by.place + "~")[:limit])}
    return list(found.values())[: min(limit, PAGE)]


def looks_of(sign_in: str, *, limit: int = 50) -> list[BreakGlass]:
    """An officer's own reads behind broken glass, the newest first."""
    return list(BreakGlass.objects.filter(officer=sign_in).order_by("-id")[: min(limit, PAGE)])


def look(number: int) -> BreakGlass | None:
    """One such read, where the asking place sees it."""
    return BreakGlass.objects.filter(pk=number).first()
