"""Officers' pages about offers: the list, writing one, and one offer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.listing import page_of, tabs_of
from caunoi.needs import queries, services
from caunoi.needs.forms import OfferFilterForm, OfferForm, ReviewForm
from caunoi.needs.models import Offer
from caunoi.needs.posting import PostingState
from caunoi.needs.queries import SELECTIONS_OF_OFFERS, Selection
from caunoi.needs.views import ON_A_PAGE, selection_asked_for
from caunoi.needs.wording import SELECTION_LABELS, standing_of


@requires("needs.view")
@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    form = OfferFilterForm(request.GET)
    selection = selection_asked_for(request, among=SELECTIONS_OF_OFFERS)
    found = queries.found_offers(viewer_of(request), form.words())
    counts = queries.offers_by_selection(found)
    labels: dict[Selection, str | Promise] = {
        one: SELECTION_LABELS[one] for one in SELECTIONS_OF_OFFERS
    }
    rows = queries.listed_offers(found, selection)
    context = {
        "form": form,
        "page": page_of(rows, counts[selection], request.GET.get("page"), per_page=ON_A_PAGE),
        "tabs": tabs_of(request.GET, "show", labels, current=selection, counts=counts),
        "is_narrowed": bool(form.words()),
    }
    return TemplateResponse(request, "needs/offers.html", context)


@requires("needs.change")
@require_http_methods(["GET", "HEAD", "POST"])
def add_offer(request: HttpRequest) -> HttpResponse:
    form = OfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        written = services.write_offer(
            offer=form.save(commit=False),
            sectors=form.cleaned_data["sectors"],
            by=signed_in(request),
            on=timezone.localdate(),
        )
        messages.success(request, _("The offer is kept."))
        return redirect(written)
    return render(request, "needs/write_offer.html", {"form": form})


@requires("needs.change")
@require_http_methods(["GET", "HEAD", "POST"])
def change_offer(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Offer.objects.visible_to(viewer_of(request)), pk=pk)
    form = OfferForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        services.change_posting(
            posting=form.save(commit=False), sectors=form.cleaned_data["sectors"]
        )
        messages.success(request, _("The offer is changed."))
        return redirect(found)
    return render(request, "needs/write_offer.html", {"form": form, "offer": found})


@requires("needs.view")
@require_safe
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.offer_pages(viewer_of(request)), pk=pk)
    context = {
        "offer": found,
        "standing": standing_of(found),
        "review_form": ReviewForm() if found.waits_for_review else None,
    }
    return render(request, "needs/offer.html", context)


@requires("needs.change")
@require_POST
def set_offer_state(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Offer.objects.visible_to(viewer_of(request)), pk=pk)
    if request.POST.get("state") in PostingState.values:
        services.set_state(posting=found, state=PostingState(request.POST["state"]))
        named = {"state": standing_of(found).label}
        messages.success(request, _("The offer is now: %(state)s.") % named)
    return redirect(found)
