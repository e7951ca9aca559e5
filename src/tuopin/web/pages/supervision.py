"""Reads behind broken glass: opened with a reason, told to the supervisor, reviewed by somebody else. Clause R2a."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tuopin.common.words import Words, say
from tuopin.officers import actions, queries
from tuopin.officers.queries import listed
from tuopin.officers.rules.powers import powers
from tuopin.web import fields
from tuopin.web.refusals import WRITING, attempt, page

REVIEWED = Words("已复核。", "The read is reviewed.")
CLOSED = Words("已结束查看。", "The read has ended.")
FINDINGS = [("justified", Words("正当", "justified")), ("unjustified", Words("不正当", "not justified"))]
DECLARED = Words("已申报。", "It is declared.")


class Breaking(forms.Form):
    """Where, why, for how long."""

    place = fields.text(Words("要查看的区划代码", "code of the place to look into"), Words("本区划以外", "outside your own"), max_length=12)
    reason = fields.text(
        Words("理由", "reason"), Words("至少 10 个字；复核人员据此判断", "at least 10 characters; the reviewer judges by it"), long=True
    )
    hours = fields.field(forms.IntegerField, Words("几小时", "hours"), Words("1 至 8", "1 to 8"), min_value=1, max_value=8, initial=1)


class Reviewing(forms.Form):
    """What the reviewer finds."""

    finding = fields.one_of(Words("结论", "finding"), FINDINGS)
    remark = fields.text(Words("说明", "remark"), required=False, long=True)


class Declaring(forms.Form):
    """Whose households one never decides on."""

    codes = fields.text(
        Words("本人和亲属的户编号、人编号", "numbers of one's own and relatives' households and members"),
        Words("逗号或空格分开；申报后不能撤回", "commas or blanks between; never taken back"),
        long=True,
    )


@page(methods=WRITING)
def breaks(request: Any) -> HttpResponse:
    """One's own reads, those that wait for one's review, and a new one."""
    form = Breaking(request.POST or None)
    told = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        opened, told = attempt(
            lambda: actions.break_glass(
                given["place"].strip(), because=given["reason"], hours=given["hours"], by=request.by, at=timezone.now()
            )
        )
        if opened:
            return redirect("breaks")
    waiting = queries.breaks_to_review(request.by.place) if "breakglass.review" in powers(request.by) else []
    more = {"form": form, "no": told, "mine": listed.looks_of(request.by.officer), "waiting": waiting, "now": timezone.now()}
    return render(request, "pages/breaks.html", more, status=told.status if told else 422 if form.errors else 200)


@page("breakglass.review", methods=WRITING)
def review(request: Any, number: int) -> HttpResponse:
    """One read, and the finding on it."""
    form = Reviewing(request.POST or None)
    told = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done, told = attempt(
            lambda: actions.review_break_glass(number, finding=given["finding"], remark=given["remark"], by=request.by, at=timezone.now())
        )
        if done:
            messages.success(request, say(REVIEWED))
            return redirect("breaks")
    more = {"form": form, "no": told, "each": listed.look(number)}
    return render(request, "pages/review.html", more, status=told.status if told else 422 if form.errors else 200)


@page(methods=("POST",))
def close(request: Any, number: int) -> HttpResponse:
    """The officer is done looking."""
    actions.close_break(number, by=request.by, at=timezone.now())
    messages.success(request, say(CLOSED))
    return redirect("breaks")


@page(methods=("POST",))
def read(request: Any, number: int) -> HttpResponse:  # noqa: ARG001
    """A notice has been read."""
    actions.read_notice(number, at=timezone.now())
    return redirect("home")


@page("register.read", methods=WRITING)
def kin(request: Any) -> HttpResponse:
    """One's own household and relatives' are declared, so that one never decides on them."""
    form = Declaring(request.POST or None)
    told = None
    if request.method == "POST" and form.is_valid():
        codes = form.cleaned_data["codes"].replace(",", " ").replace("，", " ").split()
        _, told = attempt(lambda: actions.declare_kin(request.by.officer, codes, by=request.by, at=timezone.now()))
        if told is None:
            messages.success(request, say(DECLARED))
            return redirect("kin")
    return render(request, "pages/kin.html", {"form": form, "no": told}, status=told.status if told else 422 if form.errors else 200)


for _view in (breaks, review, close, kin):
    _view.way = "officers"
