"""A person is erased: one officer proposes, another approves; the log keeps its commitments. Clause R3c."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tuopin.common.words import Words, say
from tuopin.register.actions.erasure import approve_erasure, propose_erasure
from tuopin.register.queries import listing
from tuopin.web import fields
from tuopin.web.refusals import WRITING, attempt, page

PROPOSED = Words("已提出，等待另一名工作人员批准。", "Proposed; another officer approves it.")
ERASED = Words(
    "已删除；日志中的承诺仍在，其他人的证明不受影响。", "Erased. The commitments stay in the log and everybody else's proof still holds."
)


class Proposing(forms.Form):
    """Who, and why."""

    code = fields.text(Words("人编号", "person's code"), max_length=40)
    reason = fields.text(
        Words("理由", "reason"),
        Words("依据的申请或规定；不要写号码", "the request or rule behind it; leave numbers out"),
        long=True,
        max_length=500,
    )


@page("privacy.erase", methods=WRITING)
def erasures(request: Any) -> HttpResponse:
    """What waits, and a new proposal."""
    form = Proposing(request.POST) if request.method == "POST" else Proposing(initial={"code": request.GET.get("person", "")})
    told = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        number, told = attempt(lambda: propose_erasure(given["code"].strip(), reason=given["reason"], by=request.by, at=timezone.now()))
        if number:
            messages.success(request, say(PROPOSED))
            return redirect("erasures")
    more = {"form": form, "no": told, "waiting": listing.proposed_erasures()}
    return render(request, "pages/erasures.html", more, status=told.status if told else 422 if form.errors else 200)


@page("privacy.erase", methods=("POST",))
def approve(request: Any, number: int) -> HttpResponse:
    """Another's proposal is approved: the person is erased at once."""
    approve_erasure(number, by=request.by, at=timezone.now())
    messages.success(request, say(ERASED))
    return redirect("erasures")


erasures.way = approve.way = "households"
