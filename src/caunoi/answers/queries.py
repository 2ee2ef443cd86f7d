"""Reading what became of proposals: one story, who waits for an answer, and the figures.

Every function goes through `visible_to(viewer)`. A story holds what an author may read and nothing
else; what bodies answered, and officers' notes, stand in a `Dealing`, which officers alone get.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Any

from django.db.models import (
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import TruncMonth

from caunoi.accounts.viewers import Viewer
from caunoi.answers.models import (
    BodysAnswer,
    Milestone,
    Note,
    Reply,
    ReplyKind,
    Routing,
)
from caunoi.organisations.models import ContactPoint
from caunoi.proposals.models import Placement, Progress, Proposal
from caunoi.sectors.models import Sector

ANSWERED_WITHIN = datetime.timedelta(days=30)
MONTHS_SHOWN = 12


# --- one proposal, as its author may read it ---


class StepKind(StrEnum):
    RECEIVED = "received"
    MERGED = "merged"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"
    CLOSED = "closed"
    LED_TO = "led_to"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened. bodies: whom it was passed on to. text, url: what was told."""

    kind: StepKind
    on: datetime.date
    text: str = ""
    language: str = ""
    url: str = ""
    bodies: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """steps: the oldest first. progress: that of the proposal which replaced it, if one did."""

    proposal: Proposal
    progress: Progress
    steps: Sequence[Step]


def story_of(proposal: Proposal, viewer: Viewer) -> Story | None:
    """None for whoever may not see the proposal."""
    if not Proposal.objects.visible_to(viewer).filter(pk=proposal.pk).exists():
        return None
    lasting = survivor_of(proposal)
    steps = [Step(StepKind.RECEIVED, proposal.received_on), *_steps_of(lasting)]
    if lasting != proposal:
        steps.append(Step(StepKind.MERGED, max(proposal.received_on, lasting.received_on)))
    steps.sort(key=lambda step: step.on)
    return Story(proposal, Progress(lasting.progress), steps)


def survivor_of(proposal: Proposal) -> Proposal:
    """The one that replaced it, and the one that replaced that; itself where none did."""
    seen = {proposal.pk}
    while proposal.superseded_by is not None and proposal.superseded_by_id not in seen:
        proposal = proposal.superseded_by
        seen.add(proposal.pk)
    return proposal


def _steps_of(proposal: Proposal) -> list[Step]:
    return [*_passed_on(proposal), *_told(proposal), *_came_of(proposal)]


def _passed_on(proposal: Proposal) -> list[Step]:
    """One step a day; what was taken back is not told."""
    by_day: dict[datetime.date, list[str]] = {}
    for routing in proposal.routings.standing().select_related("organisation"):
        by_day.setdefault(routing.asked_on, []).append(str(routing.organisation))
    return [Step(StepKind.PASSED_ON, day, bodies=bodies) for day, bodies in by_day.items()]


def _told(proposal: Proposal) -> list[Step]:
    kinds = {ReplyKind.ANSWER: StepKind.ANSWERED, ReplyKind.CLOSING: StepKind.CLOSED}
    return [
        Step(kinds[ReplyKind(one.kind)], one.sent_on, text=one.text, language=one.language)
        for one in Reply.objects.filter(proposal=proposal)
    ]


def _came_of(proposal: Proposal) -> list[Step]:
    return [
        Step(StepKind.LED_TO, one.happened_on, text=one.words, url=one.url)
        for one in Milestone.objects.filter(proposal=proposal)
    ]


# --- one proposal, as officers deal with it ---


@dataclass(frozen=True, slots=True)
class Dealing:
    """to_pass_on: answers no reply has told of. next_number: that of the reply to be written."""

    proposal: Proposal
    routings: Sequence[Routing]
    to_pass_on: Sequence[BodysAnswer]
    replies: Sequence[Reply]
    milestones: Sequence[Milestone]
    notes: Sequence[Note]

    @property
    def next_number(self) -> int:
        return max((one.number for one in self.replies), default=0) + 1


def dealing_with(proposal: Proposal, viewer: Viewer) -> Dealing | None:
    """None for whoever is no officer."""
    if not viewer.is_officer:
        return None
    routings = proposal.routings.select_related(
        "organisation", "contact_point", "asked_by", "answer__given_by"
    )
    return Dealing(
        proposal=proposal,
        routings=list(routings),
        to_pass_on=list(_to_pass_on().filter(routing__proposal=proposal)),
        replies=list(Reply.objects.filter(proposal=proposal).select_related("sent_by")),
        milestones=list(Milestone.objects.filter(proposal=proposal).select_related("added_by")),
        notes=list(Note.objects.filter(proposal=proposal).select_related("written_by")),
    )


