"""Pages of organisations, and the page on which the register gets its name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.accounts.rules import may, requires
from caunoi.accounts.viewers import Viewer, signed_in, viewer_of
from caunoi.organisations import queries, services
from caunoi.organisations.forms import (
    OrganisationFilter,
    OrganisationForm,
    RegisterForm,
    names_about,
    particulars_in,
)
from caunoi.organisations.history import past_changes
from caunoi.organisations.models import Organisation, OrganisationStatus, RelationKind
from caunoi.organisations.wording import countries_in_order, reader_language
from trithuc.identifiers import ror

PER_PAGE = 50
EVENTS_SHOWN = 20
PROJECTS_SHOWN = 10


@require_safe
@requires("organisations.view")
def organisations(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    countries = countries_in_order(queries.countries_in_use())
    form = OrganisationFilter(request.GET, countries=countries)
    sort = request.GET.get("sort", "name")
    found = queries.listed_organisations(viewer, **form.narrowing)
    page = page_of(
        queries.sorted_organisations(found, sort, countries=countries), request.GET.get("page")
    )
    lines = queries.lines_of(page.object_list, viewer, language=reader_language())
    context = {"form": form, "sort": sort, "page": page, "lines": lines}
    return TemplateResponse(request, "organisations/organisations.html", context)


@require_safe
@requires("organisations.view")
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(queries.organisation_with_everything(viewer), pk=pk)
    ties = queries.ties_of(found, viewer)
    context = {
        "organisation": found,
        "is_active": found.status == OrganisationStatus.ACTIVE,
        "ror_url": ror.format(found.ror_id) if found.ror_id else "",
        "ties": [(kind.label, others) for kind, others in ties.items()],
        "successors": ties.get(RelationKind.SUCCESSOR, ()),
        "page": page_of(queries.people_at(found, viewer), request.GET.get("page")),
        "events": queries.events_hosted_by(found, viewer)[:EVENTS_SHOWN],
        # One more than is shown, to know whether there are more.
        "projects": list(queries.projects_of(found, viewer)[: PROJECTS_SHOWN + 1]),
        **provenance(found, viewer),
    }
    return TemplateResponse(request, "organisations/organisation.html", context)


def provenance(organisation: Organisation, viewer: Viewer) -> dict[str, Any]:
    """Who said what and who changed what: rows of files and names of colleagues, for officers."""
    if not may(viewer, "sources.view"):
        return {"said": {}, "changes": ()}
    return {"said": queries.said_about(organisation), "changes": past_changes(organisation)}


@require_http_methods(["GET", "HEAD", "POST"])
@requires("organisations.change")
def add_organisation(request: HttpRequest) -> HttpResponse:
    form, names = OrganisationForm(request.POST or None), names_about(None, request.POST or None)
    alike: list[Organisation] = []
    if request.method == "POST" and form.is_valid() and names.is_valid():
        particulars = particulars_in(form, names)
        if "anyway" not in request.POST:
            alike = list(queries.namesakes(particulars.all_names))
        if not alike:
            added = services.add_organisation(
                particulars=particulars, by=signed_in(request), on=timezone.localdate()
            )
            messages.success(request, _("%(name)s was added.") % {"name": added})
            return redirect(added)
    context = {"form": form, "names": names, "alike": alike}
    return TemplateResponse(request, "organisations/add_organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("organisations.change")
def change_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    visible = queries.organisation_with_everything(viewer_of(request))
    found = get_object_or_404(visible, pk=pk)
    form = OrganisationForm.about(found, request.POST or None)
    names = names_about(found, request.POST or None)
    if request.method == "POST" and form.is_valid() and names.is_valid():
        services.change_organisation(
            organisation=found,
            particulars=particulars_in(form, names),
            by=signed_in(request),
            on=timezone.localdate(),
        )
        messages.success(request, _("%(name)s was saved.") % {"name": found})
        return redirect(found)
    context = {"organisation": found, "form": form, "names": names}
    return TemplateResponse(request, "organisations/change_organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponseBase:
    """For administrators, and for an officer while nobody has named the register yet."""
    is_first_time = queries.the_register() is None
    if is_first_time and may(viewer_of(request), "organisations.change"):
        return register_settings(request)
    return requires("settings.change")(register_settings)(request)


register.required_permission = "settings.change"  # type: ignore[attr-defined]


def register_settings(request: HttpRequest) -> HttpResponse:
    held = queries.the_register()
    form = RegisterForm(request.POST or None, register=held)
    if request.method == "POST" and form.is_valid():
        services.name_register(
            name=form.cleaned_data["name"],
            controller=form.cleaned_data["controller"],
            countries=form.cleaned_data["countries"],
            by=signed_in(request),
            on=timezone.localdate(),
        )
        messages.success(request, _("The register was saved."))
        is_kept = may(viewer_of(request), "settings.change")
        return redirect("organisations:register" if is_kept else "desk:desk")
    return TemplateResponse(
        request, "organisations/register.html", {"form": form, "is_first_time": held is None}
    )


def page_of(rows: Any, number: str | None) -> Page[Any]:
    """The page asked for, else the nearest there is."""
    return Paginator(rows, PER_PAGE).get_page(number)
