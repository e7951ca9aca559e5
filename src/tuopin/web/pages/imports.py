"""Imports: uploaded by one officer, compared with the register, accepted whole or by village by another, or taken back. Clause R2d."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tuopin.api.received import received
from tuopin.common.places import within
from tuopin.common.words import Words
from tuopin.jobs import actions as jobs
from tuopin.officers.rules.powers import may, powers
from tuopin.register.actions.imports import upload
from tuopin.register.queries import imports as queries
from tuopin.register.rules import imports as rules
from tuopin.register.schema import TABLES
from tuopin.report.style import LEVEL_WORDS
from tuopin.web import fields, naming
from tuopin.web.refusals import WRITING, attempt, page

COUNTED = (*rules.WRITTEN, "same", "missing", "suspicious")
NAMES = rules.FOUND | {"missing": rules.MISSING, "suspicious": rules.SUSPICIOUS}
OPEN = (rules.COMPARED, rules.ACCEPTING)
STEPS = (rules.UPLOADED, rules.STAGED, rules.COMPARED, rules.ACCEPTED)


class Uploading(forms.Form):
    """Where and of which year; the files are beside the form."""

    place = fields.text(
        Words("区划代码", "place code"),
        Words("表格所属的县、乡镇或村", "the county, township or village that the workbooks are of"),
        max_length=12,
    )
    year = fields.field(forms.IntegerField, Words("年度", "year of the facts"), min_value=2013, max_value=2100)


class Accepting(forms.Form):
    """A reason; the villages are ticked beside it."""

    reason = fields.text(
        Words("意见", "reason"),
        Words("写明核对了什么，如：与村级名册核对一致", "what was looked at, such as: compared with the villages' rolls"),
        max_length=500,
        min_length=4,
    )


@page("register.read")
def imports(request: Any) -> HttpResponse:
    """Imports within the place, the newest first."""
    after = request.GET.get("after", "")
    found = queries.batches(after=int(after) if after.isdigit() and len(after) < 19 else None, limit=50)
    return render(
        request, "pages/imports.html", {"found": found, "states": rules.STATES, "after": found[-1].pk if len(found) == 50 else None}
    )


@page("register.import", methods=WRITING)
def new(request: Any) -> HttpResponse:
    """Workbooks come in; reading and comparing them is a job."""
    form = Uploading(request.POST or None, initial={"place": request.by.place, "year": timezone.now().year})
    files = request.FILES.getlist("files")
    told = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        job, told = attempt(lambda: _begun(request, files, place=given["place"].strip(), year=given["year"]))
        if job:
            return redirect("job", job.id)
    return render(request, "pages/new_import.html", {"form": form, "no": told}, status=told.status if told else 422 if form.errors else 200)


def _begun(request: Any, files: Sequence[Any], *, place: str, year: int) -> Any:
    """The files under their own names in a folder of this request, handed to the action, which keeps them."""
    may(request.by, "register.import", place)
    at = timezone.now()
    with received(files) as paths:
        batch = upload(paths, place=place, year=year, by=request.by, at=at, synthetic=settings.SYNTHETIC)
    job = jobs.start("register.stage", {"batch": batch.pk}, by=request.by, at=at, key=f"stage-{batch.pk}")
    if batch.job != job.id:
        batch.job = job.id
        batch.save(update_fields=("job",))
    return job


@page("register.read")
def one(request: Any, number: int, **more: Any) -> HttpResponse:
    """An import: how far, what it would change, village by village; the form that accepts it."""
    batch = queries.batch(number)
    villages = queries.villages(number)
    told = {
        "batch": batch,
        "state": rules.STATES[batch.state],
        "steps": [(rules.STATES[step], _stage(batch.state, step)) for step in STEPS],
        "accounted": queries.accounted(batch) if batch.counts.get("read") is not None else None,
        "villages": [(each, _named(each.village_code), _by_kind(each.counts)) for each in villages],
        "total": _summed([_by_kind(each.counts) for each in villages]),
        "counted": COUNTED,
        "names": NAMES,
        "problems": queries.problems(number, limit=20),
        "levels": LEVEL_WORDS,
        "accepting": Accepting(),
        "may_accept": batch.state in OPEN
        and "register.accept" in powers(request.by)
        and batch.uploaded_by != request.by.officer
        and within(batch.place, request.by.place),
        "own": batch.uploaded_by == request.by.officer,
        "may_withdraw": batch.state in {*OPEN, rules.UPLOADED, rules.STAGED, rules.ACCEPTED, rules.FAILED}
        and "register.import" in powers(request.by),
    }
    no = more.get("no")
    return render(request, "pages/import.html", {**told, **more}, status=no.status if no else 200)


def _named(code: str) -> str:
    return naming.name(code)


def _stage(state: str, step: str) -> str:
    """Whether a step is past, is now, or comes."""
    order = [rules.UPLOADED, rules.STAGED, rules.COMPARED, rules.ACCEPTING, rules.ACCEPTED]
    if state not in order:
        return ""
    at, of = order.index(state), order.index(step)
    return (
        "past"
        if of < at or state == step == rules.ACCEPTED
        else "now"
        if of == at or (step == rules.ACCEPTED and state == rules.ACCEPTING)
        else ""
    )


def _by_kind(counts: dict[str, Any]) -> dict[str, int]:
    """Counts of a village over all tables: new, changed, moved, same, missing, suspicious."""
    told = dict.fromkeys(COUNTED, 0)
    for value in counts.values():
        if isinstance(value, dict):
            for name in COUNTED:
                told[name] += int(value.get(name, 0) or 0)
    for name in COUNTED:
        if isinstance(counts.get(name), int):
            told[name] += counts[name]
    return told


def _summed(rows: list[dict[str, int]]) -> dict[str, int]:
    return {name: sum(row[name] for row in rows) for name in COUNTED}


@page("register.read")
def village(request: Any, number: int, village: str) -> HttpResponse:
    """What an import would change in one village: a table at a time, field by field."""
    may(request.by, "register.read", village)
    table = request.GET.get("table", "household")
    table = table if table in queries.TABLES else "household"
    kind = request.GET.get("kind", "")
    after = request.GET.get("after", "")
    kinds = (kind,) if kind in rules.FOUND else rules.WRITTEN
    found = queries.differences(
        number, table, village, kinds=kinds, after=int(after) if after.isdigit() and len(after) < 19 else 0, limit=50
    )
    more = {
        "batch": queries.batch(number),
        "village": village,
        "name": naming.name(village),
        "whole": naming.whole(village),
        "table": table,
        "kind": kind,
        "tables": [(name, TABLES[name].words) for name in queries.TABLES],
        "kinds": {name: words for name, words in rules.FOUND.items() if name in rules.WRITTEN},
        "found": found,
        "after": found[-1].id if len(found) == 50 else None,
        "missing": queries.missing(number, table, village) if table in {"household", "person"} else [],
        "problems": queries.problems(number, village, limit=100),
        "levels": LEVEL_WORDS,
        "names": NAMES,
    }
    return render(request, "pages/import_village.html", more)


@page("register.read")
def household(request: Any, number: int, code: str) -> HttpResponse:
    """All that an import says of one household."""
    found = queries.household(number, code)
    more = {
        "batch": queries.batch(number),
        "code": code,
        "found": found,
        "names": NAMES,
        "tables": {name: TABLES[name].words for name in queries.TABLES},
    }
    return render(request, "pages/import_household.html", more)


@page("register.accept", methods=("POST",))
def accept(request: Any, number: int) -> HttpResponse:
    """Another officer accepts it: whole, or the villages that are ticked. A job."""
    batch, form = queries.batch(number), Accepting(request.POST)
    rules.must_be_another(batch.uploaded_by, request.by.officer)
    if not form.is_valid():
        return one(request, number, accepting=form)
    asked = {"batch": number, "reason": form.cleaned_data["reason"]}
    if request.POST.get("which") == "some":
        asked["villages"] = request.POST.getlist("village")
    return _started(request, "register.accept", asked, number=number)


@page("register.import", methods=("POST",))
def withdraw(request: Any, number: int) -> HttpResponse:
    """It is taken back: what was accepted of it by corrections. A job."""
    reason = request.POST.get("reason", "")
    rules.must_have_reason(reason)
    queries.batch(number)
    return _started(request, "register.withdraw", {"batch": number, "reason": reason}, number=number)


@page("register.read", methods=("POST",))
def difference(request: Any, number: int) -> HttpResponse:
    """The difference as a workbook, and the originals with what is wrong marked in them. A job."""
    queries.batch(number)
    return _started(request, "import.files", {"batch": number}, number=number)


def _started(request: Any, kind: str, asked: dict[str, Any], *, number: int) -> HttpResponse:
    job, told = attempt(lambda: jobs.start(kind, asked, by=request.by, at=timezone.now()))
    return one(request, number, no=told) if told else redirect("job", job.id)  # type: ignore[union-attr]


for _view in (imports, new, one, village, household, accept, withdraw, difference):
    _view.way = "imports"
