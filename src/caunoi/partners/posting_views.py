"""A body's needs and offers on its own pages: what stands, a draft, sending one in, taking it back.

Invariant: no person's name stands on them; of people only `needs.counts` is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.viewers import Viewer, viewer_of
from caunoi.needs import services
from caunoi.needs.counts import counts_of
from caunoi.needs.forms import NeedTermsForm, OfferTermsForm, PostingForm
from caunoi.needs.models import Need, Offer
from caunoi.needs.posting import Posting, PostingState, Review
from caunoi.needs.queries import need_pages, offer_pages
from caunoi.needs.wording import Standing, standing_of
from caunoi.organisations.models import Organisation
from caunoi.partners.access import bodys_page, opened_link
from caunoi.partners.frame import page


@dataclass(frozen=True, slots=True)
class Noun:
    """What differs between the pages of needs and those of offers."""

    model: type[Posting]
    form: type[PostingForm]
    adding: str | Promise
    changing: str | Promise


NOUNS = {
    "need": Noun(Need, NeedTermsForm, gettext_lazy("Post a need"), gettext_lazy("Change the need")),
    "offer": Noun(
        Offer, OfferTermsForm, gettext_lazy("Post an offer"), gettext_lazy("Change the offer")
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    what: str
    posting: Posting
    standing: Standing


@require_safe
@bodys_page
def needs(request: HttpRequest, body: Organisation) -> HttpResponse:
    viewer = viewer_of(request)
    context = {"needs": lines("need", viewer), "offers": lines("offer", viewer)}
    return page(request, body, "partners/needs.html", context)


def lines(what: str, viewer: Viewer) -> list[Line]:
    visible = NOUNS[what].model.objects.visible_to(viewer).order_by("-stated_on", "-pk")
    return [Line(what, one, standing_of(one)) for one in visible]


@require_http_methods(["GET", "HEAD", "POST"])
@bodys_page
def add_posting(request: HttpRequest, body: Organisation, what: str) -> HttpResponse:
    noun = noun_or_404(what)
    form = form_of(request, noun, noun.model())
    if request.method == "POST" and form.is_valid():
        posting = form.save(commit=False)
        link = opened_link(request)
        posting.contact_point = link.contact_point if link else None
        services.post(
            posting=posting,
            body=body,
            sectors=form.cleaned_data["sectors"],
            as_draft=form.drafts,
            on=timezone.localdate(),
        )
        return said_and_back(request, as_draft=form.drafts)
    context = {"form": form, "heading": noun.adding}
    return page(request, body, "partners/write_posting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@bodys_page
def change_posting(request: HttpRequest, body: Organisation, what: str, pk: int) -> HttpResponse:
    noun, found = noun_or_404(what), posting_or_404(request, what, pk)
    if not found.can_be_changed_by_its_body or found.state != PostingState.OPEN:
        messages.info(request, _("It is decided on: withdraw it and post another, or write to us."))
        return redirect("partners:posting", what, pk)
    form = form_of(request, noun, found)
    if request.method == "POST" and form.is_valid():
        return keep_change(request, form)
    context = {"form": form, "heading": noun.changing, "posting": found}
    return page(request, body, "partners/write_posting.html", context)


def keep_change(request: HttpRequest, form: PostingForm) -> HttpResponse:
    try:
        services.change_by_body(
            posting=form.save(commit=False),
            sectors=form.cleaned_data["sectors"],
            as_draft=form.drafts,
        )
    except services.DecidedMeanwhile:
        messages.warning(request, _("It was decided meanwhile. Nothing was changed."))
        return redirect("partners:needs")
    return said_and_back(request, as_draft=form.drafts)


def form_of(request: HttpRequest, noun: Noun, posting: Posting) -> PostingForm:
    return noun.form(request.POST or None, instance=posting, drafts="draft" in request.POST)


def said_and_back(request: HttpRequest, *, as_draft: bool) -> HttpResponse:
    kept = _("Kept as a draft. Only you see it.")
    sent = _("Thank you. The mission reads it and writes to you.")
    messages.success(request, kept if as_draft else sent)
    return redirect("partners:needs")


@require_safe
@bodys_page
def posting(request: HttpRequest, body: Organisation, what: str, pk: int) -> HttpResponse:
    found = posting_or_404(request, what, pk)
    context: dict[str, Any] = {
        "posting": found,
        "what": what,
        "standing": standing_of(found),
        "is_open": found.state == PostingState.OPEN and found.review != Review.REFUSED,
        "sectors": [one.sector for one in found.sector_rows.all()],
    }
    if isinstance(found, Need) and found.review == Review.ACCEPTED:
        context["counts"] = counts_of([found])[found.pk]
    return page(request, body, "partners/posting.html", context)


@require_POST
@bodys_page
def withdraw(request: HttpRequest, body: Organisation, what: str, pk: int) -> HttpResponse:
    services.withdraw(posting=posting_or_404(request, what, pk))
    messages.success(request, _("Withdrawn. It is no longer matched."))
    return redirect("partners:needs")


@require_POST
@bodys_page
def renew(request: HttpRequest, body: Organisation, what: str, pk: int) -> HttpResponse:
    found = posting_or_404(request, what, pk)
    if found.review != Review.ACCEPTED or found.state != PostingState.OPEN:
        raise Http404
    services.renew(posting=found, on=timezone.localdate())
    messages.success(request, _("Renewed for a year."))
    return redirect("partners:needs")


def noun_or_404(what: str) -> Noun:
    if what not in NOUNS:
        raise Http404
    return NOUNS[what]


def posting_or_404(request: HttpRequest, what: str, pk: int) -> Posting:
    noun_or_404(what)
    pages: Any = need_pages if what == "need" else offer_pages
    found: Posting = get_object_or_404(pages(viewer_of(request)), pk=pk)
    return found
