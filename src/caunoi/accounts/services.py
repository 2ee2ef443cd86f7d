"""Every change to accounts and roles: invitations, roles, and who can sign in.

Each refuses with a ValidationError whose sentence can be shown as it is, or with PermissionDenied
when the one who asks may not do it at all. `by` / `granted_by` None means the command line.
Invariant: an administrator always remains who can sign in.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from caunoi.accounts.models import Invitation, Role, RoleGrant, User, normalise_email
from caunoi.accounts.queries import administrators
from caunoi.accounts.rules import roles_given_by
from caunoi.accounts.viewers import forget_viewer, roles_of, viewer_of_user

INVITATION = "invitation"
INVITATION_LIFETIME = timedelta(days=14)

# For later layers, to whom an invitation means more than an account. Sent with `invitation` and
# `user`, in the transaction that makes the account.
invitation_accepted = Signal()


@transaction.atomic
def invite_user(
    *,
    email: str,
    roles: Collection[Role],
    by: User | None,
    language: str = "",
    now: datetime | None = None,
) -> tuple[Invitation, str]:
    """The invitation and its token, shown once. An open invitation to the address is replaced."""
    now = now or timezone.now()
    email = normalise_email(email)
    check_may_give(roles, by=by)
    check_has_no_account(email)
    Invitation.objects.filter(email=email, used_at=None, revoked_at=None).update(revoked_at=now)
    return Invitation.issue(
        purpose=INVITATION,
        lifetime=INVITATION_LIFETIME,
        now=now,
        created_by=by,
        email=email,
        roles=sorted(roles),
        language=language,
    )


@sensitive_variables("token", "password")
@transaction.atomic
def accept_invitation(
    token: str, *, display_name: str, password: str, language: str, now: datetime | None = None
) -> User:
    """The new account with the roles it was invited to. Raises InvalidLink."""
    now = now or timezone.now()
    invitation = Invitation.take(token, purpose=INVITATION, now=now)
    check_has_no_account(invitation.email)
    user = User.objects.create_user(
        invitation.email, password, display_name=display_name, language=language
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=role, granted_by=invitation.created_by, granted_at=now)
        for role in invitation.roles
    )
    invitation_accepted.send(Invitation, invitation=invitation, user=user)
    return user


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, now: datetime | None = None) -> None:
    """A used invitation stays as it is: the account it made is the thing to close."""
    open_ones = Invitation.objects.filter(pk=invitation.pk, used_at=None, revoked_at=None)
    open_ones.update(revoked_at=now or timezone.now())


@transaction.atomic
def grant_role(
    *, user: User, role: Role, granted_by: User | None, now: datetime | None = None
) -> RoleGrant:
    check_may_give([role], by=granted_by)
    check_is_someone_else(user, by=granted_by)
    grant, _created = RoleGrant.objects.get_or_create(
        user=user,
        role=role,
        defaults={"granted_by": granted_by, "granted_at": now or timezone.now()},
    )
    forget_viewer(user)
    return grant


@transaction.atomic
def revoke_role(*, user: User, role: Role, by: User | None) -> None:
    check_may_give([role], by=by)
    if role == Role.ADMINISTRATOR:
        check_leaves_an_administrator(without=user)
    RoleGrant.objects.filter(user=user, role=role).delete()
    forget_viewer(user)


@transaction.atomic
def set_roles(*, user: User, roles: Collection[Role], by: User | None) -> None:
    """Give and take until the user holds these roles and no others."""
    held = roles_of(user)
    for role in set(roles) - held:
        grant_role(user=user, role=role, granted_by=by)
    # Administrator last: whoever gives up their own roles needs it to give up the others.
    for role in sorted(held - set(roles), key=lambda role: role == Role.ADMINISTRATOR):
        revoke_role(user=user, role=role, by=by)


@transaction.atomic
def deactivate_user(user: User, *, by: User | None) -> None:
    """Close the account: its sessions end with their next request, its records stay."""
    check_is_someone_else(user, by=by)
    check_leaves_an_administrator(without=user)
    user.is_active = False
    user.save(update_fields=["is_active"])


@transaction.atomic
def reactivate_user(user: User, *, by: User | None) -> None:
    check_is_someone_else(user, by=by)
    user.is_active = True
    user.save(update_fields=["is_active"])


@transaction.atomic
def remove_second_factor(user: User, *, by: User | None) -> None:
    """For a colleague whose phone or key is lost; they set up a new one at the next sign-in."""
    check_is_someone_else(user, by=by)
    Authenticator.objects.filter(user=user).delete()


def check_may_give(roles: Collection[Role], *, by: User | None) -> None:
    if by is not None and not set(roles) <= roles_given_by(viewer_of_user(by)):
        raise PermissionDenied


def check_has_no_account(email: str) -> None:
    if User.objects.filter(email=email).exists():
        raise ValidationError(_("This address has an account."), code="account-exists")


def check_is_someone_else(user: User, *, by: User | None) -> None:
    if by is not None and by.pk == user.pk:
        raise ValidationError(
            _("You cannot do this to your own account: ask another administrator."),
            code="own-account",
        )


def check_leaves_an_administrator(*, without: User) -> None:
    # Locked, so that two administrators who remove each other do not both succeed.
    locked = administrators().order_by("pk").select_for_update()
    remaining = set(locked.values_list("pk", flat=True))
    if remaining == {without.pk}:
        raise ValidationError(
            _("This is the last administrator. Make someone else administrator first."),
            code="last-administrator",
        )
