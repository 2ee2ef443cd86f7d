"""What the shell says once the site is up: where it is, how to get in, how to stop."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from caunoi.accounts.models import Role, RoleGrant
from caunoi.demonstration.accounts import DEMONSTRATION_ACCOUNTS, PASSWORD


def invitation_link(token: str) -> str:
    return settings.SITE_URL + reverse("accounts:invitation", args=[token])


def welcome(address: str, program: str, *, is_demonstration: bool) -> str:
    """program: how `caunoi` is called for this data folder."""
    entrance = _demonstration_accounts() if is_demonstration else _first_account(program)
    return "\n".join(
        [
            "",
            f"  Cầu Nối is at  {address}",
            "",
            *entrance,
            "",
            f"  Stop with Ctrl+C, or from another shell:  {program} stop",
            "",
        ]
    )


def _demonstration_accounts() -> list[str]:
    accounts = [
        f"    {account.email:<34} {', '.join(str(role.label) for role in account.roles)}"
        for account in DEMONSTRATION_ACCOUNTS
    ]
    return [f"  Sign in (password for all: {PASSWORD})", *accounts]


def _first_account(program: str) -> list[str]:
    if RoleGrant.objects.filter(role=Role.ADMINISTRATOR).exists():
        return ["  Sign in with your account."]
    return [
        "  This register has no account yet. From another shell, ask for a link that makes yours:",
        f"    {program} invite YOU@EXAMPLE.ORG --role administrator --role officer",
    ]
