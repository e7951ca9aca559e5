"""Signing in at the web door: whose address counts, what a locked-out person reads, how allauth is kept to invitations. Clause R2a."""

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tuopin.common.words import Words, say
from tuopin.officers import actions, queries
from tuopin.officers.rules.names import PATTERN

LOCKED = Words("失败次数过多，请 15 分钟后再试。", "Too many failures. Try again in 15 minutes.")
UNKNOWN = Words("此人没有账号，或账号已停用。请由上级邀请。", "Nobody of that name may sign in here. An invitation is needed.")


def address(request: HttpRequest) -> str | None:
    """The address that a request came from, counted from our own side: what a client writes itself is never believed."""
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.PROXIES and len(told) >= settings.PROXIES:
        return str(told[-settings.PROXIES])
    return request.META.get("REMOTE_ADDR") or None


def name_of(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The name under which failures are counted. What is typed there and is no name (a number, a password) is kept as a digest."""
    told = credentials or {}
    name = str(told.get("username") or told.get("login") or request.POST.get("login", "")).strip().lower()
    return name if re.fullmatch(PATTERN, name) else f"?{hashlib.sha256(name.encode()).hexdigest()[:24]}"


def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """The same answer whether or not there is an officer of that name."""
    answer = render(request, "account/locked_out.html", {"told": LOCKED}, status=429)
    answer["Retry-After"] = "900"
    return answer


class Accounts(DefaultAccountAdapter):
    """Nobody signs up, nothing is mailed; failures of passwords are counted by axes alone, by name and address."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: officers are invited."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is mailed."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """As everywhere in the office."""
        return address(request) or "unknown"

    def set_password(self, user: Any, password: str) -> None:
        """A new password ends every session."""
        actions.change_password(user, password)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """No second count beside that of axes."""


class Factors(DefaultMFAAdapter):
    """Secrets of authenticators are sealed with a key made from SECRET_KEY, which lies outside the database."""

    def encrypt(self, text: str) -> str:
        """Sealed."""
        return str(_seal().encrypt(text.encode()).decode())

    def decrypt(self, encrypted_text: str) -> str:
        """Opened, also with a former SECRET_KEY named in SECRET_KEY_FALLBACKS."""
        return str(_seal().decrypt(encrypted_text.encode()).decode())


class Directory(DefaultSocialAccountAdapter):
    """The office's own directory vouches for the name of an officer who is already there."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: officers are invited."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join the directory's person to the officer of that name; refuse anybody else."""
        if sociallogin.is_existing:
            return
        told = sociallogin.account.extra_data
        person = told.get("userinfo") or told.get("id_token") or told
        officer = queries.officer(str(person.get(settings.OIDC_CLAIM, "")).lower())
        if officer is None or not officer.is_active:
            raise ImmediateHttpResponse(HttpResponse(say(UNKNOWN), status=403, content_type="text/plain; charset=utf-8"))
        sociallogin.connect(request, officer)


def _seal() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"tuopin second factor\n" + key.encode()).digest())) for key in keys])
