"""Pages about needs: the list, writing one, and one need with its candidates."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.rules import may, requires
from caunoi.accounts.viewers import Viewer, signed_in, viewer_of
from caunoi.listing import page_of, tabs_of
from caunoi.needs import queries, services
from caunoi.needs.candidates import Proposed, kept_candidates, proposed_for
from caunoi.needs.counts import counts_of
from caunoi.needs.forms import CandidateFilterForm, NeedFilterForm, NeedForm, ReviewForm
from caunoi.needs.marking import keys_of_need
from caunoi.needs.models import Need, Verdict
from caunoi.needs.passing import counts_told
from caunoi.needs.posting import PostingState
from caunoi.needs.queries import Narrowing, Selection
from caunoi.needs.reasons import ShownReason, main_reasons, shown_reasons
from caunoi.needs.wording import SELECTION_LABELS, standing_of
from caunoi.search.building import index_is_sound
from caunoi.search.facets import Filters
from caunoi.sectors.models import Sector
from trithuc.categorise import categorise

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
        "page": page_of(rows, counts[selection], request.GET.get("page"), per_page=ON_A_PAGE),
        "tabs": tabs_of(request.GET, "show", SELECTION_LABELS, current=selection, counts=counts),
        "sort": sort,
        "is_narrowed": narrowing != Narrowing(),
        "today": timezone.localdate(),
    }
    return TemplateResponse(request, "needs/needs.html", context)


def selection_asked_for(
    request: HttpRequest, among: Collection[Selection] = tuple(Selection)
) -> Selection:
    asked = request.GET.get("show", "")
    return Selection(asked) if asked in among else Selection.OPEN


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
        services.change_posting(
            posting=form.save(commit=False), sectors=form.cleaned_data["sectors"]
        )
        messages.success(request, _("The need is changed."))
        return redirect(found)
    return render(request, "needs/write.html", {"form": form, "need": found})


@requires("needs.change")
@require_POST
def set_state(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Need.objects.visible_to(viewer_of(request)), pk=pk)
    if request.POST.get("state") in PostingState.values:
        services.set_state(posting=found, state=PostingState(request.POST["state"]))
        named = {"state": standing_of(found).label}
        messages.success(request, _("The need is now: %(state)s.") % named)
    return redirect(found)


@requires("needs.change")
@require_POST
@never_cache
def preview(request: HttpRequest) -> HttpResponse:
    """Who could answer what is being written; nothing of it is kept."""
    viewer = viewer_of(request)
    form = NeedForm(request.POST)
    form.is_valid()
    written = draft_of(form)
    context = {
        "form": form,
        "groups": shown_groups(written, viewer, Filters(), keys_of_need(written)),
        "is_preview": True,
        "index_is_sound": index_is_sound(),
    }
    if request.headers.get("HX-Request") == "true":
        return render(request, "needs/parts/candidates.html", context)
    return render(request, "needs/write.html", context)


def draft_of(form: NeedForm) -> Need:
    """What can be read so far: an unfinished date spoils nothing."""
    answers = form.cleaned_data
    return Need(
        title=answers.get("title", ""),
        text=answers.get("text", ""),
        ways_wanted=answers.get("ways_wanted", []),
    )


# --- one need ---


@requires("needs.view")
@require_safe
@never_cache
def need(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(queries.need_pages(viewer), pk=pk)
    context = {"need": found, "standing": standing_of(found)}
    if may(viewer, "matches.view"):
        context |= officer_context(request, found, viewer)
        return TemplateResponse(request, "needs/need.html", context)
    context["counts"] = counts_of([found])[found.pk]
    return render(request, "needs/need_at_home.html", context)


def officer_context(request: HttpRequest, found: Need, viewer: Viewer) -> dict[str, Any]:
    form = CandidateFilterForm(request.GET)
    keys = keys_of_need(found)
    return {
        "form": form,
        "groups": shown_groups(found, viewer, form.filters(), keys),
        "shortlisted": kept_rows(found, viewer, Verdict.SHORTLISTED, keys),
        "hidden": kept_rows(found, viewer, Verdict.HIDDEN, keys),
        "suggested": [] if found.need_sectors.all() else suggested_sectors(found),
        "index_is_sound": index_is_sound(),
        "counts_told": counts_told(found),
        "review_form": ReviewForm() if found.waits_for_review else None,
    }


def shown_groups(found: Need, viewer: Viewer, filters: Filters, keys: set[int]) -> list[Any]:
    """Of each kind (group, its rows with the reasons that say most)."""
    return [
        (group, [with_reasons(row, keys) for row in group.rows])
        for group in proposed_for(found, viewer, filters)
    ]


def kept_rows(found: Need, viewer: Viewer, verdict: Verdict, keys: set[int]) -> list[Any]:
    kept = kept_candidates(queries.matches_of(found, viewer, verdict), viewer)
    return [with_reasons(row, keys) for row in kept]


def with_reasons(row: Proposed, keys: set[int]) -> tuple[Proposed, list[ShownReason]]:
    return row, shown_reasons(main_reasons(row.reasons), keys)


def suggested_sectors(found: Need) -> list[Sector]:
    """Those the library would assign; an officer confirms them."""
    placed = categorise(found.text, title=found.title, language=found.language)
    return [Sector(code=one.code) for one in placed.sectors if one.assigned]


@requires("needs.change")
@require_POST
def confirm_sectors(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Need.objects.visible_to(viewer_of(request)), pk=pk)
    known = Sector.objects.filter(is_retired=False, code__in=request.POST.getlist("sectors"))
    services.confirm_sectors(posting=found, sectors=[sector.code for sector in known])
    messages.success(request, _("The sectors are kept."))
    return redirect(found)
