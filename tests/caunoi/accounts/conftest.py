"""People of these tests, all invented, and the ways they sign in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from caunoi.accounts.models import Role, RoleGrant, User

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PASSWORD = "một cây cầu bắc qua sông"

MakeUser = Callable[..., User]


@pytest.fixture
def make_user(db: None) -> MakeUser:
    def make(email: str, *roles: Role, password: str | None = None) -> User:
        user = User.objects.create_user(email, password, display_name=email.split("@")[0])
        for role in roles:
            RoleGrant.objects.create(user=user, role=role, granted_at=NOW)
        return user

    return make


@pytest.fixture
def officer(make_user: MakeUser) -> User:
    return make_user("officer@example.org", Role.OFFICER)


@pytest.fixture
def administrator(make_user: MakeUser) -> User:
    return make_user("administrator@example.org", Role.ADMINISTRATOR)


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    def client(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client


@pytest.fixture(autouse=True)
def without_second_factor(settings) -> None:
    """The middleware has its own tests; the others begin behind it."""
    settings.CAUNOI_REQUIRE_MFA = False


def give_second_factor(user: User) -> None:
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
