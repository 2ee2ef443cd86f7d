"""A person's own pages. Each is one thing, made for a phone, and works without a script."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.adapter import remember_language
from caunoi.accounts.models import User, normalise_email
from caunoi.accounts.viewers import viewer_of
from caunoi.messages.models import GAP_FOR_THE_LINK
from caunoi.messages.queries import letters_to
from caunoi.messages.services import mark_opened
from caunoi.organisations.queries import the_register
from caunoi.people.models import Consent, Person
from caunoi.people.purposes import Purpose
from caunoi.self_service import addresses, inviting, queries, services
from caunoi.self_service.access import close_pages, for_experts, own_page
from caunoi.self_service.forms import (
    ASK_EACH_TIME,
    NAME_AT_ONCE,
    AccountForm,
    ColleagueForm,
    YesForm,
    profile_form,
)
from caunoi.self_service.frame import page
from caunoi.self_service.limits import may_try_again
from caunoi.self_service.wording import look_in_words

LOOKS_ON_A_PAGE = 50
shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def questions_of(person: Person) -> list[queries.Question]:
    register = the_register()
    if register is None:
        return []
    language = get_language() or "en"
    today = timezone.localdate()
    return queries.questions_for(person, register, language=language[:2], on=today)


# --- home ---


@require_safe
@own_page
def home(request: HttpRequest, person: Person) -> HttpResponse:
    today = timezone.localdate()
    questions = questions_of(person)
    letters = letters_to(person, viewer_of(request))
    context = {
        "standing_yeses": [one for one in questions if one.standing],
        "is_to_confirm": queries.is_to_confirm(person, on=today)
        or bool(queries.ending(questions, on=today)),
        "unread": letters.filter(opened_at=None).count(),
        "looks": queries.looks_at(person).count(),
        "proposals": queries.own_proposals(person, viewer_of(request)).count(),
    }
    return page(request, person, "home", context)


@require_safe
@own_page
def letters(request: HttpRequest, person: Person) -> HttpResponse:
    found = list(letters_to(person, viewer_of(request))[:100])
    if request.method == "GET":
        mark_opened(letters=found)
    shown = [(one, one.body.replace(GAP_FOR_THE_LINK, "").strip()) for one in found]
    return page(request, person, "letters", {"letters": shown})


# --- yes or no ---


@shown_or_sent
@own_page
def yes(request: HttpRequest, person: Person) -> HttpResponse:
    questions = questions_of(person)
    has_profile = hasattr(person, "expert")
    naming = ASK_EACH_TIME
    if has_profile and not person.expert.ask_before_naming:
        naming = NAME_AT_ONCE
    form = YesForm(
        request.POST or None,
        offered=[one.offered for one in questions if not one.standing],
        has_profile=has_profile,
        initial={"naming": naming},
    )
    if request.method == "POST" and form.is_valid():
        given = services.say_yeses(
            person=person,
            offered=form.cleaned_data["yeses"],
            ask_before_naming=form.asks_before_naming,
            on=timezone.localdate(),
        )
        messages.success(request, _("Kept. Thank you."))
        is_new = any(one.purpose == Purpose.PROFILE for one in given)
        return redirect("self_service:profile" if is_new else "self_service:yes")
    context = {
        "form": form,
        "standing_yeses": [one for one in questions if one.standing],
        "other_yeses": queries.yeses_no_longer_asked(person, questions),
        "has_questions": any(not one.standing for one in questions),
    }
    return page(request, person, "yes", context)


@require_POST
@own_page
def withdraw(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    consent = get_object_or_404(Consent, pk=pk, person=person)
    services.withdraw_consent(consent=consent, on=timezone.localdate())
    messages.success(request, _("Withdrawn, from this moment on."))
    return redirect("self_service:yes")


@shown_or_sent
@own_page
@for_experts
def confirm(request: HttpRequest, person: Person) -> HttpResponse:
    today = timezone.localdate()
    ending = queries.ending(questions_of(person), on=today)
    if request.method == "POST":
        shown = set(request.POST.getlist("shown"))
        renewed = [one.offered for one in ending if one.offered.key in shown]
        services.confirm(person=person, renewed=renewed, on=today)
        messages.success(request, _("Confirmed. Thank you: we ask again in a year."))
        return redirect("self_service:home")
    sectors = [one.sector for one in person.expert.expert_sectors.select_related("sector")]
    present = person.affiliations.filter(ended_on=None)
    context = {"ending": ending, "sectors": sectors, "affiliations": present}
    return page(request, person, "confirm", context)


# --- the profile ---


@shown_or_sent
@own_page
def profile(request: HttpRequest, person: Person) -> HttpResponse:
    form = profile_form(request.POST or None, person)
    if request.method == "POST" and form.is_valid():
        services.save_own_profile(
            person=person,
            particulars=form.particulars(),
            wishes=form.wishes(),
            language=form.cleaned_data["language"],
            on=timezone.localdate(),
        )
        messages.success(request, _("Your profile was saved."))
        if form.address_to_prove:
            wish_for_address(request, person, form.address_to_prove)
        return redirect("self_service:home")
    waiting = addresses.waiting_address(person, now=timezone.now())
    return page(request, person, "profile", {"form": form, "waiting_address": waiting})


def wish_for_address(request: HttpRequest, person: Person, email: str) -> None:
    if not may_try_again(request, "new_address", email=email.lower()):
        messages.error(request, _("Too many letters went to this address. Try it tomorrow."))
        return
    addresses.wish_for_address(person=person, email=email, now=timezone.now())
    said = _("We wrote to %(email)s: press the button there, and it becomes your address.")
    messages.warning(request, said % {"email": email})


@require_POST
@own_page
def language(request: HttpRequest, person: Person) -> HttpResponse:
    chosen = request.POST.get("language", "")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = reverse("self_service:home")
    response: HttpResponse = redirect(back)
    if chosen in dict(settings.LANGUAGES):
        services.choose_language(person=person, language=chosen)
        remember_language(response, chosen)
    return response


# --- who looked ---


@require_safe
@own_page
def looks(request: HttpRequest, person: Person) -> HttpResponse:
    found = Paginator(queries.looks_at(person), LOOKS_ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [(look, look_in_words(look.what)) for look in found]
    return page(request, person, "looks", {"page": found, "lines": lines})


# --- inviting ---


@shown_or_sent
@own_page
@for_experts
def invite_colleague(request: HttpRequest, person: Person) -> HttpResponse:
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            inviting.invite_colleague(
                person=person,
                **form.cleaned_data,
                on=timezone.localdate(),
                now=timezone.now(),
            )
        except inviting.TooManyInvited:
            form.add_error(None, _("You invited ten colleagues this month. Try again next month."))
        else:
            said = _("The mission writes to %(email)s, unless it knows the address already.")
            messages.success(request, said % {"email": form.cleaned_data["email"]})
            return redirect("self_service:invite_colleague")
    return page(request, person, "invite_colleague", {"form": form})


# --- own data, leaving ---


@require_safe
@own_page
def data(request: HttpRequest, person: Person) -> HttpResponse:
    return page(request, person, "data")


@shown_or_sent
@own_page
def leave(request: HttpRequest, person: Person) -> HttpResponseBase:
    if request.method != "POST":
        return page(request, person, "leave")
    today = timezone.localdate()
    if hasattr(person, "expert"):
        services.end_profile(person=person, on=today)
        messages.success(request, _("Your profile is gone, and every yes with it."))
        return redirect("self_service:leave")
    if hasattr(person, "participant"):
        services.delete_participant(person=person, on=today)
    close_pages(request)
    return render(request, "self_service/left.html")


# --- account, closing ---


@sensitive_post_parameters("password")
@sensitive_variables("form")
@shown_or_sent
@own_page
def account(request: HttpRequest, person: Person) -> HttpResponse:
    form = AccountForm(request.POST or None, person=person)
    if request.method == "POST":
        form = AccountForm(request.POST, person=person)
        if not person.user_id and person.email and form.is_valid():
            return made_account(request, person, form)
    context = {
        "form": form,
        "may_tie": is_own_account_untied(request, person),
    }
    return page(request, person, "account", context)


@sensitive_variables("form", "password")
def made_account(request: HttpRequest, person: Person, form: AccountForm) -> HttpResponse:
    password = form.cleaned_data["password"]
    try:
        user = services.make_account(person=person, password=password)
    except ValidationError:
        # No word of whose account it is: signing in to it and coming back ties it to this page.
        form.add_error(None, _("Sign in with the account of this address, then open this again."))
        return page(request, person, "account", {"form": form})
    messages.success(request, _("Your account is ready."))
    sign_in(request, user)
    return redirect("self_service:home" if password else "mfa_add_webauthn")


def sign_in(request: HttpRequest, user: User) -> None:
    """The link proved who this is, as an invitation would."""
    close_pages(request)
    perform_login(request, Login(user=user))
    record_authentication(request, user, method="link")


@require_POST
@own_page
def tie_account(request: HttpRequest, person: Person) -> HttpResponse:
    user = request.user
    if isinstance(user, User) and services.tie_account(person=person, user=user):
        messages.success(request, _("Your account opens this page from now on."))
    return redirect("self_service:account")


def is_own_account_untied(request: HttpRequest, person: Person) -> bool:
    user = request.user
    return (
        isinstance(user, User)
        and person.user_id is None
        and user.email == normalise_email(person.email)
    )


@require_POST
@own_page
def close(request: HttpRequest, person: Person) -> HttpResponse:
    """Leave nothing open in a browser that others use."""
    close_pages(request)
    return render(request, "self_service/closed.html")
