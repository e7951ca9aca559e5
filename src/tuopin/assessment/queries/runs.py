"""Which registers are frozen and which runs there are. Clause P0."""

from django.db.models import F, Q, Value
from django.db.models.functions import StrIndex

from tuopin.assessment.models import FrozenSnapshot, Run
from tuopin.common.acting import By
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.settings.scope import acting

LARGEST = 200


def snapshots(place: str = "", *, year: int | None = None, before: int | None = None, by: By, limit: int = 50) -> list[FrozenSnapshot]:
    """Frozen registers of places within a place, the latest first; `before` is the number of the last one seen."""
    with acting(by):
        rows = FrozenSnapshot.objects.filter(place__gte=place, place__lt=place + "~").order_by("-id")
        rows = rows.filter(year=year) if year else rows
        rows = rows.filter(id__lt=before) if before is not None else rows
        return list(rows[: min(limit, LARGEST)])


def snapshot_named(digest: str, *, by: By) -> FrozenSnapshot:
    """The snapshot whose digest begins so. BadInput where none does to the asker's eyes, or several do."""
    with acting(by):
        found = list(FrozenSnapshot.objects.filter(digest__gte=digest, digest__lt=digest + "~")[:2])
    if len(found) != 1:
        whole = Words("给出完整的摘要值", "give the whole digest")
        raise BadInput(digest, Words("没有这个快照，或不止一个", "there is no such snapshot, or more than one"), whole)
    return found[0]


def runs(place: str = "", *, year: int | None = None, after: tuple[int, int] | None = None, by: By, limit: int = 50) -> list[Run]:
    """Runs that judge households of a place: over places within it, or over a place above it; latest year and run first.

    `after` is year and number of the last one seen.
    """
    with acting(by):
        inside, above = Q(place__gte=place, place__lt=place + "~"), Q(starts=1)
        rows = Run.objects.annotate(starts=StrIndex(Value(place), F("place"))).filter(inside | above | Q(place="")).order_by("-year", "-id")
        rows = rows.filter(year=year) if year else rows
        rows = rows.filter(Q(year__lt=after[0]) | Q(year=after[0], id__lt=after[1])) if after else rows
        return list(rows[: min(limit, LARGEST)])


def run_of(number: int, *, by: By) -> Run:
    """The run of that number. BadInput where there is none to be seen from the asker's place."""
    with acting(by):
        found = Run.objects.filter(id=number).first()
    if found is None:
        raise BadInput(str(number), Words("没有这次评估，或不在本岗位的区划之内", "there is no such run, or not within the place of this post"))
    return found
