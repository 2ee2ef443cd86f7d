"""Reading needs: the list, one need with those kept and set aside for it, and what waits.

Every function that begins a query goes through `visible_to(viewer)`; a person whose yes to being
matched no longer stands is in none of the answers.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from caunoi.accounts.viewers import Viewer
from caunoi.needs.models import Match, Need, NeedSector, NeedState, Verdict
from caunoi.organisations.models import Organisation
from caunoi.people.folded import Folded
from caunoi.people.models import Person
from trithuc.text.folding import fold


class Selection(StrEnum):
    """Which needs are listed."""

    OPEN = "open"
    WITHOUT_EXPERT = "without_expert"
    MET = "met"
    CLOSED = "closed"


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
    due = Need.objects.visible_to(viewer).filter(state=NeedState.OPEN, due_on__lte=by)
    return due.order_by("due_on", "id")


# --- one need ---


def need_pages(viewer: Viewer) -> QuerySet[Need]:
    """Needs with what a page shows of one."""
    visible = Need.objects.visible_to(viewer)
    return with_sectors(visible.select_related("asked_by", "source", "source__officer"))


def matches_of(need: Need, viewer: Viewer, verdict: Verdict) -> QuerySet[Match]:
    """Those the officers kept, or set aside, and whom the viewer may see; best score first."""
    return (
        Match.objects.visible_to(viewer)
        .filter(need=need, verdict=verdict)
        .select_related("person", "organisation", "proposal", "decided_by")
        .order_by("-score", "id")
    )


@dataclass(frozen=True, slots=True)
class Suitable:
    """All that a home partner learns of a shortlist: how many, and how many may be named."""

    suitable: int
    agreed: int


def suitable_for(need: Need, viewer: Viewer) -> Suitable:
    """agreed: those whose yes covers this viewer's own organisation."""
    kept = Match.objects.filter(need=need, verdict=Verdict.SHORTLISTED, person__isnull=False)
    matchable = kept.filter(person__in=Person.objects.matchable().order_by())
    named = Person.objects.visible_to(viewer).matchable().order_by()
    return Suitable(matchable.count(), matchable.filter(person__in=named).count())


# --- what comes along ---


def with_sectors(needs: QuerySet[Need]) -> QuerySet[Need]:
    """The same needs, each with its sectors at hand."""
    sectors = NeedSector.objects.select_related("sector")
    return needs.prefetch_related(Prefetch("need_sectors", sectors))


# --- conditions ---


def _condition(selection: Selection, viewer: Viewer) -> Q:
    if selection == Selection.WITHOUT_EXPERT:
        kept = _shortlisted(viewer).filter(need=OuterRef("pk"), person__isnull=False)
        return Q(~Exists(kept), state=NeedState.OPEN)
    return Q(state=NeedState(selection.value))


def _shortlisted(viewer: Viewer) -> QuerySet[Match]:
    return Match.objects.visible_to(viewer).filter(verdict=Verdict.SHORTLISTED).order_by()


def _in_sector(code: str) -> Q:
    return Q(Exists(NeedSector.objects.filter(need=OuterRef("pk"), sector=code)))
