"""Reading what was asked about data, what was erased, and what went wrong."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.people.models import Person
from caunoi.rights.erasing import rows_to_erase
from caunoi.rights.models import Breach, DataRequest, Erasure
from caunoi.rights.places import PLACES

TO_TELL_THE_AUTHORITY = datetime.timedelta(hours=72)
COUNTED_BESIDES = {
    "texts of others": _("texts of others that named them"),
    "files": _("files"),
    "registrations": _("registrations"),
    "submissions": _("proposals whose address was not yet proven"),
    "invitations": _("invitations to an account"),
}


@dataclass(frozen=True, slots=True)
class Count:
    label: str | Promise
    count: int


def requests_about_data(viewer: Viewer) -> QuerySet[DataRequest]:
    """Those that wait first, the next to fall due at the top; then the latest answered."""
    return DataRequest.objects.visible_to(viewer).select_related("person")


def kept_of(person: Person) -> list[Count]:
    """How much stands in each place that is told to the person."""
    counts = rows_to_erase(person)
    return [
        Count(place.label, counts[place.model])
        for place in PLACES
        if place.is_exported and place.model in counts
    ]


def receipt_of(erasure: Erasure) -> list[Count]:
    """What was erased, place by place, in words."""
    labels: dict[str, str | Promise] = {place.model: place.label for place in PLACES}
    labels |= COUNTED_BESIDES
    return [
        Count(labels.get(place, place), count) for place, count in erasure.counts.items() if count
    ]


def erasures() -> QuerySet[Erasure]:
    return Erasure.objects.select_related("asked_by")


# --- breaches ---


@dataclass(frozen=True, slots=True)
class Clock:
    """hours_left: until the authority has to be told; negative once that is late.

    None where it has been told, or nothing is left to do.
    """

    breach: Breach
    hours_left: int | None

    @property
    def hours_late(self) -> int:
        return max(0, -(self.hours_left or 0))


def clock_of(breach: Breach, *, now: datetime.datetime) -> Clock:
    if breach.authority_told_at or breach.closed_at:
        return Clock(breach, None)
    left = breach.known_at + TO_TELL_THE_AUTHORITY - now
    return Clock(breach, int(left.total_seconds() // 3600))


def clocks(breaches: Sequence[Breach], *, now: datetime.datetime) -> list[Clock]:
    return [clock_of(breach, now=now) for breach in breaches]
