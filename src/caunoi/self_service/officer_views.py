"""An officer's side of own pages: inviting, links and letters of one person, registrations."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.messages.models import LetterState
from caunoi.messages.queries import letters_to
from caunoi.people.facts import Standing, standing_of
from caunoi.people.forms import AddAnywayForm
from caunoi.people.lookup import PeopleLookup
from caunoi.people.models import Person
from caunoi.self_service import confirming, inviting, queries, registering
from caunoi.self_service.forms import InviteForm, SamePersonForm
from caunoi.self_service.models import Registration

LETTERS_SHOWN = 20
PEOPLE_ON_A_PAGE = 50


def people_like(*, name: str, email: str, organisation: str) -> list[Person]:
    """Those in the register who may be the one named."""
    lookup = PeopleLookup.of_the_register()
    found = lookup.identify(display_name=name, email=email, organisation=organisation)
    ids = found.candidates or ((found.person_id,) if found.person_id else ())
    return list(Person.objects.filter(pk__in=ids))


# --- inviting ---


@requires("people.change")
@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    form, anyway = InviteForm(request.POST or None), AddAnywayForm(request.POST or None)
    alike: list[Person] = []
    if request.method == "POST" and form.is_valid() and anyway.is_valid():
        answers = form.cleaned_data
        if not anyway.cleaned_data["add_anyway"]:
            fields = ("name", "email", "organisation")
            alike = people_like(**{field: answers[field] for field in fields})
        if not alike:
            invited = inviting.invite_person(
                **answers, by=signed_in(request), on=timezone.localdate()
            )
            messages.success(request, _("%(name)s is invited.") % {"name": invited})
            return redirect("self_service:person", invited.pk)
    context = {"form": form, "anyway": anyway, "alike": alike}
    return render(request, "self_service/officer/invite.html", context)


@requires("people.change")
@require_safe
@never_cache
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's links and letters."""
    viewer = viewer_of(request)
    found = get_object_or_404(Person.objects.visible_to(viewer), pk=pk)
    now = timezone.now()
    context = {
        "person": found,
        "standing": standing_of(found),
        "links": [(link, link.state_at(now).value) for link in queries.links_of(found)],
        "letters": letters_to(found, viewer)[:LETTERS_SHOWN],
    }
    return render(request, "self_service/officer/person.html", context)


@requires("people.change")
@require_POST
def write_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A fresh invitation; without a mail server it leads to the words to be passed on."""
    found = get_object_or_404(Person.objects.visible_to(viewer_of(request)), pk=pk)
    if standing_of(found) == Standing.OFFICE_HOLDER:
        messages.error(request, _("An office-holder has no own page."))
        return redirect("self_service:person", pk)
    letter = inviting.write_invitation(person=found, by=signed_in(request))
    messages.success(request, _("The invitation is written."))
    if letter.state == LetterState.BY_HAND:
        return redirect("messages:letter", letter.pk)
    return redirect("self_service:person", pk)


@requires("people.change")
@require_POST
def ask_to_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    people = Person.objects.visible_to(viewer_of(request)).filter(expert__isnull=False)
    found = get_object_or_404(people, pk=pk)
    confirming.ask_to_confirm(person=found, by=signed_in(request))
    messages.success(request, _("The letter is written."))
    return redirect("self_service:person", pk)


@requires("people.change")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def to_confirm(request: HttpRequest) -> HttpResponse:
    """Whom the next round of letters asks; the button has it leave now."""
    if request.method == "POST":
        confirming.ask_everyone_soon()
        messages.success(request, _("The letters are being written. This may take a minute."))
        return redirect("self_service:to_confirm")
    today = timezone.localdate()
    due = queries.people_to_ask_to_confirm(on=today).filter(
        pk__in=Person.objects.visible_to(viewer_of(request)).order_by()
    )
    ordered = due.select_related("expert").order_by("expert__confirmed_on", "sort_key", "pk")
    page = Paginator(ordered, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "today": today}
    return render(request, "self_service/officer/to_confirm.html", context)


@requires("people.change")
@require_POST
def revoke_links(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Person.objects.visible_to(viewer_of(request)), pk=pk)
    count = inviting.revoke_links(person=found, now=timezone.now())
    said = ngettext("%(n)d link was withdrawn.", "%(n)d links were withdrawn.", count)
    messages.success(request, said % {"n": count})
    return redirect("self_service:person", pk)


# --- registrations ---


@requires("people.change")
@require_safe
@never_cache
def registrations(request: HttpRequest) -> HttpResponse:
    context = {"registrations": queries.waiting_registrations()}
    return render(request, "self_service/officer/registrations.html", context)


@requires("people.change")
@never_cache
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.waiting_registrations(), pk=pk)
    alike = people_like(name=found.display_name, email=found.email, organisation=found.organisation)
    form = SamePersonForm(request.POST or None, alike=alike)
    if request.method == "POST":
        form = SamePersonForm(request.POST, alike=alike)
        if form.is_valid():
            return approved(request, found, form.cleaned_data["same_as"])
    context = {"registration": found, "form": form, "alike": alike}
    return render(request, "self_service/officer/registration.html", context)


def approved(request: HttpRequest, found: Registration, same_as: int | None) -> HttpResponse:
    known = Person.objects.filter(pk=same_as).first() if same_as else None
    added = registering.approve(registration=found, same_as=known, on=timezone.localdate())
    messages.success(request, _("%(name)s is in the register.") % {"name": added})
    return redirect(added)


@requires("people.change")
@require_POST
def refuse_registration(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Registration.objects.waiting(), pk=pk)
    registering.refuse(registration=found, now=timezone.now())
    messages.success(request, _("Refused. What was sent is deleted after 30 days."))
    return redirect("self_service:registrations")
