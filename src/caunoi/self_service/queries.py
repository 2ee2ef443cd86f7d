"""Reading for the own pages: what is asked of a person, who looked, what may be confirmed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from caunoi.accounts.viewers import Viewer
from caunoi.messages.models import Letter, LetterKind
from caunoi.organisations.models import Register
from caunoi.people.consents import OfferedConsent, offered_consents
from caunoi.people.models import Consent, Look, Person, PersonLink, stale_since
from caunoi.proposals.models import (
    CoAuthor,
    PlacedSector,
    Placement,
    Proposal,
    ProposalFile,
)
from caunoi.self_service.models import Registration
from trithuc.text.folding import fold

ENDS_WITHIN = datetime.timedelta(days=60)
ASKED_AGAIN_AFTER = datetime.timedelta(days=30)


def with_email(email: str) -> list[Person]:
    """Everyone in the register who has this address."""
    key = fold(email)
    return list(Person.objects.filter(email_key=key)) if key else []


# --- consents ---


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the register with the person's standing yes to it, if there is one."""

    offered: OfferedConsent
    standing: Consent | None


def questions_for(
    person: Person, register: Register, *, language: str, on: datetime.date
) -> list[Question]:
    """All the register may ask, in its order, each with the answer in force today."""
    rows = Consent.objects.in_force(on=on).filter(person=person).select_related("text")
    standing = {(row.purpose, row.recipient_id): row for row in rows}
    return [
        Question(one, standing.get((one.purpose, one.recipient.pk)))
        for one in offered_consents(register, language=language)
    ]


def yeses_no_longer_asked(person: Person, questions: Sequence[Question]) -> QuerySet[Consent]:
    """Standing ones to recipients the register no longer names: withdrawn like any other."""
    shown = [question.standing.pk for question in questions if question.standing]
    standing = Consent.objects.filter(person=person, withdrawn_on__isnull=True)
    return standing.exclude(pk__in=shown).select_related("recipient", "text")


def ending(questions: Sequence[Question], *, on: datetime.date) -> list[Question]:
    """Those whose yes ends soon, to be renewed by a click."""
    return [
        question
        for question in questions
        if question.standing
        and question.standing.expires_on
        and question.standing.expires_on <= on + ENDS_WITHIN
    ]


def is_to_confirm(person: Person, *, on: datetime.date) -> bool:
    """Whether the profile has not been confirmed for a year."""
    return hasattr(person, "expert") and person.expert.is_stale(on)


def people_to_ask_to_confirm(*, on: datetime.date) -> QuerySet[Person]:
    """Experts whose profile is a year old or whose yes ends soon, not asked within a month."""
    old = Q(expert__confirmed_on__lte=stale_since(on))
    ending_soon = Consent.objects.in_force(on=on).filter(
        person=OuterRef("pk"), expires_on__lte=on + ENDS_WITHIN
    )
    asked = Letter.objects.filter(
        person=OuterRef("pk"),
        kind=LetterKind.PLEASE_CONFIRM,
        written_at__date__gt=on - ASKED_AGAIN_AFTER,
    )
    due = Person.objects.filter(old | Q(Exists(ending_soon)), expert__isnull=False)
    return due.filter(~Exists(asked)).order_by("pk")


# --- what became of things ---


def own_proposals(person: Person, viewer: Viewer) -> QuerySet[Proposal]:
    """Newest first, each with its standing placement."""
    placements = Placement.objects.standing().prefetch_related(
        Prefetch("placed_sectors", PlacedSector.objects.select_related("sector"))
    )
    own = Proposal.objects.visible_to(viewer).filter(authorships__person=person)
    return own.prefetch_related(
        Prefetch("placements", placements, to_attr="standing"),
        Prefetch("files", ProposalFile.objects.select_related("attachment")),
        "co_authors",
        "translations",
    )


def named_as_co_author(person: Person) -> QuerySet[CoAuthor]:
    """The questions that wait for the person's yes or no."""
    return CoAuthor.objects.filter(person=person).select_related("proposal")


def looks_at(person: Person) -> QuerySet[Look]:
    return Look.objects.filter(person=person).select_related("user")


# --- for officers ---


def links_of(person: Person) -> QuerySet[PersonLink]:
    """Newest first."""
    return PersonLink.objects.filter(person=person).order_by("-created_at", "-id")


def waiting_registrations() -> QuerySet[Registration]:
    """Those whose address is proven, the longest waiting first."""
    return Registration.objects.waiting().prefetch_related("yeses__text", "yeses__recipient")
