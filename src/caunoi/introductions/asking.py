"""Whether an expert may be asked for help today, and if not, why and from when on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Max
from django.utils import timezone

from caunoi.introductions.models import Conflict, Introduction, Stage, askable_people
from caunoi.messages.models import Letter, LetterKind
from caunoi.organisations.models import Organisation
from caunoi.people.models import Person

A_YEAR = datetime.timedelta(days=365)


class Obstacle(StrEnum):
    NO_YES = "no_yes"
    CONFLICT = "conflict"
    NOT_NOW = "not_now"
    ASKED_ENOUGH = "asked_enough"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """free_on: the first day on which it no longer stands; None where no day can be named."""

    obstacle: Obstacle
    free_on: datetime.date | None = None


def hindrance_to_asking(
    person: Person, organisation: Organisation, *, on: datetime.date
) -> Hindrance | None:
    """What keeps this person from being asked for this body; None where nothing does."""
    if not askable_people().filter(pk=person.pk).exists():
        return Hindrance(Obstacle.NO_YES)
    if Conflict.objects.filter(person=person, organisation=organisation).exists():
        return Hindrance(Obstacle.CONFLICT)
    return _not_now(person, on) or _asked_enough(person, on)


def _not_now(person: Person, on: datetime.date) -> Hindrance | None:
    """Whoever said "not now" to one request meant the time, and not that request alone."""
    put_off = Introduction.objects.filter(person=person, stage=Stage.NOT_NOW, until__gt=on)
    until = put_off.aggregate(last=Max("until"))["last"]
    return Hindrance(Obstacle.NOT_NOW, until) if until else None


def _asked_enough(person: Person, on: datetime.date) -> Hindrance | None:
    """Every request is a letter, so the letters of the last year are counted."""
    limit = person.expert.requests_a_year
    if not limit:
        return Hindrance(Obstacle.ASKED_ENOUGH)
    asked = Letter.objects.filter(person=person, kind=LetterKind.HELP_WANTED)
    days = [
        timezone.localdate(moment)
        for moment in asked.order_by("-written_at").values_list("written_at", flat=True)[:limit]
    ]
    if len(days) < limit or days[-1] + A_YEAR <= on:
        return None
    return Hindrance(Obstacle.ASKED_ENOUGH, days[-1] + A_YEAR)
