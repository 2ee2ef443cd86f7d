"""The pages of projects."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from caunoi.accounts.rules import may, requires
from caunoi.accounts.viewers import Viewer, viewer_of
from caunoi.organisations.models import Organisation
from caunoi.organisations.wording import countries_in_order
from caunoi.programmes import queries
from caunoi.programmes.forms import ProjectFilter

PROJECTS_ON_A_PAGE = 50


@require_safe
@requires("projects.view")
def projects(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = ProjectFilter(
        request.GET,
        countries=countries_in_order(queries.countries_of_partners()),
        years=queries.years_of_projects(),
    )
    narrowing = form.narrowing
    found = queries.found_projects(viewer, narrowing)
    page = Paginator(found, PROJECTS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": queries.lines_of(page.object_list, narrowing),
        "partner": partner_asked_for(viewer, narrowing),
        "is_narrowed": narrowing != queries.Narrowing(),
    }
    return TemplateResponse(request, "programmes/projects.html", context)


def partner_asked_for(viewer: Viewer, narrowing: queries.Narrowing) -> Organisation | None:
    """The organisation whose projects are listed; None for all or for one that is not there."""
    if narrowing.organisation_id is None:
        return None
    return Organisation.objects.visible_to(viewer).filter(pk=narrowing.organisation_id).first()


@require_safe
@requires("projects.view")
def project(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(queries.project_with_everything(viewer), pk=pk)
    # Rows of files are for those who may ask where a fact came from.
    said = queries.said_about(found) if may(viewer, "sources.view") else {}
    context = {
        "project": found,
        "said": said,
        "field_lines": queries.field_lines(found),
        "partners": queries.partners_by_role(found),
    }
    return TemplateResponse(request, "programmes/project.html", context)
