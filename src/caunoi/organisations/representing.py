"""Who acts for a body: home partners for their institute, coordinators for their network.

What such an account sees follows from the bodies it acts for (`visible_to`).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from caunoi.accounts.models import Invitation, Role, User
from caunoi.accounts.services import invite_user
from caunoi.accounts.viewers import forget_viewer, roles_of
from caunoi.organisations.models import InvitedRepresentative, Organisation, Representative

ROLES = (Role.HOME_PARTNER, Role.COORDINATOR)


def representatives_of(organisation: Organisation) -> QuerySet[Representative]:
    return organisation.representatives.select_related("user").prefetch_related("user__role_grants")


def invited_for(organisation: Organisation) -> QuerySet[InvitedRepresentative]:
    """Those whose invitation is still open."""
    invited = InvitedRepresentative.objects.filter(organisation=organisation)
    return invited.filter(invitation__used_at=None, invitation__revoked_at=None).select_related(
        "invitation"
    )


@transaction.atomic
def add_representative(*, organisation: Organisation, user: User) -> Representative:
    """Raises ValidationError where the account holds no role that acts for a body."""
    if not roles_of(user) & set(ROLES):
        raise ValidationError(
            _("This account is neither a home partner nor a coordinator: give it the role first."),
            code="no-role",
        )
    added, _is_new = Representative.objects.get_or_create(organisation=organisation, user=user)
    forget_viewer(user)
    return added


@transaction.atomic
def remove_representative(*, representative: Representative) -> None:
    representative.delete()
    forget_viewer(representative.user)


@sensitive_variables()
@transaction.atomic
def invite_representative(
    *, organisation: Organisation, email: str, role: Role, language: str, by: User
) -> tuple[Invitation, str]:
    """The invitation and its token, shown once. Whoever accepts it acts for the body."""
    invitation, token = invite_user(email=email, roles=[role], by=by, language=language)
    InvitedRepresentative.objects.create(invitation=invitation, organisation=organisation)
    return invitation, token


def begin_representing(*, invitation: Invitation, user: User, **_signal: Any) -> None:
    """What an accepted invitation makes of whoever was invited for a body."""
    invited = InvitedRepresentative.objects.filter(invitation=invitation).first()
    if invited:
        add_representative(organisation=invited.organisation, user=user)
