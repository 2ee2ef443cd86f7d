"""Every address declares who may open it; one that does not fails here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.views.generic import RedirectView

from caunoi.accounts.models import Role
from caunoi.accounts.rules import PERMISSIONS, may
from caunoi.accounts.viewers import PUBLIC, Viewer
from tests.factories import make_organisation, make_register, make_user

# Whoever has the link, or wants to sign in.
OPEN_TO_THE_PUBLIC = {
    "accounts:invitation",
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "account_request_login_code",
    "account_confirm_login_code",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
    "set_language",
    "partners:open",
    "sign_up:sign_up",
    "sign_up:done",
    "self_service:open",
    "self_service:ask_for_link",
    "self_service:register",
    "self_service:confirm_registration",
    "submitting:send",
    "submitting:prove",
    "self_service:confirm_address",
    "rights:about",
}
# The own account of whoever is signed in; allauth asks for the sign-in itself.
OWN_ACCOUNT = {
    "accounts:own_account",
    "accounts:second_factor",
    "account_email",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "usersessions_list",
    "socialaccount_connections",
}


def named_patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from named_patterns(entry, inner)
        elif not leads_elsewhere(entry):
            yield f"{space}{entry.name}", entry


def leads_elsewhere(entry: URLPattern) -> bool:
    """Old addresses of allauth's, without a name of their own."""
    view = getattr(entry.callback, "view_class", None)
    return entry.name is None and view is not None and issubclass(view, RedirectView)


PATTERNS = dict(named_patterns(get_resolver()))


def is_of_the_own_account(name: str) -> bool:
    return name in OWN_ACCOUNT or name.startswith("mfa_")


def is_an_own_page(name: str) -> bool:
    """Of a person or of a body: opened by a link or an account of theirs, and by nothing else."""
    view = PATTERNS[name].callback
    return getattr(view, "own_page", False) or getattr(view, "bodys_page", False)


def permission_of(name: str) -> str | None:
    return getattr(PATTERNS[name].callback, "required_permission", None)


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_every_address_declares_who_may_open_it(name: str) -> None:
    declared = permission_of(name) in PERMISSIONS or is_an_own_page(name)
    assert declared or name in OPEN_TO_THE_PUBLIC or is_of_the_own_account(name)


@pytest.mark.parametrize("name", sorted(OPEN_TO_THE_PUBLIC))
def test_the_public_list_names_only_addresses_that_exist(name: str) -> None:
    assert name in PATTERNS


PAGES_WITHOUT_A_RECORD = sorted(
    name
    for name, pattern in PATTERNS.items()
    if permission_of(name) and not pattern.pattern.converters
)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("name", PAGES_WITHOUT_A_RECORD)
def test_a_page_opens_for_those_who_hold_its_permission_and_for_nobody_else(
    client: Client, name: str, role: Role | None
) -> None:
    make_register()
    # A map of nothing is not found.
    make_organisation(city="Brussels", country_code="BE", latitude=50.85, longitude=4.35)
    if role:
        client.force_login(make_user(role))

    status = client.get(reverse(name)).status_code

    if role is None:
        assert status == 302
    elif may(Viewer(user_id=1, roles=frozenset({role})), permission_of(name) or ""):
        assert status in {200, 302, 405}
    else:
        # The desk sends whoever has none to the first page they may see.
        assert status == (302 if name == "desk:desk" else 403)


def test_the_public_holds_no_permission() -> None:
    assert not any(may(PUBLIC, permission) for permission in PERMISSIONS)
