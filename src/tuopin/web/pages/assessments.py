"""Frozen registers and runs over them: asked for, listed, read. Clauses P0, H1, R1a, R1c."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tuopin.assessment import queries
from tuopin.assessment.queries.told import why_place
from tuopin.assessment.queries.verdicts import LISTS
from tuopin.assessment.rules import KINDS, TITLES
from tuopin.assessment.wording import SIGNS, VERDICTS, verdict_of
from tuopin.common.places import LEVELS
from tuopin.common.words import Words
from tuopin.jobs import actions as jobs
from tuopin.officers.rules.days import day
from tuopin.officers.rules.powers import may, powers
from tuopin.standard.edition import listed as editions
from tuopin.web import fields, naming
from tuopin.web.charts import bar
from tuopin.web.refusals import WRITING, attempt, page

STATUS = {"met": "good", "not_met": "look", "unknown": "wait"}


class Freezing(forms.Form):
    """Which register is frozen, of which year."""

    place = fields.text(
        Words("区划代码", "place code"),
        Words("国家（留空）、省、市、县", "the nation (blank), a province, a prefecture or a county"),
        max_length=6,
        required=False,
    )
    year = fields.field(forms.IntegerField, Words("年度", "year"), min_value=2013, max_value=2100)
    on = fields.day(
        Words("按哪一天的情况", "as it holds on"), Words("留空为当年 12 月 31 日", "left out, 31 December of the year"), required=False
    )


class Assessing(forms.Form):
    """Which snapshot, by which edition."""

    snapshot = forms.ChoiceField(label=fields.said(Words("快照", "snapshot")))
    edition = forms.ChoiceField(label=fields.said(Words("标准", "edition of the standard")))

    def __init__(self, frozen: list[Any], *given: Any) -> None:
        """Only what is there can be chosen."""
        super().__init__(*given)
        self.fields["snapshot"].choices = [
            (each.digest, f"{naming.name(each.place)} · {each.year} · {each.digest[:12]}") for each in frozen
        ]
        self.fields["edition"].choices = [(edition.name, edition.name) for edition in editions()]


@page("assessment.read")
def runs(request: Any, **more: Any) -> HttpResponse:
    """What is frozen, what has been run, and the two forms."""
    frozen = queries.snapshots(request.by.place, by=request.by, limit=50)
    own = powers(request.by)
    told = {
        "runs": queries.runs(request.by.place, by=request.by, limit=50),
        "frozen": frozen,
        "freezing": Freezing(initial={"place": request.by.place[:6], "year": day(timezone.now()).year})
        if "snapshot.freeze" in own
        else None,
        "assessing": Assessing(frozen) if "assessment.run" in own and frozen else None,
    }
    no = more.get("no")
    bad = any(form.errors for form in (more.get("freezing"), more.get("assessing")) if form)
    return render(request, "pages/runs.html", {**told, **more}, status=no.status if no else 422 if bad else 200)


@page("snapshot.freeze", methods=WRITING)
def freeze(request: Any) -> HttpResponse:
    """The register of a place is frozen, as a job."""
    if request.method != "POST":
        return redirect("runs")
    form = Freezing(request.POST)
    if not form.is_valid():
        return runs(request, freezing=form)
    given = form.cleaned_data
    asked: dict[str, Any] = {"place": given["place"].strip(), "year": given["year"]} | (
        {"on": given["on"].isoformat()} if given["on"] else {}
    )
    return _started(request, "snapshot.freeze", asked, freezing=form)


@page("assessment.run", methods=WRITING)
def assess(request: Any) -> HttpResponse:
    """An edition is run over a snapshot, as a job."""
    if request.method != "POST":
        return redirect("runs")
    form = Assessing(queries.snapshots(request.by.place, by=request.by, limit=50), request.POST)
    if not form.is_valid():
        return runs(request, assessing=form)
    return _started(request, "assessment.run", dict(form.cleaned_data), assessing=form)


def _started(request: Any, kind: str, asked: dict[str, Any], **form: Any) -> HttpResponse:
    if "place" in asked:
        may(request.by, kind, asked["place"])
    job, told = attempt(lambda: jobs.start(kind, asked, by=request.by, at=timezone.now()))
    return runs(request, no=told, **form) if job is None else redirect("job", job.id)


@page("assessment.read")
def run(request: Any, number: int) -> HttpResponse:
    """A run: its counts, the whole and by the places below."""
    found = queries.run_of(number, by=request.by)
    code = _code(request)
    told, _ = attempt(lambda: why_place(code, found, by=request.by)) if len(code) in LEVELS and len(code) >= 6 else (None, None)
    counts, below = queries.counts(found, code, by=request.by), queries.parts(found, code, by=request.by)
    more = {
        "run": found,
        "code": code,
        "chain": [(each, name) for each, name in naming.chain(code) if each.startswith(request.by.place)],
        "counts": counts,
        "total": sum(counts.values()),
        "below": [(each, naming.name(each), kinds) for each, kinds in below.items() if each != code],
        "bar": bar(counts),
        "titles": TITLES,
        "told": told,
        "signs": SIGNS,
        "verdicts": VERDICTS,
    }
    return render(request, "pages/run.html", more)


@page("assessment.read")
def listed(request: Any, number: int, kind: str) -> HttpResponse:
    """One of the lists: who may leave, not yet, unknown, wrongly exited."""
    found, code = queries.run_of(number, by=request.by), _code(request)
    told = queries.lists(found, code, kind, by=request.by, after=request.GET.get("after") or None, limit=100)
    more = {
        "run": found,
        "code": code,
        "name": naming.whole(code),
        "kind": kind,
        "titles": TITLES,
        "kinds": [each for each in KINDS if each in LISTS],
        "told": told,
        "villages": naming.names([row.village for row in told.rows]),
        "criteria": _criteria(told.rows),
        "signs": SIGNS,
        "looks": STATUS,
    }
    return render(request, "pages/run_list.html", more)


def _criteria(rows: Any) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Each household with its criteria that are not met or unknown."""
    return [
        (row, [(name, verdict_of(met)) for name, met in row.criteria.items() if met is not True and (met is None or met is False)])
        for row in rows
    ]


def _code(request: Any) -> str:
    code = request.GET.get("place", "") or request.by.place
    may(request.by, "assessment.read", code)
    return str(code)


for _view in (runs, freeze, assess, run, listed):
    _view.way = "runs"
