"""Pages about people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import Viewer, signed_in, viewer_of
from caunoi.listing import Tab, page_of, tabs_of
from caunoi.organisations.queries import the_register
from caunoi.people import queries, services
from caunoi.people.facts import Fact, Standing, standing_of
from caunoi.people.forms import (
    AddAnywayForm,
    ExpertForm,
    OfficeHolderForm,
    PeopleFilterForm,
    affiliation_formset,
    form_class_for,
)
from caunoi.people.history import past_changes
from caunoi.people.lookup import PeopleLookup
from caunoi.people.models import Consent, Look, Person
from caunoi.people.particulars import Particulars
from caunoi.people.purposes import Purpose
from caunoi.people.signed_yes_forms import SignedYesForm
from caunoi.people.wording import FACT_LABELS
from caunoi.sources.downloads import file_response

PEOPLE_ON_A_PAGE = 50


# --- the list ---


@requires("people.view")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = PeopleFilterForm(request.GET, viewer=viewer)
    narrowing = form.narrowing()
    standing = standing_asked_for(request, viewer)
    sort = request.GET.get("sort", "name")
    found = queries.found_people(viewer, narrowing)
    counts = queries.counts_by_standing(found)
    rows = queries.listed_people(found, standing, sort)
    context = {
        "form": form,
        "page": page_of(rows, counts[standing], request.GET.get("page"), per_page=PEOPLE_ON_A_PAGE),
        "standing": standing,
        "tabs": standing_tabs(request.GET, standing, counts) if viewer.is_officer else (),
        "sort": sort,
        "is_narrowed": any((narrowing.words, narrowing.sector, narrowing.country))
        or narrowing.event_id,
        "is_officer": viewer.is_officer,
        "today": timezone.localdate(),
    }
    return TemplateResponse(request, "people/people.html", context)


def standing_asked_for(request: HttpRequest, viewer: Viewer) -> Standing:
    """Participants and office-holders are listed for officers alone."""
    asked = request.GET.get("standing")
    if viewer.is_officer and asked in (Standing.PARTICIPANT, Standing.OFFICE_HOLDER):
        return Standing(asked)
    return Standing.EXPERT


def standing_tabs(query: QueryDict, current: Standing, counts: Mapping[Standing, int]) -> list[Tab]:
    labels = {
        Standing.EXPERT: _("Experts"),
        Standing.PARTICIPANT: _("Participants without a yes"),
        Standing.OFFICE_HOLDER: _("Office-holders"),
    }
    return tabs_of(
        query, "standing", labels, current=current, counts=counts, forgets=("page", "sort")
    )


# --- one profile ---


@requires("people.view")
@require_safe
@never_cache
def person(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(queries.profiles(viewer), pk=pk)
    note_look(request, found, viewer)
    is_own = viewer.person_id == found.pk
    context = {
        "person": found,
        "standing": standing_of(found),
        "sees_all": viewer.is_officer or is_own,
        "is_own": is_own,
        "works": queries.works_of(found, viewer),
        "participations": queries.participations_of(found, viewer),
        "proposals": queries.proposals_of(found, viewer),
        "today": timezone.localdate(),
    }
    if context["sees_all"]:
        context |= inner_context(found)
    return render(request, "people/person.html", context)


def inner_context(person: Person) -> dict[str, Any]:
    """What only officers and the person see."""
    return {
        "said": queries.said_about(person),
        "consents": queries.consents_of(person, on=timezone.localdate()),
        "other_names": person.names.all(),
        "looks": queries.latest_looks(person),
        "changes": past_changes(person),
    }


def note_look(request: HttpRequest, person: Person, viewer: Viewer) -> None:
    """Nobody looked when a browser only fetched ahead; looking at oneself is nobody's business."""
    ahead = "prefetch" in f"{request.headers.get('Sec-Purpose')} {request.headers.get('Purpose')}"
    if request.method == "GET" and not ahead and viewer.person_id != person.pk:
        services.note_look(person=person, by=signed_in(request), what=Look.What.PROFILE)


# --- changing ---


