"""The search page, and saving, renaming and deleting one's own filters."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.search import queries, services
from caunoi.search.forms import RenameForm, SavedFilterForm, SearchForm
from caunoi.search.index import NoIndex
from caunoi.search.models import SavedFilter
from caunoi.search.narrowing import facet_groups, tabs_of

HITS_ON_A_PAGE = 20


@requires("search.use")
@require_safe
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    context = {"form": form, "typed": form.typed(), "is_officer": viewer_of(request).is_officer}
    try:
        context |= results_of(request, form)
    except NoIndex:
        services.ask_for_index()
        context |= {"is_being_built": True}
    return TemplateResponse(request, "search/search.html", context)


def results_of(request: HttpRequest, form: SearchForm) -> dict[str, Any]:
    """Raises NoIndex."""
    viewer, typed, filters, kind = (
        viewer_of(request),
        form.typed(),
        form.filters(),
        form.chosen_kind(),
    )
    found = queries.find(typed, viewer=viewer, filters=filters)
    hits = found.of_kind(kind)
    page = Paginator(hits, HITS_ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "found": found,
        "page": page,
        "hits": queries.shown(list(page.object_list), typed, viewer),
        "tabs": tabs_of(request.GET, found.counts or {}, kind),
        "facets": facet_groups(request.GET, queries.facets_of(hits), filters),
        "looked_at": queries.looked_at(filters),
        "is_narrowed": bool(filters.chosen or kind),
    }


# --- saved filters ---


@requires("search.use")
@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    form = SavedFilterForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(form.errors.as_text(), content_type="text/plain")
    saved = services.save_filter(user=signed_in(request), **form.cleaned_data)
    messages.success(request, _("Saved: %(name)s.") % {"name": saved})
    return redirect(saved)


@requires("search.use")
@require_POST
def rename_filter(request: HttpRequest, pk: int) -> HttpResponse:
    saved = own_filter(request, pk)
    form = RenameForm(request.POST)
    if form.is_valid():
        try:
            services.rename_filter(saved=saved, name=form.cleaned_data["name"])
        except IntegrityError:
            messages.error(request, _("Another of your filters of this list has that name."))
    return redirect(saved)


@requires("search.use")
@require_POST
def delete_filter(request: HttpRequest, pk: int) -> HttpResponse:
    saved = own_filter(request, pk)
    address = saved.get_absolute_url()
    services.delete_filter(saved=saved)
    messages.success(request, _("Deleted: %(name)s.") % {"name": saved})
    return redirect(address)


def own_filter(request: HttpRequest, pk: int) -> SavedFilter:
    return get_object_or_404(SavedFilter.objects.visible_to(viewer_of(request)), pk=pk)
