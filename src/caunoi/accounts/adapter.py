"""Where our rules of signing in meet allauth and axes."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from caunoi.accounts.models import User, normalise_email


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account begins with an invitation."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """axes counts wrong passwords; allauth's counter is left to wrong codes alone."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever typed the password a moment ago to sign in is not asked for it again."""
        return not signed_in_just_now(context.request) and bool(
            super().is_reauthentication_required(app=app, **kwargs)
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """On the register's own address: the one of the request is typed by whoever asks."""
        asked = urlsplit(super().get_reset_password_from_key_url(key))
        return f"{settings.SITE_URL.rstrip('/')}{asked.path}"

    def format_email_subject(self, subject: str) -> str:
        """As written; allauth would put the address of the request before it."""
        return subject

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_language(response, user.language)
        return response


class OtherServiceAdapter(DefaultSocialAccountAdapter):
    """Signing in through another service, which opens an account that was linked to it before.

    What that service tells of the person is dropped: `forget_what_it_told`.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False


def forget_what_it_told(*, instance: SocialAccount, **_signal: Any) -> None:
    """Before a link is saved, of all it was told only the identifier stays."""
    instance.extra_data = {}


def signed_in_just_now(request: HttpRequest) -> bool:
    user = request.user if isinstance(request.user, User) else None
    latest = max((record["at"] for record in get_authentication_records(request, user)), default=0)
    return bool(time.time() - latest < account_settings.REAUTHENTICATION_TIMEOUT)


def remember_language(response: HttpResponse, language: str) -> None:
    """Show the site in this language to this browser; empty follows the browser's own choice."""
    if language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    else:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")


def address_being_tried(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """The address a sign-in is counted under: the same however it is typed."""
    tried = credentials or {}
    return normalise_email(
        tried.get("email") or tried.get("username") or request.POST.get("login") or ""
    )
