"""Bulk out: the register, verdicts, acts, as files in the background. Clause R3c."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tuopin.common.words import Words
from tuopin.jobs import actions as jobs
from tuopin.officers.rules.powers import powers
from tuopin.web import fields
from tuopin.web.refusals import WRITING, attempt, page

WHAT = {
    "register": ("export", Words("登记（不含证件号码、电话）", "the register, without ID and phone numbers")),
    "verdicts": ("export", Words("最近一次评估的结论", "verdicts of the newest run")),
    "numbers": ("export.numbers", Words("登记（含证件号码、电话；文件上会注明）", "the register with ID and phone numbers, which every file says on its face")),
    "acts": ("audit.read", Words("行为记录", "acts, with the records that the log commits to")),
}
KINDS = {"numbers": "export.numbers", "acts": "export.acts"}


class Exporting(forms.Form):
    """What, of which place."""

    what = forms.ChoiceField(label=fields.said(Words("内容", "what")), widget=forms.RadioSelect)
    place = fields.text(Words("区划代码", "place code"), Words("本岗位区划之内", "within the place of the post"), max_length=12, required=False)

    def __init__(self, by: Any, *given: Any, **more: Any) -> None:
        """Only what the post may export."""
        super().__init__(*given, **more)
        own = powers(by)
        self.fields["what"].choices = [(token, fields.said(words)) for token, (power, words) in WHAT.items() if power in own]


@page("export", methods=WRITING)
def exports(request: Any) -> HttpResponse:
    """Ask for an export; it is a job with files."""
    form = Exporting(request.by, request.POST) if request.method == "POST" else Exporting(request.by, initial={"place": request.by.place})
    told = None
    if request.method == "POST" and form.is_valid():
        what, place = form.cleaned_data["what"], form.cleaned_data["place"].strip()
        asked = {"place": place} | ({} if what in KINDS else {"what": what})
        job, told = attempt(lambda: jobs.start(KINDS.get(what, "export"), asked, by=request.by, at=timezone.now()))
        if job:
            return redirect("job", job.id)
    return render(request, "pages/exports.html", {"form": form, "no": told}, status=told.status if told else 422 if form.errors else 200)


exports.way = "jobs"