@requires("people.change")
@never_cache
def change(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(queries.profiles(viewer), pk=pk)
    form = form_class_for(found)(request.POST or None, person=found)
    standing = standing_of(found)
    lines = affiliation_formset(request.POST or None, found)
    has_affiliations = standing != Standing.OFFICE_HOLDER
    if request.method == "POST" and form.is_valid() and (not has_affiliations or lines.is_valid()):
        own_word = services.change_person(
            person=found,
            particulars=form.particulars(lines.lines() if has_affiliations else None),
            by=signed_in(request),
            on=timezone.localdate(),
        )
        say_saved(request, found, own_word)
        return redirect(found)
    context = {"person": found, "form": form, "lines": lines if has_affiliations else None}
    return render(request, "people/change.html", context)


def say_saved(request: HttpRequest, person: Person, own_word: tuple[Fact, ...]) -> None:
    messages.success(request, _("%(name)s was saved.") % {"name": person})
    if own_word:
        fields = ", ".join(str(FACT_LABELS[fact]) for fact in own_word)
        text = _("Stated by the person and left as it is, yours is kept beside it: %(fields)s.")
        messages.warning(request, text % {"fields": fields})


# --- adding ---


@requires("people.change")
@require_safe
def add(request: HttpRequest) -> HttpResponse:
    return render(request, "people/add.html")


@requires("people.change")
@never_cache
def add_expert(request: HttpRequest) -> HttpResponse:
    data, files = request.POST or None, request.FILES or None
    form, yes = ExpertForm(data), SignedYesForm(data, files, needs_profile=True)
    lines, anyway = affiliation_formset(data, None), AddAnywayForm(data)
    alike: list[Person] = []
    if the_register() is None:
        return render(request, "people/no_register.html")
    if request.method == "POST" and all(one.is_valid() for one in (form, yes, lines, anyway)):
        particulars = form.particulars(lines.lines())
        alike = [] if anyway.cleaned_data["add_anyway"] else people_like(particulars)
        if not alike:
            added = services.add_expert_with_evidence(
                particulars=particulars,
                yes=yes.signed_yes(),
                by=signed_in(request),
                on=timezone.localdate(),
            )
            messages.success(request, _("%(name)s is in the register.") % {"name": added})
            return redirect(added)
    context = {
        "form": form,
        "yes": yes,
        "lines": lines,
        "anyway": anyway,
        "alike": alike,
    }
    return render(request, "people/add_expert.html", context)


@requires("people.change")
@never_cache
def add_office_holder(request: HttpRequest) -> HttpResponse:
    form, anyway = OfficeHolderForm(request.POST or None), AddAnywayForm(request.POST or None)
    alike: list[Person] = []
    if request.method == "POST" and form.is_valid() and anyway.is_valid():
        answers = dict(form.cleaned_data)
        particulars = Particulars(display_name=answers.pop("display_name"))
        alike = [] if anyway.cleaned_data["add_anyway"] else people_like(particulars)
        if not alike:
            added = services.add_office_holder(
                particulars=particulars, **answers, by=signed_in(request), on=timezone.localdate()
            )
            messages.success(request, _("%(name)s is in the register.") % {"name": added})
            return redirect(added)
    context = {"form": form, "anyway": anyway, "alike": alike}
    return render(request, "people/add_office_holder.html", context)


def people_like(particulars: Particulars) -> list[Person]:
    """Those in the register who may be the one about to be added."""
    current = particulars.stated_facts(Standing.PARTICIPANT).get(Fact.AFFILIATION) or [""]
    identity = PeopleLookup.of_the_register().identify(
        display_name=particulars.display_name,
        email=(particulars.facts or {}).get(Fact.EMAIL, ""),
        organisation=current[0],
    )
    ids = identity.candidates or ((identity.person_id,) if identity.person_id else ())
    return list(Person.objects.filter(pk__in=ids))


# --- consents ---


@requires("people.change")
@never_cache
def record_yes(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.profiles(viewer_of(request)), pk=pk)
    if standing_of(found) == Standing.OFFICE_HOLDER:
        raise Http404
    if the_register() is None:
        return render(request, "people/no_register.html")
    form = SignedYesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = services.record_yes(
            person=found, yes=form.signed_yes(), by=signed_in(request), on=timezone.localdate()
        )
        said = ngettext("One yes was written down.", "%(n)d yeses were written down.", len(given))
        messages.success(request, said % {"n": len(given)})
        return redirect(found)
    return render(request, "people/record_yes.html", {"person": found, "form": form})


@require_POST
@requires("people.change")
def withdraw_consent(request: HttpRequest, pk: int) -> HttpResponse:
    consent = get_object_or_404(consents_visible_to(viewer_of(request)), pk=pk)
    services.withdraw_consent(consent=consent, on=timezone.localdate())
    words = Purpose(consent.purpose).label
    messages.success(request, _("Withdrawn, from this moment on: %(yes)s.") % {"yes": words})
    return redirect(consent.person)


@requires("sources.view")
@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof of a yes, which names the person: whoever opens it stands in the look log."""
    rows = consents_visible_to(viewer_of(request)).exclude(evidence=None)
    consent = get_object_or_404(rows.select_related("evidence"), pk=pk)
    assert consent.evidence is not None  # noqa: S101  (excluded above)
    response = file_response(consent.evidence)
    services.note_look(person=consent.person, by=signed_in(request), what=Look.What.EXPORT)
    return response  # type: ignore[return-value]  # a streamed answer is one as well


def consents_visible_to(viewer: Viewer) -> QuerySet[Consent]:
    visible = Person.objects.visible_to(viewer).order_by()
    return Consent.objects.filter(person__in=visible).select_related("person")
