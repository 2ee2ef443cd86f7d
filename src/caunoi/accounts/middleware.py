"""No second factor, no records: where a register asks for one, nothing else opens before it.

Invariant: a page is refused unless it is listed here, so a page added later is refused too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from caunoi.accounts.models import User
from caunoi.accounts.queries import has_second_factor
from caunoi.accounts.rules import ROLES_THAT_NEED_A_SECOND_FACTOR
from caunoi.accounts.viewers import viewer_of_user

PAGE_THAT_EXPLAINS = "accounts:second_factor"

# What it takes to set one up, to prove who one is, and to leave.
PAGES_OPEN_WITHOUT = frozenset(
    {
        PAGE_THAT_EXPLAINS,
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_reauthenticate",
        "set_language",
    }
)


class RequireSecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not settings.CAUNOI_REQUIRE_MFA or not lacks_second_factor(request):
            return None
        match = request.resolver_match
        if match is not None and match.view_name in PAGES_OPEN_WITHOUT:
            return None
        return redirect(PAGE_THAT_EXPLAINS)


def lacks_second_factor(request: HttpRequest) -> bool:
    user = request.user
    if not isinstance(user, User):
        return False
    needs_one = viewer_of_user(user).roles & ROLES_THAT_NEED_A_SECOND_FACTOR
    return bool(needs_one) and not has_second_factor(user)
