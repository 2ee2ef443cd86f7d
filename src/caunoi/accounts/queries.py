"""Reads about accounts: who has one, who was invited, who still lacks a second factor."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from caunoi.accounts.models import Invitation, Role, User

# Recovery codes alone are no second factor: they are what is left when it is lost.
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def all_accounts() -> QuerySet[User]:
    """Every user with roles fetched and `has_second_factor`, those who can sign in first."""
    second_factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
    return (
        User.objects.annotate(has_second_factor=Exists(second_factor))
        .prefetch_related("role_grants")
        .order_by("-is_active", "email")
    )


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists())


def administrators() -> QuerySet[User]:
    """Those who can sign in as administrator today."""
    return User.objects.filter(is_active=True, role_grants__role=Role.ADMINISTRATOR)


def open_invitations(*, now: datetime) -> QuerySet[Invitation]:
    """Invitations that can still be accepted, newest first."""
    return Invitation.objects.filter(
        used_at=None, revoked_at=None, expires_at__gt=now
    ).select_related("created_by")
