"""The first page of a post, and any place within it: what lies in it, the newest run's counts, open jobs, notices. Clause R2a."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tuopin.assessment.queries import counts, parts
from tuopin.assessment.queries import runs as runs_of
from tuopin.assessment.rules import TITLES
from tuopin.jobs import queries as jobs
from tuopin.officers import queries as officers
from tuopin.officers.rules.days import day
from tuopin.officers.rules.powers import may
from tuopin.register.queries import places
from tuopin.web import naming
from tuopin.web.charts import bar
from tuopin.web.pages.jobs import KINDS
from tuopin.web.refusals import page

OPEN = ("queued", "running")
VILLAGE = 12


@page("register.read")
def home(request: Any) -> HttpResponse:
    """The place of the post."""
    told = _of_place(request, request.by.place)
    more = {
        "open_jobs": jobs.jobs(by=request.by, states=OPEN, limit=5).jobs,
        "notices": officers.notices_of(request.post.pk, limit=10) if not request.glass else [],
    }
    return render(request, "pages/home.html", {**told, **more, "kinds": KINDS, "own": True})


@page("register.read")
def place(request: Any, code: str) -> HttpResponse:
    """A place within it."""
    may(request.by, "register.read", code)
    return render(request, "pages/home.html", _of_place(request, code))


def _of_place(request: Any, code: str) -> dict[str, Any]:
    children = places.children(code, day(timezone.now())) if len(code) < VILLAGE else []
    latest = next(iter(runs_of(code, by=request.by, limit=1)), None)
    listed = counts(latest, code, by=request.by) if latest else {}
    below = parts(latest, code, by=request.by) if latest and len(code) < VILLAGE else {}
    shown = [each for each in children if each.households] or children
    return {
        "code": code,
        "chain": [(each, name) for each, name in naming.chain(code) if each.startswith(request.by.place)],
        "name": naming.name(code),
        "whole": naming.whole(code),
        "children": shown,
        "without": len(children) - len(shown),
        "households": sum(each.households for each in children),
        "persons": sum(each.persons for each in children),
        "village": len(code) == VILLAGE,
        "run": latest,
        "listed": listed,
        "below": _summed(below, children),
        "bar": bar(listed),
        "titles": TITLES,
    }


def _summed(below: dict[str, dict[str, int]], children: list[Any]) -> dict[str, dict[str, int]]:
    """A run's parts added up to the places right below."""
    told: dict[str, dict[str, int]] = {}
    for child in children:
        for code, kinds in below.items():
            if code.startswith(child.place.code):
                before = told.get(child.place.code, {})
                told[child.place.code] = {kind: before.get(kind, 0) + number for kind, number in kinds.items()}
    return told


home.way = place.way = "home"
