"""Pages about what stands where: the sectors, one sector, and who gives which priority."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.landscape import pictures, queries
from caunoi.landscape.forms import PriorityForm
from caunoi.landscape.queries import CountryFigures
from caunoi.organisations.queries import the_register
from caunoi.organisations.wording import countries_in_order, country_name
from caunoi.people.wording import in_readers_language
from caunoi.sectors.models import Priority, Sector
from caunoi.sectors.services import delete_priority as delete_stated_priority
from caunoi.sectors.services import state_priority


@requires("sectors.view")
@require_safe
@never_cache
def sectors(request: HttpRequest) -> HttpResponse:
    families = [
        (in_readers_language(one.family.labels), one.rows)
        for one in queries.figures_by_family(viewer_of(request))
    ]
    return render(request, "landscape/sectors.html", {"families": families})


@requires("sectors.view")
@require_safe
@never_cache
def sector(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Sector, code=code, is_retired=False)
    viewer = viewer_of(request)
    context = {
        "sector": found,
        "concepts": [in_readers_language(one.pref_label) for one in queries.concepts_under(found)],
        "experts": queries.experts_of(found, viewer),
        "proposals": queries.proposals_of(found, viewer),
        "needs": queries.needs_of(found, viewer),
        "projects": queries.projects_of(found, viewer),
        "organisations": queries.organisations_of(found, viewer),
        "priorities": Priority.objects.visible_to(viewer)
        .filter(sector=found)
        .select_related("source"),
    }
    return render(request, "landscape/sector.html", context)


# --- sector × country ---


@requires("sectors.view")
@require_safe
@never_cache
def countries(request: HttpRequest) -> HttpResponse:
    figures = queries.experts_by_country(viewer_of(request))
    return render(request, "landscape/countries.html", countries_context(figures))


def countries_context(figures: list[CountryFigures]) -> dict[str, Any]:
    """What `landscape/parts/countries_table.html` shows."""
    return {
        "countries": [pictures.name_of(one) for one in figures],
        "rows": [
            (sector, [one.by_sector.get(sector.code, 0) for one in figures])
            for sector in Sector.objects.filter(is_retired=False)
        ],
    }


@requires("sectors.view")
@require_safe
@never_cache
def countries_picture(request: HttpRequest) -> HttpResponse:
    figures = queries.experts_by_country(viewer_of(request))
    sectors = list(Sector.objects.filter(is_retired=False))
    return svg_response(pictures.sectors_by_country(figures, sectors))


def svg_response(svg: str) -> HttpResponse:
    return HttpResponse(svg, content_type="image/svg+xml")


# --- the map ---


@requires("sectors.view")
@require_safe
@never_cache
def map_of_organisations(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    chosen = countries_asked_for(request)
    codes = queries.countries_of_organisations(viewer)
    context = {
        "places": queries.places_of_organisations(viewer, chosen),
        "asked": request.GET.get("country", ""),
        "choices": [(code, country_name(code)) for code in countries_in_order(codes)],
    }
    return render(request, "landscape/map.html", context)


@requires("sectors.view")
@require_safe
@never_cache
def map_picture_of_organisations(request: HttpRequest) -> HttpResponse:
    places = queries.places_of_organisations(viewer_of(request), countries_asked_for(request))
    if not places:
        raise Http404
    return svg_response(pictures.map_of(places))


def countries_asked_for(request: HttpRequest) -> list[str]:
    """?country=, else the countries of the register's own region."""
    asked = request.GET.get("country", "")
    if asked:
        return [asked[:2].upper()]
    register = the_register()
    return register.countries if register else []


# --- priorities ---


@requires("sectors.view")
@require_safe
@never_cache
def priorities(request: HttpRequest) -> HttpResponse:
    rows = queries.priority_rows(viewer_of(request))
    countries = queries.countries_with_priorities(rows)
    context = {
        "rows": [
            (row, [(code, row.by_country.get(code, ())) for code in countries]) for row in rows
        ],
        "countries": countries,
    }
    return render(request, "landscape/priorities.html", context)


@requires("sectors.change")
@require_http_methods(["GET", "HEAD", "POST"])
def add_priority(request: HttpRequest) -> HttpResponse:
    return write_priority(request, Priority())


@requires("sectors.change")
@require_http_methods(["GET", "HEAD", "POST"])
def change_priority(request: HttpRequest, pk: int) -> HttpResponse:
    return write_priority(
        request, get_object_or_404(Priority.objects.select_related("source"), pk=pk)
    )


def write_priority(request: HttpRequest, priority: Priority) -> HttpResponse:
    form = PriorityForm(request.POST or None, instance=priority)
    if request.method == "POST" and form.is_valid():
        answers: dict[str, Any] = form.cleaned_data
        priority = form.save(commit=False)
        priority.sector_id = answers["sector"]
        state_priority(
            priority=priority,
            source_title=answers["source_title"],
            source_url=answers["source_url"],
            by=signed_in(request),
            on=timezone.localdate(),
        )
        messages.success(request, _("The priority is kept."))
        return redirect("landscape:priorities")
    return render(request, "landscape/write_priority.html", {"form": form, "priority": priority})


@requires("sectors.change")
@require_POST
def delete_priority(request: HttpRequest, pk: int) -> HttpResponse:
    delete_stated_priority(priority=get_object_or_404(Priority, pk=pk))
    messages.success(request, _("The priority is gone."))
    return redirect("landscape:priorities")
