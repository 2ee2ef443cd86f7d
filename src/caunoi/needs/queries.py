"""Reading needs: the list, one need with those kept and set aside for it, and what waits.

Every function that begins a query goes through `visible_to(viewer)`; a person whose yes to being
matched no longer stands is in none of the answers.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from caunoi.accounts.viewers import Viewer
from caunoi.needs.models import Match, Need, NeedSector, Offer, OfferSector, Verdict
from caunoi.needs.posting import Posting, PostingState, Review, has_expired, is_in_use
from caunoi.organisations.models import Organisation
from caunoi.people.folded import Folded
from trithuc.text.folding import fold

WARNED_BEFORE = datetime.timedelta(days=14)


class Selection(StrEnum):
    """Which needs are listed."""

    OPEN = "open"
    TO_REVIEW = "to_review"
    WITHOUT_EXPERT = "without_expert"
    MET = "met"
    EXPIRED = "expired"
    CLOSED = "closed"


SELECTIONS_OF_OFFERS = tuple(one for one in Selection if one != Selection.WITHOUT_EXPERT)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to; an empty value does not narrow."""

    words: str = ""
    sector: str = ""
    asked_by: int | None = None


ORDERS = {
    "-stated": ("-stated_on", "-id"),
    "stated": ("stated_on", "id"),
    "due": ("due_on", "id"),
    "-due": ("-due_on", "-id"),
}


# --- the list ---


def found_needs(viewer: Viewer, narrowing: Narrowing) -> QuerySet[Need]:
    """All visible that the filters leave, in whatever state and no order."""
    found = Need.objects.visible_to(viewer).order_by()
    for word in fold(narrowing.words).split():
        found = found.alias(said=Folded("text"), called=Folded("title"))
        found = found.filter(Q(said__contains=word) | Q(called__contains=word))
    if narrowing.sector:
        found = found.filter(_in_sector(narrowing.sector))
    if narrowing.asked_by:
        found = found.filter(asked_by=narrowing.asked_by)
    return found


def counts_by_selection(found: QuerySet[Need], viewer: Viewer) -> Mapping[Selection, int]:
    counts = found.aggregate(
        **{
            selection.value: Count("pk", filter=_condition(selection, viewer))
            for selection in Selection
        }
    )
    return {selection: counts[selection.value] for selection in Selection}


def listed_needs(
    found: QuerySet[Need], selection: Selection, sort: str, *, viewer: Viewer
) -> QuerySet[Need]:
    """Those of one selection, with all that a row shows; `kept` counts the shortlist."""
    shortlisted = Count("matches", filter=Q(matches__in=_shortlisted(viewer)), distinct=True)
    return (
        with_sectors(found.filter(_condition(selection, viewer)))
        .annotate(kept=shortlisted)
        .select_related("asked_by")
        .order_by(*ORDERS.get(sort, ORDERS["-stated"]))
    )


def bodies_that_ask(viewer: Viewer) -> QuerySet[Organisation]:
    asked = Need.objects.visible_to(viewer).filter(asked_by=OuterRef("pk"))
    return Organisation.objects.visible_to(viewer).filter(Exists(asked))


# --- what waits ---


def needs_without_expert(viewer: Viewer) -> QuerySet[Need]:
    """Open needs on whose shortlist no expert stands who may still be matched."""
    condition = _condition(Selection.WITHOUT_EXPERT, viewer)
    return Need.objects.visible_to(viewer).filter(condition)


def needs_due(viewer: Viewer, *, by: datetime.date) -> QuerySet[Need]:
    """Open needs wanted by that day, those overdue included, the first due first."""
    due = Need.objects.visible_to(viewer).in_use(on=timezone.localdate()).filter(due_on__lte=by)
    return due.order_by("due_on", "id")


# --- one need ---


def need_pages(viewer: Viewer) -> QuerySet[Need]:
    """Needs with what a page shows of one."""
    visible = Need.objects.visible_to(viewer)
    return with_sectors(
        visible.select_related("asked_by", "contact_point", "event", "source", "source__officer")
    )


def matches_of(need: Need, viewer: Viewer, verdict: Verdict) -> QuerySet[Match]:
    """Those the officers kept, or set aside, and whom the viewer may see; best score first."""
    return (
        Match.objects.visible_to(viewer)
        .filter(need=need, verdict=verdict)
        .select_related("person", "organisation", "proposal", "offer", "decided_by")
        .order_by("-score", "id")
    )


# --- what comes along ---


def with_sectors(needs: QuerySet[Need]) -> QuerySet[Need]:
    """The same needs, each with its sectors at hand."""
    sectors = NeedSector.objects.select_related("sector")
    return needs.prefetch_related(Prefetch("need_sectors", sectors))