def _to_pass_on() -> QuerySet[BodysAnswer]:
    found = BodysAnswer.objects.filter(given_at__isnull=False, passed_on_in__isnull=True)
    return found.select_related("routing__organisation").order_by("given_at", "routing")


def offices_to_ask(proposal: Proposal, *, most: int) -> QuerySet[ContactPoint]:
    """Those of bodies it is not with yet, the ones asked most lately first."""
    asked = Routing.objects.standing().filter(proposal=proposal).values("organisation")
    lately = Routing.objects.filter(contact_point=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    offices = ContactPoint.objects.exclude(organisation__in=asked).select_related("organisation")
    ordered = offices.annotate(lately=Subquery(lately))
    return ordered.order_by(F("lately").desc(nulls_last=True), "organisation__sort_key", "pk")[
        :most
    ]


# --- a body's own ---


def routed_to(viewer: Viewer) -> QuerySet[Routing]:
    """What the viewer's bodies were asked and may still read: unanswered first, by their day."""
    standing = Routing.objects.visible_to(viewer).standing().select_related("proposal", "answer")
    return standing.order_by(F("answer__given_at").desc(nulls_first=True), "due_on", "pk")


# --- who waits ---


def waiting_for_reply(viewer: Viewer, *, on: datetime.date) -> QuerySet[Proposal]:
    """Past 30 days without a word, or with an answer from home not yet passed on; oldest first."""
    untold = ~Exists(Reply.objects.filter(proposal=OuterRef("pk")))
    is_late = Q(received_on__lt=on - ANSWERED_WITHIN) & Q(untold) & ~Q(progress=Progress.CLOSED)
    answered = Q(Exists(_to_pass_on().filter(routing__proposal=OuterRef("pk"))))
    found = Proposal.objects.visible_to(viewer).filter(superseded_by__isnull=True)
    if not viewer.is_officer:
        return found.none()
    return found.filter(is_late | answered).order_by("received_on", "id")


def next_waiting(
    viewer: Viewer, *, on: datetime.date, after: Proposal | None = None
) -> Proposal | None:
    """The one after `after`, else the first; None when nobody waits."""
    waiting = waiting_for_reply(viewer, on=on)
    if after is None:
        return waiting.first()
    later = Q(received_on__gt=after.received_on) | Q(received_on=after.received_on, pk__gt=after.pk)
    return waiting.filter(later).first() or waiting.exclude(pk=after.pk).first()


# --- figures ---


class Came(StrEnum):
    """How far proposals came; each figure opens the list of those it counts."""

    RECEIVED = "received"
    PLACED = "placed"
    ANSWERED = "answered"
    IN_TIME = "in_time"
    LED_TO = "led_to"
    CLOSED = "closed"


class Listed(StrEnum):
    """The lists of proposals: who waits, and the records behind each figure."""

    WAITING = "waiting"
    RECEIVED = "received"
    PLACED = "placed"
    ANSWERED = "answered"
    IN_TIME = "in_time"
    LED_TO = "led_to"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """sector: a code. month: its first day. Empty values do not narrow."""

    sector: str = ""
    month: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """of: the label's code, a sector or a month. median_days: None where none was answered."""

    counts: Mapping[Came, int]
    median_days: float | None = None
    of: str = ""
    month: datetime.date | None = None


_ANSWERS = Reply.objects.filter(kind=ReplyKind.ANSWER)
_CONDITIONS: Mapping[Came, Q] = {
    Came.RECEIVED: Q(),
    Came.PLACED: Q(is_placed=True),
    Came.ANSWERED: Q(answered_on__isnull=False),
    Came.IN_TIME: Q(answered_on__lte=F("in_time_until")),
    Came.LED_TO: Q(has_led=True),
    Came.CLOSED: Q(progress=Progress.CLOSED),
}


def proposals_that_came(
    viewer: Viewer, came: Came, narrowing: Narrowing = Narrowing()
) -> QuerySet[Proposal]:
    """The records behind a figure, newest first."""
    return _measured(viewer, narrowing).filter(_CONDITIONS[came]).order_by("-received_on", "-id")


def listed(
    viewer: Viewer, shown: Listed, narrowing: Narrowing, *, on: datetime.date
) -> QuerySet[Proposal]:
    if shown != Listed.WAITING:
        return proposals_that_came(viewer, Came(shown.value), narrowing)
    waiting = waiting_for_reply(viewer, on=on)
    return waiting.filter(pk__in=_measured(viewer, narrowing).order_by().values("pk"))


def counts_of_lists(
    viewer: Viewer, narrowing: Narrowing, *, on: datetime.date
) -> Mapping[Listed, int]:
    counts = figures(viewer, narrowing).counts
    waiting = listed(viewer, Listed.WAITING, narrowing, on=on).count()
    return {Listed.WAITING: waiting, **{Listed(came.value): n for came, n in counts.items()}}


def figures(viewer: Viewer, narrowing: Narrowing = Narrowing()) -> Figures:
    found: Any = _measured(viewer, narrowing)
    answered = found.filter(answered_on__isnull=False)
    dates = answered.order_by().values_list("received_on", "answered_on")
    days = [(told - received).days for received, told in dates]
    counts = found.order_by().aggregate(**_counts())
    return Figures(_as_counts(counts), median(days) if days else None)


def figures_by_sector(viewer: Viewer) -> list[Figures]:
    """In the order of sectors; those without a proposal are left out."""
    placed = _measured(viewer, Narrowing()).filter(placements__taken_back_at__isnull=True)
    code = "placements__placed_sectors__sector"
    rows = placed.order_by().values(code).annotate(**_counts()).values(code, *Came)
    by_code = {row[code]: _as_counts(row) for row in rows if row[code]}
    codes = Sector.objects.filter(pk__in=by_code).values_list("pk", flat=True)
    return [Figures(by_code[code], of=code) for code in codes]


def figures_by_month(viewer: Viewer) -> list[Figures]:
    """The latest months in which proposals came in, the newest first."""
    found = _measured(viewer, Narrowing()).annotate(month=TruncMonth("received_on"))
    rows = found.order_by().values("month").annotate(**_counts()).values("month", *Came)
    latest = rows.order_by("-month")[:MONTHS_SHOWN]
    return [Figures(_as_counts(row), month=row["month"]) for row in latest]


def received_by_sector_and_month(viewer: Viewer) -> dict[tuple[str, datetime.date], int]:
    placed = _measured(viewer, Narrowing()).filter(placements__taken_back_at__isnull=True)
    cells = placed.annotate(month=TruncMonth("received_on"))
    code = "placements__placed_sectors__sector"
    rows = cells.order_by().values_list(code, "month").annotate(number=Count("pk", distinct=True))
    return {(sector, month): number for sector, month, number in rows if sector}


def _measured(viewer: Viewer, narrowing: Narrowing) -> QuerySet[Proposal, Any]:
    """Each with what the conditions ask; one that was replaced counts with what replaced it."""
    standing = Placement.objects.standing().filter(proposal=OuterRef("pk"))
    lasting = Q(proposal=OuterRef("pk")) | Q(proposal=OuterRef("superseded_by"))
    told = _ANSWERS.filter(lasting).order_by().annotate(same=F("kind")).values("same")
    found = Proposal.objects.visible_to(viewer) if viewer.is_officer else Proposal.objects.none()
    if narrowing.sector:
        found = found.in_sector(narrowing.sector)
    if month := narrowing.month:
        found = found.filter(received_on__year=month.year, received_on__month=month.month)
    return found.annotate(
        is_placed=Exists(standing),
        answered_on=Subquery(told.annotate(first=Min("sent_on")).values("first")),
        in_time_until=ExpressionWrapper(F("received_on") + ANSWERED_WITHIN, DateField()),
        has_led=Exists(Milestone.objects.filter(lasting)),
    )


def _counts() -> dict[str, Count]:
    return {
        came.value: Count("pk", filter=condition, distinct=True)
        for came, condition in _CONDITIONS.items()
    }


def _as_counts(row: Mapping[str, Any]) -> Mapping[Came, int]:
    return {came: row[came.value] for came in Came}


def rows_of_proposals(found: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """With what the list shows of each."""
    due = Routing.objects.standing().without_answer().select_related("organisation")
    return found.prefetch_related(Prefetch("routings", due, to_attr="asked_bodies"))
