"""Reading kits: the one behind a code, who signed up, who waits for a thank-you."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.models import Organisation, OrganisationKind, Register
from caunoi.people.consents import OfferedConsent, offered_by, offered_consents
from caunoi.people.folded import Folded
from caunoi.people.purposes import Purpose
from caunoi.people.queries import current_affiliations
from caunoi.seminars.models import Kit, SignUp
from trithuc.text.folding import fold

SHOWN_TO = {
    OrganisationKind.NETWORK: Purpose.NETWORK,
    OrganisationKind.MISSION: Purpose.OTHER_MISSION,
}


def kit_with_code(code: str) -> Kit | None:
    """However the code is typed: upper case, spaces around it."""
    typed = code.strip().lower()
    return (
        Kit.objects.select_related("event").filter(code=typed).first() if typed.isalnum() else None
    )


def questions_at(kit: Kit, register: Register, *, language: str) -> tuple[OfferedConsent, ...]:
    """What the register asks, and for each host of the event that receives apart from it.

    So whoever comes may say yes to one of two hosts and not to the other.
    """
    asked = offered_consents(register, language=language)
    hosts = Organisation.objects.filter(hosted_events__event=kit.event)
    by_hosts = [
        offered_by(purpose, host, register, language=language)
        for host in hosts.exclude(pk=register.controller_id).order_by("pk")
        for kind, purpose in SHOWN_TO.items()
        if kind in host.kinds
    ]
    known = {one.key for one in asked}
    return (*asked, *(one for one in by_hosts if one.key not in known))


def sign_ups_at(kit: Kit, viewer: Viewer, *, words: str = "") -> QuerySet[SignUp]:
    """With all a row at the door shows, in name order."""
    found = SignUp.objects.visible_to(viewer).filter(kit=kit).alias(said=Folded("display_name"))
    for word in fold(words).split():
        found = found.filter(said__contains=word)
    current = Prefetch(
        "person__affiliations", current_affiliations(), to_attr="current_affiliations"
    )
    return found.select_related("person").prefetch_related(current).order_by("display_name", "id")


@dataclass(frozen=True, slots=True)
class Figures:
    signed_up: int
    came_in: int
    confirmed: int
    proposals: int
    to_thank: int


def figures_of(kit: Kit, viewer: Viewer) -> Figures:
    counts = (
        SignUp.objects.visible_to(viewer)
        .filter(kit=kit)
        .aggregate(
            signed_up=Count("pk"),
            came_in=Count("pk", filter=Q(checked_in_at__isnull=False)),
            confirmed=Count("pk", filter=Q(confirmed_at__isnull=False)),
            proposals=Count("pk", filter=Q(proposal__isnull=False) | ~Q(text="")),
            to_thank=Count("pk", filter=Q(thanked_at=None)),
        )
    )
    return Figures(**counts)


def sign_ups_to_thank(*, on: datetime.date) -> QuerySet[SignUp]:
    """Those of events that ended before this day, not thanked yet."""
    over = Q(kit__event__ends_on__lt=on) | Q(kit__event__ends_on=None, kit__event__starts_on__lt=on)
    return SignUp.objects.filter(over, thanked_at=None).order_by("pk")
