"""Who serves here; inviting, ending, locking out. Clause R2a."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from tuopin.common.words import Words, say
from tuopin.officers import actions, queries
from tuopin.officers.queries import listed
from tuopin.officers.rules.bodies import BODIES
from tuopin.officers.rules.days import day
from tuopin.officers.rules.inviting import Person, Seat
from tuopin.web import fields
from tuopin.web.refusals import WRITING, attempt, page

WAY = "officers"
PAGE = 100
LANGUAGES = [("zh", Words("中文", "Chinese")), ("en", Words("英文", "English"))]
DONE = {
    "end": Words("任职已终止。", "The post has ended."),
    "lock": Words("账号已锁定。", "The officer is locked out."),
    "unlock": Words("账号已解锁。", "The officer may sign in again."),
    "out": Words("该人员的所有会话已结束。", "Every session of the officer has ended."),
    "withdraw": Words("邀请已撤回。", "The invitation is taken back."),
}


class Inviting(forms.Form):
    """Who comes, into which post."""

    display_name = fields.text(Words("姓名", "name"), max_length=60)
    sign_in = fields.text(
        Words("登录名", "sign-in name"),
        Words(
            "小写字母开头，2 至 40 个小写字母、数字、点、横线；以后不能更改",
            "2 to 40 of a-z, 0-9, dot, hyphen; a letter first; never changed",
        ),
        max_length=40,
    )
    body = fields.one_of(Words("机构", "body"), [(body.token, body.words) for body in BODIES.values()])
    place = fields.text(
        Words("区划代码", "place code"),
        Words("省 2 位、市 4 位、县 6 位、乡镇 9 位、村 12 位", "2 digits for a province, 4, 6, 9, 12 for a village"),
        max_length=12,
        required=False,
    )
    from_on = fields.day(Words("任职开始", "from"), Words("留空为今天", "left out, today"), required=False)
    until_on = fields.day(
        Words("任职结束", "until"),
        Words("该日起不再任职；留空为长期", "the first day on which it no longer holds; left out, open"),
        required=False,
    )
    language = fields.one_of(Words("界面语言", "language"), LANGUAGES, initial="zh")


@page("officers.read")
def here(request: Any) -> HttpResponse:
    """Posts held within the place, and open invitations."""
    at = timezone.now()
    after = request.GET.get("after", "0")
    serving = queries.serving(request.by.place, on=day(at), after=int(after) if after.isdigit() and len(after) < 19 else 0, limit=PAGE)
    invited = listed.open_invitations(request.by.place, at=at)
    following = serving[-1].pk if len(serving) == PAGE else None
    return render(request, "pages/officers.html", {"serving": serving, "invited": invited, "after": following})


@never_cache
@page("officers.invite", methods=WRITING)
def invite(request: Any) -> HttpResponse:
    """Somebody is invited into a post; the secret is shown once."""
    form = Inviting(request.POST or None, initial={"place": request.by.place, "language": "zh"})
    secret, told = None, None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person = Person(given["sign_in"].strip(), given["display_name"].strip(), given["language"])
        seat = Seat(given["body"], given["place"].strip(), given["from_on"], given["until_on"])
        secret, told = attempt(lambda: actions.invite(person, seat, by=request.by, at=timezone.now()))
    if secret:
        return _handed_over(request, secret, form.cleaned_data["display_name"])
    return render(request, "pages/invite.html", {"form": form, "no": told}, status=told.status if told else 422 if form.errors else 200)


@never_cache
@page("officers.invite", methods=("POST",))
def renew(request: Any, sign_in: str) -> HttpResponse:
    """Somebody who lost password or second factor gets an invitation to set new ones."""
    return _handed_over(request, actions.renew(sign_in, by=request.by, at=timezone.now()), sign_in)


@page("officers.end", methods=("POST",))
def end(request: Any, number: int) -> HttpResponse:
    """A post ends today."""
    actions.end_post(number, by=request.by, at=timezone.now())
    return _done(request, "end")


@page("officers.lock", methods=("POST",))
def lock(request: Any, sign_in: str, what: str) -> HttpResponse:
    """Locked out, let in, signed out everywhere."""
    do = {"lock": actions.lock, "unlock": actions.unlock, "out": actions.sign_out_everywhere}[what]
    do(sign_in, by=request.by, at=timezone.now())
    return _done(request, what)


@page("officers.invite", methods=("POST",))
def withdraw(request: Any, number: int) -> HttpResponse:
    """An open invitation is taken back."""
    actions.withdraw_invitation(number, by=request.by, at=timezone.now())
    return _done(request, "withdraw")


def _handed_over(request: Any, secret: str, name: str) -> HttpResponse:
    return render(request, "pages/invited.html", {"secret": secret, "name": name, "address": request.build_absolute_uri("/invitation/")})


def _done(request: Any, what: str) -> HttpResponse:
    messages.success(request, say(DONE[what]))
    return redirect("officers")


for _view in (here, invite, renew, end, lock, withdraw):
    _view.way = WAY
