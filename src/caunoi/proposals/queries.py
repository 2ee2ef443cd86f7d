"""Reading proposals: the list, the board, one proposal, and the queue of those to place.

Every function goes through `visible_to(viewer)`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)

from caunoi.accounts.viewers import Viewer
from caunoi.events.models import Event
from caunoi.people.folded import Folded
from caunoi.people.models import Person
from caunoi.proposals.models import (
    Authorship,
    PlacedSector,
    Placement,
    PlacementQuerySet,
    Proposal,
    ProposalFile,
)
from trithuc import vocabulary
from trithuc.text.folding import fold

CARDS_IN_A_COLUMN = 12
SECONDS_EACH_AT_FIRST = 30
LONGEST_SITTING_S = 300
PLACEMENTS_THAT_TELL_THE_PACE = 20


class State(StrEnum):
    ALL = "all"
    TO_PLACE = "to_place"
    PLACED = "placed"
    NONE_OF_THESE = "none"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to; an empty value does not narrow."""

    words: str = ""
    sector: str = ""
    family: str = ""
    language: str = ""
    event_id: int | None = None


_STANDING = Placement.objects.standing().filter(proposal=OuterRef("pk"))
_IN_SECTORS = PlacedSector.objects.filter(placement__taken_back_at__isnull=True)
_STATE_CONDITIONS: Mapping[State, Q] = {
    State.ALL: Q(),
    State.TO_PLACE: Q(~Exists(_STANDING), superseded_by=None),
    State.PLACED: Q(Exists(_IN_SECTORS.filter(placement__proposal=OuterRef("pk")))),
    State.NONE_OF_THESE: Q(Exists(_STANDING.filter(placed_sectors__isnull=True))),
}
ORDERS = {
    "-received": ("-received_on", "-id"),
    "received": ("received_on", "id"),
}


# --- the list ---


def found_proposals(viewer: Viewer, narrowing: Narrowing) -> QuerySet[Proposal]:
    """All visible that the filters leave, in whatever state and no order."""
    found = Proposal.objects.visible_to(viewer).order_by()
    for word in fold(narrowing.words).split():
        found = found.alias(said=Folded("text"), called=Folded("title"))
        found = found.filter(Q(said__contains=word) | Q(called__contains=word) | _by(word, viewer))
    if narrowing.sector:
        found = found.in_sector(narrowing.sector)
    if narrowing.family:
        found = found.filter(_in_family(narrowing.family))
    if narrowing.language:
        found = found.filter(language=narrowing.language)
    if narrowing.event_id:
        found = found.filter(event=narrowing.event_id)
    return found


def counts_by_state(found: QuerySet[Proposal]) -> Mapping[State, int]:
    conditions = {state.value: Count("pk", filter=_STATE_CONDITIONS[state]) for state in State}
    # Rows are counted plainly: an author's own view joins the authorships and is distinct.
    counts = Proposal.objects.filter(pk__in=found.values("pk")).aggregate(**conditions)
    return {state: counts[state.value] for state in State}


def listed_proposals(
    found: QuerySet[Proposal], state: State, sort: str, *, viewer: Viewer
) -> QuerySet[Proposal]:
    """Those in one state, with all that a row shows."""
    rows = found.filter(_STATE_CONDITIONS[state]).select_related("event")
    return rows.order_by(*ORDERS.get(sort, ORDERS["-received"])).prefetch_related(*_row(viewer))


def languages_of_proposals(viewer: Viewer) -> list[str]:
    codes = Proposal.objects.visible_to(viewer).exclude(language="").order_by()
    return sorted(set(codes.values_list("language", flat=True)))


def events_with_proposals(viewer: Viewer) -> QuerySet[Event]:
    proposed = Proposal.objects.filter(event=OuterRef("pk"))
    return Event.objects.visible_to(viewer).filter(Exists(proposed))


def _by(word: str, viewer: Viewer) -> Q:
    authors = Person.objects.visible_to(viewer).named_like(word).order_by()
    return Q(Exists(Authorship.objects.filter(proposal=OuterRef("pk"), person__in=authors)))


