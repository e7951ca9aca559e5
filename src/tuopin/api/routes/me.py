"""Who one is here: the post acted as, what it may do."""

from typing import Any

from ninja import Router, Schema

from tuopin.api.problem import NO
from tuopin.officers.rules.powers import powers

router = Router(tags=["me"])


class Me(Schema):
    """The acting post."""

    officer: str
    body: str
    place: str
    powers: list[str]


@router.get("/me", response={200: Me, **NO}, summary="The acting post and its powers")
def me(request: Any) -> Any:
    """As the rules see it."""
    by = request.by
    return {"officer": by.officer, "body": by.body, "place": by.place, "powers": sorted(powers(by))}