# --- conditions ---


def _condition(selection: Selection, viewer: Viewer) -> Q:
    if selection == Selection.WITHOUT_EXPERT:
        kept = _shortlisted(viewer).filter(need=OuterRef("pk"), person__isnull=False)
        return Q(~Exists(kept)) & is_in_use(timezone.localdate())
    return standing_as(selection, on=timezone.localdate())


def standing_as(selection: Selection, *, on: datetime.date) -> Q:
    """Each need or offer stands as exactly one of these."""
    is_open = Q(review=Review.ACCEPTED, state=PostingState.OPEN)
    conditions = {
        Selection.OPEN: is_in_use(on),
        Selection.TO_REVIEW: Q(
            review__in=[Review.DRAFT, Review.WAITING, Review.ASKED_BACK], state=PostingState.OPEN
        ),
        Selection.EXPIRED: is_open & has_expired(on),
        Selection.MET: Q(state=PostingState.MET),
        Selection.CLOSED: Q(state=PostingState.CLOSED)
        | Q(review=Review.REFUSED, state=PostingState.OPEN),
    }
    return conditions[selection]


def _shortlisted(viewer: Viewer) -> QuerySet[Match]:
    return Match.objects.visible_to(viewer).filter(verdict=Verdict.SHORTLISTED).order_by()


def _in_sector(code: str) -> Q:
    return Q(Exists(NeedSector.objects.filter(need=OuterRef("pk"), sector=code)))


# --- offers ---


def found_offers(viewer: Viewer, words: str) -> QuerySet[Offer]:
    """All visible that these words leave, in whatever state and no order."""
    found: QuerySet[Offer] = Offer.objects.visible_to(viewer).order_by()
    for word in fold(words).split():
        found = found.alias(said=Folded("text"), called=Folded("title"))
        found = found.filter(Q(said__contains=word) | Q(called__contains=word))
    return found


def offers_by_selection(found: QuerySet[Offer]) -> Mapping[Selection, int]:
    on = timezone.localdate()
    counts = found.aggregate(
        **{one.value: Count("pk", filter=standing_as(one, on=on)) for one in SELECTIONS_OF_OFFERS}
    )
    return {one: counts[one.value] for one in SELECTIONS_OF_OFFERS}


def listed_offers(found: QuerySet[Offer], selection: Selection) -> QuerySet[Offer]:
    """Those of one selection, with all that a row shows, the newest first."""
    chosen = found.filter(standing_as(selection, on=timezone.localdate()))
    return with_offered_sectors(chosen.select_related("offered_by")).order_by("-stated_on", "-id")


def offer_pages(viewer: Viewer) -> QuerySet[Offer]:
    """Offers with what a page shows of one."""
    visible = Offer.objects.visible_to(viewer)
    return with_offered_sectors(
        visible.select_related("offered_by", "contact_point", "event", "source", "source__officer")
    )


def with_offered_sectors(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """The same offers, each with its sectors at hand."""
    sectors = OfferSector.objects.select_related("sector")
    return offers.prefetch_related(Prefetch("offer_sectors", sectors))


# --- both ---


def waiting_for_review(viewer: Viewer) -> list[Posting]:
    """Needs and offers that bodies sent in, the longest waiting first."""
    waiting = [
        posting
        for model in (Need, Offer)
        for posting in _to_review(model, viewer).select_related(model.body_field)
    ]
    return sorted(waiting, key=lambda one: (one.stated_on, one.pk))


def days_of_those_waiting_for_review(viewer: Viewer) -> list[datetime.date]:
    """On which day each was stated, the earliest first; in one query."""
    needs, offers = (
        _to_review(model, viewer).order_by().values_list("pk", "stated_on")
        for model in (Need, Offer)
    )
    return sorted(day for _, day in needs.union(offers, all=True))


def _to_review(model: type[Posting], viewer: Viewer) -> QuerySet[Any]:
    is_waiting = standing_as(Selection.TO_REVIEW, on=timezone.localdate())
    return model.objects.visible_to(viewer).filter(is_waiting, review=Review.WAITING)


def ending_soon(*, on: datetime.date) -> list[Posting]:
    """In use, ending within the days of a warning, and not written about yet."""
    last = on + WARNED_BEFORE
    return [
        posting
        for model in (Need, Offer)
        for posting in model.objects.in_use(on=on)
        .filter(valid_until__lte=last)
        .exclude(warned_of=F("valid_until"))
        .select_related("contact_point", model.body_field)
    ]
