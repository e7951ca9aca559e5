"""Who acts: an officer, for a body, at a place. Clauses R2a, R2d."""

from dataclasses import dataclass

NATION = ""
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class By:
    """The acting officer (sign-in name), the body acted for (its token) and the place of the post ("" is the nation)."""

    officer: str
    body: str
    place: str
