"""Pages for whoever has no link yet: opening one, asking for one, registering.

What they answer is the same whether somebody is in the register or not.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from caunoi.accounts.signed_links import InvalidLink, place_asked_for, signed_link_page
from caunoi.accounts.viewers import viewer_of
from caunoi.messages.links import OWN_HOME, OWN_PAGE
from caunoi.messages.services import language_of
from caunoi.organisations.queries import the_register
from caunoi.people.consents import offered_consents
from caunoi.people.models import Person, PersonLink
from caunoi.self_service import addresses, registering
from caunoi.self_service.access import open_with
from caunoi.self_service.forms import AddressForm, RegistrationForm
from caunoi.self_service.inviting import send_link_to
from caunoi.self_service.limits import may_try_again
from caunoi.self_service.models import NewAddress, Registration

# --- opening a link ---


@require_http_methods(["GET", "HEAD", "POST"])
@signed_link_page
@sensitive_variables("token")
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening only shows whose page it is; the button opens it."""
    try:
        link = PersonLink.find_valid(token, purpose=OWN_PAGE, now=timezone.now())
    except InvalidLink:
        return render(request, "self_service/link_invalid.html", status=404)
    signed_in_as = viewer_of(request).person_id
    with translation.override(link.person.language or get_language()):
        if signed_in_as and signed_in_as != link.person_id:
            return render(request, "self_service/other_account.html", status=409)
        if request.method == "POST":
            open_with(request, link)
            return redirect(place_asked_for(request, mark="own_page", home=OWN_HOME))
        return render(request, "self_service/open.html", open_context(link.person))


def open_context(person: Person) -> dict[str, object]:
    register = the_register()
    return {"person": person, "controller": register.controller if register else None}


# --- asking for one ---


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def ask_for_link(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if not may_try_again(request, "ask_for_link", email=email.lower()):
            return render(request, "429.html", status=429)
        send_link_to(email=email)
        return render(request, "self_service/link_asked_for.html", {"email": email})
    return render(request, "self_service/ask_for_link.html", {"form": form})


# --- registering ---


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def register(request: HttpRequest) -> HttpResponse:
    found = the_register()
    if found is None or not settings.EMAIL_HOST:
        # Without a mail server no address can be proven.
        return render(request, "self_service/no_registration.html", {"register": found})
    language = (get_language() or "en")[:2]
    offered = offered_consents(found, language=language)
    form = RegistrationForm(request.POST or None, offered=offered, has_profile=False)
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        if not may_try_again(request, "register", email=answers["email"].lower()):
            return render(request, "429.html", status=429)
        registering.register(
            **answers, language=get_language() or settings.LANGUAGE_CODE, now=timezone.now()
        )
        return render(request, "self_service/registered.html", {"email": answers["email"]})
    context = {"form": form, "controller": found.controller}
    return render(request, "self_service/register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_link_page
@sensitive_variables("token")
def confirm_registration(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    try:
        if request.method == "POST":
            registering.confirm_address(token, now=now)
            return render(request, "self_service/registration_confirmed.html")
        found = Registration.find_valid(token, purpose=registering.REGISTRATION, now=now)
    except InvalidLink:
        words = {"is_registration": True, "hint": _("You can register again.")}
        return render(request, "self_service/link_invalid.html", words, status=404)
    return render(request, "self_service/confirm_registration.html", {"registration": found})


# --- a new address ---


@require_http_methods(["GET", "HEAD", "POST"])
@signed_link_page
@sensitive_variables("token")
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """Opening only shows what the button would do: mail scanners open links."""
    now = timezone.now()
    try:
        found = NewAddress.find_valid(token, purpose=addresses.NEW_ADDRESS, now=now)
        if request.method == "POST":
            addresses.confirm_new_address(token, now=now)
    except InvalidLink:
        return render(request, "self_service/link_invalid.html", status=404)
    with translation.override(language_of(found.person)):
        name = "address_confirmed" if request.method == "POST" else "confirm_address"
        return render(request, f"self_service/{name}.html", {"wished": found})
