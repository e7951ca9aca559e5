"""Events: one small form each, always open; recorded, or taken back where it was a mistake. Clause R3a."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tuopin.common.words import Words, say
from tuopin.officers.rules.powers import may, powers
from tuopin.register.actions.events import record_event, take_back
from tuopin.register.forms import CORRECTED, FORMS, MOST_PERSONS
from tuopin.register.queries.households import household
from tuopin.web.event_fields import PEOPLE, Event, Known, named
from tuopin.web.refusals import WRITING, attempt, page

RECORDED = Words("已登记。", "It is recorded.")
TAKEN_BACK = Words("已撤销登记；原来的情况重新有效，两次记录都保留。", "Taken back: what was holds again, and both stay on record.")


@page("register.event")
def events(request: Any) -> HttpResponse:
    """Every kind of event that the post may record."""
    own = powers(request.by)
    return render(
        request,
        "pages/events.html",
        {"forms": [named(form) for form in FORMS.values() if form.power in own], "household": request.GET.get("household", "")},
    )


@never_cache
@sensitive_post_parameters()
@page(methods=WRITING)
def event(request: Any, kind: str) -> HttpResponse:
    """One event's form; sent, it is recorded or the reason why not is told beside it."""
    if kind not in FORMS:
        raise Http404
    declared = FORMS[kind]
    may(request.by, declared.power)
    known = _known(request)
    form = Event(declared, known, request.POST) if request.method == "POST" else Event(declared, known)
    told = None
    if request.method == "POST" and form.is_valid():
        given, reason, papers = form.given(), form.cleaned_data["reason"], _papers(request)
        done, told = attempt(lambda: record_event(kind, given, reason=reason, evidence=papers, by=request.by, at=timezone.now()))
        if done is not None:
            messages.success(request, say(RECORDED))
            return redirect("household", known.household) if known.household else redirect("events")
    more = {"declared": named(declared), "form": form, "known": known, "no": told, "tables": CORRECTED if kind == "correction" else ()}
    return render(request, "pages/event.html", more, status=told.status if told else 422 if form.errors else 200)


def _known(request: Any) -> Known:
    """The household that the page was opened for, with its members; nothing where the post sees none."""
    code, people, table = (request.GET.get(name, "") for name in ("household", "people", "table"))
    told = household(code) if code else None
    members = tuple((str(each["person_code"]), str(each["name"] or each["person_code"])) for each in told.members) if told else ()
    count = min(max(int(people), 1), MOST_PERSONS) if people.isascii() and people.isdigit() and len(people) < 4 else PEOPLE
    return Known(code if told else "", members, table, count)


def _papers(request: Any) -> list[dict[str, str]]:
    """The papers behind it by name and fingerprint; the files themselves are not kept."""
    found = []
    for file in request.FILES.getlist("papers"):
        made = hashlib.sha256()
        for chunk in file.chunks():
            made.update(chunk)
        found.append({"name": file.name[:120], "sha256": made.hexdigest()})
    return found


@page("register.correct", methods=("POST",))
def take_it_back(request: Any, number: int) -> HttpResponse:
    """An event recorded by mistake is taken back."""
    take_back(number, reason=request.POST.get("reason", ""), by=request.by, at=timezone.now())
    messages.success(request, say(TAKEN_BACK))
    code = request.POST.get("household", "")
    return redirect("household", code) if code else redirect("home")


events.way = event.way = take_it_back.way = "households"
