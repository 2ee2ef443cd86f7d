"""Pages about accounts: one's own, everybody's, invitations, and the second factor."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from caunoi.accounts import emergencies, queries, services
from caunoi.accounts.adapter import remember_language
from caunoi.accounts.forms import (
    AcceptanceForm,
    HandoverForm,
    InvitationForm,
    OwnAccountForm,
    RolesForm,
)
from caunoi.accounts.models import Invitation, User
from caunoi.accounts.rules import ROLES_THAT_NEED_A_SECOND_FACTOR, requires, roles_given_by
from caunoi.accounts.signed_links import InvalidLink, LinkState, signed_link_page
from caunoi.accounts.viewers import roles_of, signed_in, viewer_of


def own_account(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = OwnAccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your account was saved."))
        response: HttpResponse = redirect("accounts:own_account")
        remember_language(response, user.language)
        return response
    context = {
        "form": form,
        "roles": sorted(role.label for role in roles_of(user)),
        "has_second_factor": queries.has_second_factor(user),
    }
    return render(request, "accounts/own_account.html", context)


def second_factor(request: HttpRequest) -> HttpResponse:
    """Says why one is needed and offers the two ways; the page one is led to without it."""
    user = signed_in(request)
    context = {
        "has_second_factor": queries.has_second_factor(user),
        "is_required": settings.CAUNOI_REQUIRE_MFA
        and bool(viewer_of(request).roles & ROLES_THAT_NEED_A_SECOND_FACTOR),
    }
    return render(request, "accounts/second_factor.html", context)


@requires("accounts.manage")
def user_list(request: HttpRequest) -> HttpResponse:
    context = {
        "accounts": queries.all_accounts(),
        "invitations": queries.open_invitations(now=timezone.now()),
        "must_have_second_factor": settings.CAUNOI_REQUIRE_MFA,
    }
    return render(request, "accounts/user_list.html", context)


@requires("accounts.manage")
def user_detail(request: HttpRequest, pk: int) -> HttpResponse:
    account = get_object_or_404(queries.all_accounts(), pk=pk)
    form = RolesForm(request.POST or None, initial={"roles": [*roles_of(account)]})
    # A form without a ticked box is an empty one, and takes every role away.
    if request.method == "POST":
        form = RolesForm(request.POST)
        if form.is_valid() and save_roles(request, account, form):
            return redirect("accounts:user_detail", pk=pk)
    context = {"account": account, "form": form, "is_own": account.pk == request.user.pk}
    return render(request, "accounts/user_detail.html", context)


def save_roles(request: HttpRequest, account: User, form: RolesForm) -> bool:
    try:
        services.set_roles(user=account, roles=form.cleaned_data["roles"], by=signed_in(request))
    except ValidationError as refusal:
        form.add_error("roles", refusal)
        return False
    messages.success(request, _("The roles of %(name)s were saved.") % {"name": account})
    return True


@require_POST
@requires("accounts.manage")
def deactivate_user(request: HttpRequest, pk: int) -> HttpResponse:
    return acted_on(request, pk, services.deactivate_user, _("%(name)s can no longer sign in."))


@require_POST
@requires("accounts.manage")
def reactivate_user(request: HttpRequest, pk: int) -> HttpResponse:
    return acted_on(request, pk, services.reactivate_user, _("%(name)s can sign in again."))


@require_POST
@requires("accounts.manage")
def remove_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("%(name)s will set up a new second factor.")
    return acted_on(request, pk, services.remove_second_factor, done)


@require_POST
@requires("accounts.manage")
def lock_down(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("Nobody gets in as %(name)s any more: passkeys, codes, password and links are gone.")
    return acted_on(request, pk, emergencies.lock_down, done)


def acted_on(request: HttpRequest, pk: int, act: Callable[..., object], done: str) -> HttpResponse:
    """done: what is said when it succeeded, with a gap for the account's name."""
    account = get_object_or_404(User, pk=pk)
    try:
        act(account, by=signed_in(request))
        messages.success(request, done % {"name": account})
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    return redirect("accounts:user_detail", pk=pk)


@requires("accounts.manage")
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Choosing who takes over from someone who leaves."""
    account = get_object_or_404(queries.all_accounts(), pk=pk)
    form = HandoverForm(request.POST or None, leaving=account)
    if request.method == "POST" and form.is_valid():
        successor = form.cleaned_data["successor"]
        try:
            emergencies.hand_over(account, successor, by=signed_in(request))
        except ValidationError as refusal:
            form.add_error("successor", refusal)
        else:
            said = _("%(new)s takes over from %(old)s, whose account is closed.")
            messages.success(request, said % {"new": successor, "old": account})
            return redirect("accounts:user_detail", pk=successor.pk)
    return render(request, "accounts/hand_over.html", {"account": account, "form": form})


@never_cache
@requires("accounts.invite")
@sensitive_variables("token")
def invite(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = InvitationForm(request.POST or None, roles=roles_given_by(viewer))
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = services.invite_user(**form.cleaned_data, by=signed_in(request))
        except ValidationError as refusal:
            form.add_error("email", refusal)
        else:
            # Rendered at once, without a redirect: the token is kept nowhere to be shown later.
            link = request.build_absolute_uri(reverse("accounts:invitation", args=[token]))
            context = {"invitation": invitation, "link": link}
            return render(request, "accounts/invitation_made.html", context)
    invitations = queries.open_invitations(now=timezone.now())
    if not viewer.is_administrator:
        invitations = invitations.filter(created_by=viewer.user_id)
    return render(request, "accounts/invite.html", {"form": form, "invitations": invitations})


@require_POST
@requires("accounts.invite")
def revoke_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    may_be_revoked = Invitation.objects.all()
    if not viewer.is_administrator:
        may_be_revoked = may_be_revoked.filter(created_by=viewer.user_id)
    invitation = get_object_or_404(may_be_revoked, pk=pk)
    services.revoke_invitation(invitation)
    messages.success(
        request, _("The invitation of %(email)s was withdrawn.") % {"email": invitation.email}
    )
    return redirect("accounts:invite")


@signed_link_page
@sensitive_post_parameters("password", "password_again")
@sensitive_variables("token", "form")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    try:
        found = Invitation.find_valid(token, purpose=services.INVITATION, now=timezone.now())
        form = AcceptanceForm(
            request.POST or None, email=found.email, initial={"language": found.language}
        )
        if request.method == "POST" and form.is_valid():
            return accept(request, token, form)
    except InvalidLink as refusal:
        return show_invalid_link(request, refusal.state)
    return render(request, "accounts/invitation.html", {"form": form})


@sensitive_variables("token", "form", "answers")
def accept(request: HttpRequest, token: str, form: AcceptanceForm) -> HttpResponse:
    answers = form.cleaned_data
    try:
        user = services.accept_invitation(
            token,
            display_name=answers["display_name"],
            password=answers["password"],
            language=answers["language"],
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return render(request, "accounts/invitation.html", {"form": form})
    messages.success(request, _("Your account is ready. Sign in to begin."))
    response: HttpResponse = redirect("account_login")
    remember_language(response, user.language)
    return response


def show_invalid_link(request: HttpRequest, state: LinkState) -> HttpResponse:
    status = 404 if state is LinkState.UNKNOWN else 410
    return render(request, "accounts/link_invalid.html", {"state": state.value}, status=status)
