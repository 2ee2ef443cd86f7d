"""What officers do with a need or an offer alike: review it, renew it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.needs import queries, services
from caunoi.needs.forms import ReviewForm
from caunoi.needs.letters import office_of
from caunoi.needs.models import Need, Offer
from caunoi.needs.posting import Posting, Review

MODELS: dict[str, type[Posting]] = {"need": Need, "offer": Offer}


@requires("needs.change")
@require_safe
def to_review(request: HttpRequest) -> HttpResponse:
    """Everything bodies sent in, needs and offers, the longest waiting first."""
    waiting = queries.waiting_for_review(viewer_of(request))
    return render(request, "needs/to_review.html", {"waiting": waiting})


@requires("needs.change")
@require_POST
def review(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    found = posting_or_404(request, what, pk)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was decided: say what is missing, or why not."))
        return redirect(found.get_absolute_url())
    decide(request, found, form)
    return redirect(found.get_absolute_url())


def decide(request: HttpRequest, found: Posting, form: ReviewForm) -> None:
    try:
        services.review_posting(
            posting=found,
            review=Review(form.cleaned_data["verdict"]),
            words=form.cleaned_data["words"].strip(),
            by=signed_in(request),
            on=timezone.localdate(),
        )
    except services.DecidedMeanwhile:
        messages.warning(request, _("It was decided meanwhile. Nothing was changed."))
    else:
        told = _("Your decision is kept, and the office hears of it.")
        by_hand = _("Your decision is kept. The body has no office to write to: tell it yourself.")
        messages.success(request, told if office_of(found) else by_hand)


@requires("needs.change")
@require_POST
def renew(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    found = posting_or_404(request, what, pk)
    services.renew(posting=found, on=timezone.localdate())
    messages.success(request, _("Renewed for a year."))
    return redirect(found.get_absolute_url())


def posting_or_404(request: HttpRequest, what: str, pk: int) -> Posting:
    if what not in MODELS:
        raise Http404
    visible = MODELS[what].objects.visible_to(viewer_of(request))
    found: Posting = get_object_or_404(visible, pk=pk)
    return found
