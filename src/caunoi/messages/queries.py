"""Reading letters: the list by what became of them, and those to one person."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from caunoi.accounts.viewers import Viewer
from caunoi.messages.models import Letter, LetterState
from caunoi.organisations.models import ContactPoint
from caunoi.people.models import Person


class Selection(StrEnum):
    """What an officer looks for: what needs a hand, what is on its way, what arrived."""

    TO_DO = "to_do"
    ON_THE_WAY = "on_the_way"
    DONE = "done"


STATES: Mapping[Selection, tuple[LetterState, ...]] = {
    Selection.TO_DO: (
        LetterState.BY_HAND,
        LetterState.REFUSED,
        LetterState.CAME_BACK,
        LetterState.PERHAPS_SENT,
    ),
    Selection.ON_THE_WAY: (LetterState.WAITING, LetterState.BEING_SENT, LetterState.HELD),
    Selection.DONE: (LetterState.SENT, LetterState.PASSED_ON, LetterState.ON_OWN_PAGE),
}


def counts_by_selection(viewer: Viewer) -> Mapping[Selection, int]:
    counts = Letter.objects.visible_to(viewer).aggregate(
        **{
            selection.value: Count("pk", filter=Q(state__in=states))
            for selection, states in STATES.items()
        }
    )
    return {selection: counts[selection.value] for selection in Selection}


def listed_letters(viewer: Viewer, selection: Selection) -> QuerySet[Letter]:
    """Newest first, with whom they go to."""
    found = Letter.objects.visible_to(viewer).filter(state__in=STATES[selection])
    return found.select_related("person", "contact_point__organisation")


def letters_to(person: Person, viewer: Viewer) -> QuerySet[Letter]:
    """Newest first; only those the viewer may see."""
    return Letter.objects.visible_to(viewer).filter(person=person)


def mail_comes_back(reader: Person | ContactPoint) -> bool:
    """The last letter to them that left came back; sending it once more is the way to find out."""
    left = Letter.objects.filter(state__in=[LetterState.SENT, LetterState.CAME_BACK])
    is_theirs = Q(person=reader) if isinstance(reader, Person) else Q(contact_point=reader)
    last = left.filter(is_theirs).order_by("-sent_at", "-pk").values_list("state", flat=True)
    return last.first() == LetterState.CAME_BACK
