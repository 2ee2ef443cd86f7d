"""When a laptop is lost, and when an officer goes home: closing an account, handing one over.

Both may be called again: what is done already stays done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.accounts.models import RoleGrant, User
from caunoi.accounts.services import (
    check_is_someone_else,
    check_leaves_an_administrator,
    check_may_give,
    grant_role,
)
from caunoi.accounts.signed_links import SignedLink
from caunoi.accounts.viewers import forget_viewer, roles_of

# What an officer's successor takes over, by the column that says whose it is. They stand in later
# layers and are reached by their names.
GOES_OVER = (("organisations.Representative", "user"), ("search.SavedFilter", "user"))


@dataclass(frozen=True, slots=True)
class LockedDown:
    """What was taken away: how many second factors and passkeys, and how many open links."""

    second_factors: int
    links: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """roles: those the successor got now. records: how many went over."""

    roles: tuple[str, ...]
    records: int


@transaction.atomic
def lock_down(user: User, *, by: User | None, now: datetime | None = None) -> LockedDown:
    """Nobody gets in by this account any more, whatever they hold: its sessions end at once.

    Passkeys, codes and the password are gone, open links it made are withdrawn. Its records stay.
    An administrator opens it again; a new password is set by the usual link.
    """
    check_is_someone_else(user, by=by)
    if by is not None:
        check_leaves_an_administrator(without=user)
    user.is_active = False
    # The sessions' own proof is made from the password: with it they all end.
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    factors, _rows = Authenticator.objects.filter(user=user).delete()
    return LockedDown(factors, _withdraw_links_of(user, now or timezone.now()))


@transaction.atomic
def hand_over(old: User, new: User, *, by: User | None, now: datetime | None = None) -> HandedOver:
    """The successor gets the roles and what is kept under the old account, which is then closed.

    Raises ValidationError where the successor cannot sign in, PermissionDenied where `by` may not
    give those roles.
    """
    check_is_someone_else(old, by=by)
    check_can_take_over(new, instead_of=old)
    missing = sorted(roles_of(old) - roles_of(new))
    check_may_give(missing, by=by)
    for role in missing:
        grant_role(user=new, role=role, granted_by=by, now=now)
    records = sum(_hand_over_rows(old, new))
    RoleGrant.objects.filter(user=old).delete()
    old.is_active = False
    old.save(update_fields=["is_active"])
    for user in (old, new):
        forget_viewer(user)
    return HandedOver(tuple(missing), records)


def check_can_take_over(new: User, *, instead_of: User) -> None:
    if new.pk == instead_of.pk:
        raise ValidationError(_("These are the same account."), code="same-account")
    if not new.is_active:
        raise ValidationError(
            _("The account of the successor is closed: open it first."), code="closed"
        )


def _hand_over_rows(old: User, new: User) -> Iterator[int]:
    """What the successor has under the same name already stays the successor's."""
    for label, column in GOES_OVER:
        model = apps.get_model(label)
        for row in model._default_manager.filter(**{column: old}):
            yield _hand_over_row(row, column, new)


def _hand_over_row(row: models.Model, column: str, new: User) -> int:
    setattr(row, column, new)
    try:
        row.validate_constraints()
    except ValidationError:
        return 0
    row.save(update_fields=[column])
    return 1


def _withdraw_links_of(user: User, now: datetime) -> int:
    return sum(
        kind._default_manager.filter(created_by=user, used_at=None, revoked_at=None).update(
            revoked_at=now
        )
        for kind in SignedLink.__subclasses__()
    )
