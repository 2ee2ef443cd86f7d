"""Reading introductions: the officers' list, what a body is told of its needs, the funnel.

Every function goes through `visible_to(viewer)`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from caunoi.accounts.viewers import Viewer
from caunoi.introductions.models import (
    MORE_THAN_MET,
    OVER,
    Introduction,
    Outcome,
    Result,
    Stage,
)
from caunoi.needs.counts import Counts, counts_of
from caunoi.needs.models import Match, Need, Verdict
from caunoi.needs.posting import Review
from caunoi.people.models import Person

# --- the officers' list ---


class Selection(StrEnum):
    """Which introductions are listed."""

    TO_DO = "to_do"
    WAITING = "waiting"
    INTRODUCED = "introduced"
    OVER = "over"


ANSWERED = (Stage.EXPERT_AGREED, Stage.BODY_AGREED)


def condition_of(selection: Selection, *, on: datetime.date) -> Q:
    """A "not now" whose day has come is to be asked again."""
    free_again = Q(stage=Stage.NOT_NOW, until__lte=on)
    conditions = {
        Selection.TO_DO: Q(stage__in=[*ANSWERED, Stage.TO_BE_ASKED]) | free_again,
        Selection.WAITING: Q(stage__in=[Stage.EXPERT_ASKED, Stage.BODY_ASKED])
        | Q(stage=Stage.NOT_NOW, until__gt=on),
        Selection.INTRODUCED: Q(stage=Stage.INTRODUCED),
        Selection.OVER: Q(stage__in=OVER),
    }
    return conditions[selection]


def counts_by_selection(viewer: Viewer, *, on: datetime.date) -> Mapping[Selection, int]:
    counts = (
        Introduction.objects.visible_to(viewer)
        .order_by()
        .aggregate(**{one.value: Count("pk", filter=condition_of(one, on=on)) for one in Selection})
    )
    return {one: counts[one.value] for one in Selection}


def listed_introductions(
    viewer: Viewer, selection: Selection, *, on: datetime.date
) -> QuerySet[Introduction]:
    """Those who answered first stand first."""
    found = introductions_with_names(viewer).filter(condition_of(selection, on=on))
    return found.order_by(F("answered_at").asc(nulls_last=True), "pk")


def introductions_with_names(viewer: Viewer) -> QuerySet[Introduction]:
    """With what a row and a page show of one."""
    return Introduction.objects.visible_to(viewer).select_related(
        "need", "person", "person__expert", "organisation", "office", "security", "meeting"
    )


def answered(viewer: Viewer) -> QuerySet[Introduction]:
    """An expert or a body said yes, and the next step is an officer's."""
    visible = Introduction.objects.visible_to(viewer)
    return visible.filter(stage__in=ANSWERED) if viewer.is_officer else visible.none()


def introductions_to(need: Need, viewer: Viewer) -> Mapping[int, Introduction]:
    """{person: the introduction} of one need."""
    visible = Introduction.objects.visible_to(viewer).filter(need=need)
    return {one.person_id: one for one in visible}


def outcomes_of(introduction: Introduction, viewer: Viewer) -> QuerySet[Outcome]:
    """Only those that were answered."""
    visible = Outcome.objects.visible_to(viewer).filter(introduction=introduction)
    return visible.exclude(what="").order_by("answered_at", "pk")


# --- what a person was asked ---


def asked_of(person: Person, viewer: Viewer) -> QuerySet[Introduction]:
    """All that was ever asked of this person, the newest first."""
    visible = Introduction.objects.visible_to(viewer).filter(person=person)
    return visible.select_related("need", "organisation").order_by("-asked_at")


def open_outcomes(viewer: Viewer) -> QuerySet[Outcome]:
    """Questions of what came of it that nobody has answered yet."""
    visible = Outcome.objects.visible_to(viewer).filter(what="")
    return visible.select_related("introduction__need", "introduction__organisation")


# --- what a body is told ---


@dataclass(frozen=True, slots=True)
class OfNeed:
    """introduced: those the body knows by name. to_answer: what it is asked, without names."""

    need: Need
    counts: Counts
    to_answer: tuple[Introduction, ...]
    introduced: tuple[Introduction, ...]


def introductions_of_body(viewer: Viewer) -> list[OfNeed]:
    """A line for each of the body's needs. Only who still stands is counted or named."""
    shared = Need.objects.visible_to(viewer).exclude(review=Review.DRAFT)
    needs = list(shared.order_by("-stated_on", "-pk"))
    counts = counts_of(needs)
    standing: dict[int, list[Introduction]] = {}
    rows = Introduction.objects.standing().filter(need__in=needs).select_related("person", "need")
    for one in rows.order_by("pk"):
        standing.setdefault(one.need_id, []).append(one)
    return [_of_need(need, counts[need.pk], standing.get(need.pk, ())) for need in needs]


def _of_need(need: Need, counts: Counts, standing: Iterable[Introduction]) -> OfNeed:
    rows = list(standing)
    return OfNeed(
        need=need,
        counts=counts,
        to_answer=tuple(one for one in rows if one.stage == Stage.BODY_ASKED),
        introduced=tuple(one for one in rows if one.stage == Stage.INTRODUCED),
    )


# --- the funnel ---


class Step(StrEnum):
    """From a need to what came of it."""

    NEEDS = "needs"
    SHORTLISTED = "shortlisted"
    ASKED = "asked"
    AGREED = "agreed"
    BOTH_AGREED = "both_agreed"
    INTRODUCED = "introduced"
    MET = "met"
    MORE = "more"


def funnel(viewer: Viewer) -> list[tuple[Step, int]]:
    """How many reached each step; each number is the length of `records_at`."""
    return [(step, records_at(step, viewer).count()) for step in Step]


def records_at(
    step: Step, viewer: Viewer
) -> QuerySet[Need] | QuerySet[Match] | QuerySet[Introduction]:
    """The records behind a number: needs, matches or introductions."""
    if step == Step.NEEDS:
        return Need.objects.visible_to(viewer) if viewer.is_officer else Need.objects.none()
    if step == Step.SHORTLISTED:
        kept = Match.objects.visible_to(viewer).select_related("need", "person")
        return kept.filter(verdict=Verdict.SHORTLISTED, person__isnull=False)
    visible = introductions_with_names(viewer) if viewer.is_officer else Introduction.objects.none()
    return visible.filter(_reached(step))


def _reached(step: Step) -> Q:
    said = Outcome.objects.filter(introduction=OuterRef("pk"))
    # A body's answer with no introduction after it may have been a no.
    conditions = {
        Step.ASKED: Q(asked_at__isnull=False),
        Step.AGREED: Q(agreed_at__isnull=False),
        Step.BOTH_AGREED: Q(introduced_at__isnull=False) | Q(stage=Stage.BODY_AGREED),
        Step.INTRODUCED: Q(introduced_at__isnull=False),
        Step.MET: Q(Exists(said.filter(what__in=[Result.MET, *MORE_THAN_MET]))),
        Step.MORE: Q(Exists(said.filter(what__in=MORE_THAN_MET))),
    }
    return conditions[step]
