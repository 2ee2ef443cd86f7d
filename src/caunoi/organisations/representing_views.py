"""The page on which officers and administrators say who acts for a body."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.accounts.models import Role, User, normalise_email
from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.organisations import representing
from caunoi.organisations.models import Organisation, Representative


class RepresentativeForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("An account of this address is added; without one, it is invited."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.TypedChoiceField(
        label=gettext_lazy("Role"),
        coerce=Role,
        choices=[(role.value, role.label) for role in representing.ROLES],
        help_text=gettext_lazy("Of somebody who is invited; an account keeps the roles it has."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the invitation"), choices=settings.LANGUAGES
    )

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires("accounts.invite")
@sensitive_variables("token")
def representatives(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(viewer_of(request)), pk=pk)
    form = RepresentativeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return add_or_invite(request, organisation, form)
        except ValidationError as refusal:
            form.add_error("email", refusal)
    context = {
        "organisation": organisation,
        "form": form,
        "representatives": representing.representatives_of(organisation),
        "invited": representing.invited_for(organisation),
    }
    return TemplateResponse(request, "organisations/representatives.html", context)


@sensitive_variables("token")
def add_or_invite(
    request: HttpRequest, organisation: Organisation, form: RepresentativeForm
) -> HttpResponse:
    answers = form.cleaned_data
    account = User.objects.filter(email=answers["email"]).first()
    if account is None:
        invitation, token = representing.invite_representative(
            organisation=organisation, by=signed_in(request), **answers
        )
        # Rendered at once, without a redirect: the token is kept nowhere to be shown later.
        link = request.build_absolute_uri(reverse("accounts:invitation", args=[token]))
        context = {"invitation": invitation, "link": link}
        return TemplateResponse(request, "accounts/invitation_made.html", context)
    representing.add_representative(organisation=organisation, user=account)
    said = _("%(name)s now acts for %(body)s.")
    messages.success(request, said % {"name": account, "body": organisation})
    return redirect("organisations:representatives", pk=organisation.pk)


@require_POST
@requires("accounts.invite")
def remove_representative(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Representative.objects.select_related("user", "organisation"), pk=pk)
    representing.remove_representative(representative=found)
    said = _("%(name)s no longer acts for %(body)s.")
    messages.success(request, said % {"name": found.user, "body": found.organisation})
    return redirect("organisations:representatives", pk=found.organisation_id)
