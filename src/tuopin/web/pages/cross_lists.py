"""Lists of other departments: kept with their source and day; matching them comes later. Clause R3a."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tuopin.api.received import kept, received
from tuopin.common.words import Words
from tuopin.jobs import actions as jobs
from tuopin.officers.rules.powers import may
from tuopin.register.queries import cross_lists as queries
from tuopin.register.rules.cross_lists import KINDS
from tuopin.web import fields
from tuopin.web.refusals import WRITING, attempt, page


class Bringing(forms.Form):
    """What kind of list, from whom, as of which day; the file is beside the form."""

    kind = fields.one_of(Words("种类", "kind"), list(KINDS.items()))
    source = fields.text(Words("提供部门", "department that gave it"), max_length=200)
    as_of = fields.day(Words("截至日期", "as of"))
    place = fields.text(Words("区划代码", "place code"), max_length=12, required=False)


@page("register.read")
def lists(request: Any, **more: Any) -> HttpResponse:
    """Lists within the place, the newest first, and the form."""
    told = {"found": queries.lists(limit=100), "kinds": KINDS, "form": Bringing(initial={"place": request.by.place})}
    no = more.get("no")
    bad = more.get("form") is not None and bool(more["form"].errors)
    return render(request, "pages/cross_lists.html", {**told, **more}, status=no.status if no else 422 if bad else 200)


@page("register.import", methods=WRITING)
def bring(request: Any) -> HttpResponse:
    """A list comes in; reading it is a job."""
    if request.method != "POST":
        return redirect("cross_lists")
    form = Bringing(request.POST)
    if not form.is_valid():
        return lists(request, form=form)
    job, told = attempt(lambda: _begun(request, form.cleaned_data))
    return lists(request, form=form, no=told) if job is None else redirect("job", job.id)


def _begun(request: Any, given: dict[str, Any]) -> Any:
    place = given["place"].strip()
    may(request.by, "register.import", place)
    with received(request.FILES.getlist("file")[:1]) as paths:
        files = [kept(path) for path in paths]
    asked = {
        "kind": given["kind"],
        "source": given["source"],
        "as_of": given["as_of"].isoformat(),
        "place": place,
        "file": files[0] if files else "",
    }
    return jobs.start("cross_list.import", asked, by=request.by, at=timezone.now())


@page("register.read")
def one(request: Any, number: int) -> HttpResponse:
    """A list's rows, numbers masked."""
    after = request.GET.get("after", "")
    found = queries.entries(number, after=int(after) if after.isdigit() and len(after) < 10 else 0)
    return render(
        request,
        "pages/cross_list.html",
        {"told": queries.one(number), "found": found, "kinds": KINDS, "after": found[-1].row if len(found) == queries.PAGE else None},
    )


lists.way = bring.way = one.way = "imports"
