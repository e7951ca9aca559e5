"""What is asked of other departments' lists: which there are, of which day, and what stands in them, numbers masked. Clause R3a."""

from dataclasses import dataclass
from typing import Any

from tuopin.common.keys import keys
from tuopin.common.masks import mask_id
from tuopin.common.refused import BadInput
from tuopin.common.sealed import opened
from tuopin.common.words import Words
from tuopin.register.actions.cross_lists import FIELD, row_name
from tuopin.register.models import CrossList, CrossListRow

PAGE = 100


@dataclass(frozen=True)
class Entry:
    """One row of a list; the number masked."""

    row: int
    name: str | None
    id_number: str | None
    detail: dict[str, Any]


def lists(*, kind: str = "", after: int | None = None, limit: int = PAGE) -> list[CrossList]:
    """The lists within the place of the acting post, latest first; `after` is the number that the page before ended with."""
    asked = CrossList.objects.order_by("-pk")
    asked = asked.filter(kind=kind) if kind else asked
    return list((asked.filter(pk__lt=after) if after else asked)[:limit])


def one(number: int) -> CrossList:
    """The list with this number. BadInput if there is none within the place of the acting post."""
    found = CrossList.objects.filter(pk=number).first()
    if found is None:
        raise BadInput(str(number), Words("没有这份名单", "there is no such list"))
    return found


def entries(number: int, *, after: int = 0, limit: int = PAGE) -> list[Entry]:
    """The rows of a list, a page at a time; `after` is the row that the page before ended with."""
    opening = keys()
    rows = CrossListRow.objects.filter(list_id=number, row__gt=after).order_by("row")[:limit]
    return [Entry(each.row, each.name, _masked(each, opening), dict(each.detail)) for each in rows]


def _masked(row: CrossListRow, opening: Any) -> str | None:
    if row.id_number_sealed is None:
        return None
    return mask_id(opened(bytes(row.id_number_sealed), field=FIELD, row=row_name(row.list_id, row.row), keys=opening))
