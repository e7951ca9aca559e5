"""One's own affairs: the post acted by, sessions, an invitation accepted. Clause R2a."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tuopin.common.words import Words, say
from tuopin.officers import actions, queries
from tuopin.officers.rules.days import day
from tuopin.web import fields
from tuopin.web.refusals import WRITING, attempt, page

ACCEPTED = Words("邀请已接受，请登录。", "The invitation is accepted. Sign in.")
OUT = Words("已全部退出，请重新登录。", "Every session has ended. Sign in again.")


class Accepting(forms.Form):
    """The secret, and a password of one's own (none where one has an account already)."""

    secret = fields.text(
        Words("邀请码", "secret of the invitation"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    password = fields.text(
        Words("自设密码", "a password of your own"),
        Words(
            "至少 12 个字符，不用常见词；已有账号的先登录，此处留空",
            "at least 12 characters, no common word; left out by who has signed in to their account",
        ),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@login_required
def posts(request: Any) -> HttpResponse:
    """The posts one holds today; one of them is acted by."""
    with queries.own(request.user.sign_in):
        held = queries.posts_of(request.user.sign_in, on=day(timezone.now()))
    return render(request, "pages/posts.html", {"held": held, "acting": request.held and request.held.post_id})


posts.of_the_session = True


@login_required
def sessions(request: Any) -> HttpResponse:
    """Where one is signed in."""
    with queries.own(request.user.sign_in):
        found = queries.sessions_of(request.user, at=timezone.now(), idle=settings.SESSION_IDLE, longest=settings.SESSION_LONGEST)
    return render(request, "pages/sessions.html", {"found": found, "this": request.held and request.held.pk})


sessions.of_the_session = True


@page(methods=("POST",))
def out_everywhere(request: Any) -> HttpResponse:
    """Every session of one's own ends."""
    actions.sign_out_everywhere(request.user.sign_in, by=request.by, at=timezone.now())
    messages.success(request, say(OUT))
    return redirect("account_login")


@never_cache
@sensitive_post_parameters()
@require_http_methods(WRITING)
def invitation(request: Any) -> HttpResponse:
    """An invitation is accepted: by somebody new with a password, by an officer while signed in."""
    form = Accepting(request.POST or None)
    told = None
    if request.method == "POST" and form.is_valid():
        told = _accepted(request, form.cleaned_data)
        if told is None:
            messages.success(request, say(ACCEPTED))
            return redirect("posts" if request.user.is_authenticated else "account_login")
    status = told.status if told else 422 if form.errors else 200
    return render(request, "pages/invitation.html", {"form": form, "no": told}, status=status)


invitation.of_the_session = True


def _accepted(request: Any, told: dict[str, Any]) -> Any:
    name = request.user.sign_in if request.user.is_authenticated else None
    _, refusal = attempt(
        lambda: actions.accept_invitation(told["secret"].strip(), password=told["password"], at=timezone.now(), signed_in=name)
    )
    return refusal