def _in_family(family: str) -> Q:
    codes = [sector.code for sector in vocabulary.sectors() if sector.family == family]
    placed = _IN_SECTORS.filter(placement__proposal=OuterRef("pk"), sector__in=codes)
    return Q(Exists(placed))


def _row(viewer: Viewer) -> list[Prefetch[str, QuerySet[Authorship] | QuerySet[Placement], str]]:
    seen = Person.objects.visible_to(viewer).order_by()
    authors = Authorship.objects.filter(person__in=seen).select_related("person")
    placements = Placement.objects.standing().prefetch_related(
        Prefetch("placed_sectors", PlacedSector.objects.select_related("sector"))
    )
    return [
        Prefetch("authorships", authors, to_attr="visible_authorships"),
        Prefetch("placements", placements, to_attr="standing_placements"),
    ]


# --- the board ---


@dataclass(frozen=True, slots=True)
class Column:
    """family: None for those to place. cards: the newest; count: how many there are."""

    family: vocabulary.Family | None
    count: int
    cards: Sequence[Proposal]


def board(viewer: Viewer) -> list[Column]:
    """Those to place, and then one column a family, in the order families are always shown."""
    visible = Proposal.objects.visible_to(viewer)
    columns = [_column(None, visible.to_place())]
    columns += [
        _column(family, visible.filter(_in_family(family.code))) for family in vocabulary.families()
    ]
    cards = [card for column in columns for card in column.cards]
    prefetch_related_objects(cards, *_row(viewer))
    return columns


def _column(family: vocabulary.Family | None, found: QuerySet[Proposal]) -> Column:
    return Column(family, found.count(), list(found[:CARDS_IN_A_COLUMN]))


# --- one proposal ---


def proposal_pages(viewer: Viewer) -> QuerySet[Proposal]:
    """Proposals with what a page shows of one."""
    return (
        Proposal.objects.visible_to(viewer)
        .select_related("event", "source", "superseded_by")
        .prefetch_related(
            *_row(viewer),
            "co_authors",
            "translations",
            Prefetch("files", ProposalFile.objects.select_related("attachment")),
        )
    )


def placements_of(proposal: Proposal) -> PlacementQuerySet:
    """All decisions, those taken back included, newest first."""
    return (
        Placement.objects.filter(proposal=proposal)
        .select_related("placed_by")
        .prefetch_related(Prefetch("placed_sectors", PlacedSector.objects.select_related("sector")))
    )


# --- the queue ---


def queue(viewer: Viewer) -> QuerySet[Proposal]:
    """Those to place, the longest waiting first."""
    return Proposal.objects.visible_to(viewer).to_place().order_by("received_on", "id")


def next_to_place(viewer: Viewer, *, after: Proposal | None = None) -> Proposal | None:
    """The one after `after` in the queue, else its first; None when nothing waits."""
    waiting = queue(viewer)
    if after is None:
        return waiting.first()
    later = Q(received_on__gt=after.received_on) | Q(received_on=after.received_on, pk__gt=after.pk)
    return waiting.filter(later).first() or waiting.first()


def last_placement_by(user_id: int) -> Placement | None:
    """The newest decision of this officer that stands, with its proposal."""
    own = Placement.objects.standing().filter(placed_by=user_id).select_related("proposal")
    return own.order_by("-placed_at", "-id").first()


def seconds_each(user_id: int) -> float:
    """This officer's own pace: the median pause between placements of one sitting.

    SECONDS_EACH_AT_FIRST before there is a pace to tell.
    """
    own = Placement.objects.filter(placed_by=user_id).order_by("-placed_at")
    times = list(own.values_list("placed_at", flat=True)[:PLACEMENTS_THAT_TELL_THE_PACE])
    pauses = [(later - earlier).total_seconds() for later, earlier in pairwise(times)]
    pauses = [pause for pause in pauses if pause <= LONGEST_SITTING_S]
    return median(pauses) if pauses else SECONDS_EACH_AT_FIRST


def time_to_place(count: int, user_id: int) -> datetime.timedelta:
    return datetime.timedelta(seconds=count * seconds_each(user_id))
