"""Officers by name. Clause R2a."""

from tuopin.officers.models import Officer


def officer(sign_in: str) -> Officer | None:
    """The officer of that name, or None."""
    return Officer.objects.filter(sign_in=sign_in).first()
