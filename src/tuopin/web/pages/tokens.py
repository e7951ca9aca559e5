"""Tokens of the API: issued once, shown once, revoked. Clause R2a."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from tuopin.common.words import Words, say
from tuopin.officers import actions
from tuopin.officers.queries import listed
from tuopin.officers.rules.powers import BY_TOKEN, POWERS, powers
from tuopin.web import fields
from tuopin.web.refusals import WRITING, attempt, page

REVOKED = Words("令牌已作废。", "The token is revoked.")


class Issuing(forms.Form):
    """What a token may do, until when."""

    name = fields.text(Words("用途", "what it is for"), Words("如：县数据交换程序", "such as: the county's exchange program"), max_length=100)
    ends_on = fields.day(Words("最后有效日", "last day"), Words("一年以内", "within a year"))
    powers = fields.some_of(Words("权限", "powers"), [], Words("不超出本岗位的权限，越少越好", "some of the post's own, as few as will do"))

    def __init__(self, by: Any, *given: Any) -> None:
        """Only what the post holds can be ticked."""
        super().__init__(*given)
        may = sorted(powers(by) & BY_TOKEN)
        self.fields["powers"].choices = [(token, say(POWERS[token].words)) for token in may]


@never_cache
@page("tokens.issue", methods=WRITING)
def tokens(request: Any) -> HttpResponse:
    """Tokens of one's own and of the place; a new one."""
    form = Issuing(request.by, *([request.POST] if request.method == "POST" else []))
    text, told = None, None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        text, told = attempt(
            lambda: actions.issue_token(given["name"], powers_asked=given["powers"], ends_on=given["ends_on"], by=request.by, at=timezone.now())
        )
    more = {"form": form, "token": text, "no": told, "found": listed.tokens(request.by), "powers_named": {key: power.words for key, power in POWERS.items()}}
    return render(request, "pages/tokens.html", more, status=told.status if told else 422 if form.errors else 200)


@page("register.read", methods=("POST",))
def revoke(request: Any, number: int) -> HttpResponse:
    """A token stops working."""
    actions.revoke_token(number, by=request.by, at=timezone.now())
    messages.success(request, say(REVOKED))
    return redirect("tokens")


tokens.way = revoke.way = "officers"
