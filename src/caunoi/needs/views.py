"""Pages about needs: the list, writing one, and one need with its candidates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.needs import queries, services
from caunoi.needs.forms import NeedFilterForm, NeedForm
from caunoi.needs.models import Need, NeedState
from caunoi.needs.queries import Narrowing, Selection
from caunoi.needs.wording import SELECTION_LABELS, TONE_OF_STATE

ON_A_PAGE = 50


# --- the list ---


@requires("needs.view")
@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = NeedFilterForm(request.GET, viewer=viewer)
    narrowing = form.narrowing()
    selection = selection_asked_for(request)
    sort = request.GET.get("sort", "-stated")
    found = queries.found_needs(viewer, narrowing)
    counts = queries.counts_by_selection(found, viewer)
    rows = queries.listed_needs(found, selection, sort, viewer=viewer)
    context = {
        "form": form,
        "page": page_of(rows, counts[selection], request.GET.get("page")),
        "tabs": selection_tabs(request.GET, selection, counts),
        "sort": sort,
        "is_narrowed": narrowing != Narrowing(),
        "today": timezone.localdate(),
    }
    return TemplateResponse(request, "needs/needs.html", context)


def selection_asked_for(request: HttpRequest) -> Selection:
    try:
        return Selection(request.GET.get("show", ""))
    except ValueError:
        return Selection.OPEN


def page_of(rows: QuerySet[Need], count: int, number: str | None) -> Page[Need]:
    """count: already known from the tabs, so it is not asked for again."""
    paginator = Paginator(rows, ON_A_PAGE)
    paginator.__dict__["count"] = count
    return paginator.get_page(number)


def selection_tabs(
    query: QueryDict, current: Selection, counts: Mapping[Selection, int]
) -> list[dict[str, Any]]:
    return [
        {
            "label": SELECTION_LABELS[selection],
            "url": f"?{_address(query, selection)}",
            "is_current": selection == current,
            "count": counts[selection],
        }
        for selection in Selection
    ]


def _address(query: QueryDict, selection: Selection) -> str:
    address = query.copy()
    address.pop("page", None)
    address["show"] = selection.value
    return address.urlencode()


# --- writing ---


@requires("needs.change")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new need; ?text= begins it, as from a note."""
    form = NeedForm(request.POST or None, initial={"text": request.GET.get("text", "")})
    if request.method == "POST" and form.is_valid():
        written = services.write_need(
            need=form.save(commit=False),
            sectors=form.cleaned_data["sectors"],
            by=signed_in(request),
            on=timezone.localdate(),
        )
        messages.success(request, _("The need is kept."))
        return redirect(written)
    return render(request, "needs/write.html", {"form": form})


@requires("needs.change")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Need.objects.visible_to(viewer_of(request)), pk=pk)
    form = NeedForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        services.change_need(need=form.save(commit=False), sectors=form.cleaned_data["sectors"])
        messages.success(request, _("The need is changed."))
        return redirect(found)
    return render(request, "needs/write.html", {"form": form, "need": found})


@requires("needs.change")
@require_POST
def set_state(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Need.objects.visible_to(viewer_of(request)), pk=pk)
    if request.POST.get("state") in NeedState.values:
        services.set_state(need=found, state=NeedState(request.POST["state"]))
        messages.success(request, _("The need is now: %(state)s.") % {"state": state_of(found)})
    return redirect(found)


def state_of(need: Need) -> str:
    return str(NeedState(need.state).label)


# --- one need ---


@requires("needs.view")
@require_safe
@never_cache
def need(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(queries.need_pages(viewer), pk=pk)
    context = {
        "need": found,
        "tone": TONE_OF_STATE[NeedState(found.state)],
        "is_officer": viewer.is_officer,
    }
    return render(request, "needs/need.html", context)
